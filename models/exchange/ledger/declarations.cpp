// The declarations of all outputs: one row each.

#include <algorithm>
#include <array>

#include "models/exchange/ledger/observables.hpp"

namespace exchange {

namespace {

using A = AxisName;

std::vector<OutputDeclaration> monthly_declarations() {
  const std::vector<A> t{A::time};
  return {
      {"held_us_in_cn", "persons", "US persons copied to mainland China",
       "US-origin persons at the headline depth of whom a copy has ever been onshore in CN", t},
      {"held_us_in_prc", "persons", "US persons copied to CN, HK or MO", "the same for the union of CN, HK and MO; nobody twice", t},
      {"held_us_in_cn_now", "persons", "US persons with a present copy in mainland China", "copies whose term has ended and that were destroyed do not count", t},
      {"held_cn_in_us", "persons", "PRC persons copied to the US", "CN-origin persons at the headline depth, ever onshore in US", t},
      {"held_us_in_cn_bases", "gigabases", "Bases of US persons copied to mainland China", "all human kinds and depths, ever", t},
      {"held_cn_in_us_bases", "gigabases", "Bases of PRC persons copied to the US", "all human kinds and depths, ever", t},
      {"produced_us", "persons", "US persons sequenced at the headline depth", "datasets of US origin that have come into being", t},
      {"produced_cn", "persons", "PRC persons sequenced at the headline depth", "datasets of CN origin that have come into being", t},
      {"open_held_us_in_cn", "persons", "Of the US persons copied to mainland China, those anyone can download", "present copies whose dataset is open; headline depth", t},
      {"shareable_us", "persons", "US persons in existing research or clinical data", "D of US: never-shareable data excluded; all depths", t},
      {"shareable_cn", "persons", "PRC persons in existing research or clinical data", "D of CN; all depths", t},
      {"reach_us_by_cn", "persons", "Expected US persons that the PRC can obtain", "open, compelled, or by request weighted by approval; research and clinical; all depths", t},
      {"reach_cn_by_us", "persons", "Expected PRC persons that the US can obtain", "the mirror image", t},
      {"held_foreign_in_cn_bases", "gigabases", "Foreign-origin bases held in mainland China", "all kinds, ever", t},
      {"held_domestic_in_cn_bases", "gigabases", "Own-origin bases held in mainland China", "all kinds, ever", t},
      {"sra.open_bases", "Pb", "Open bases at INSDC", "each dataset once, whichever node holds it", t},
      {"sra.total_bases", "Pb", "Open INSDC and dbGaP bases", "sra.open_bases plus sequence bases deposited at dbGaP", t},
      {"sra.open_bytes", "PB", "Open bytes at INSDC", "bases times SRA's bytes per base in the month of deposit", t},
      {"sra.total_bytes", "PB", "Open INSDC and dbGaP bytes", "both at SRA's bytes per base", t},
      {"ega.bytes", "PB", "Bytes stored at EGA", "first deposits", t},
      {"gsa.bytes", "PB", "Bytes stored in the GSA family", "first deposits plus statutory backups", t},
      {"gsa.institutions", "institutions", "Institutions with a deposit in the GSA family", "at least one, weighted", t},
      {"gsa_human.bytes", "PB", "Controlled bytes in the GSA family", "part of gsa.bytes: controlled deposits and backups", t},
      {"cngb.bytes", "PB", "Bytes stored at CNGB", "own archive, without mirrors", t},
      {"cngb.institutions", "institutions", "Institutions with a deposit at CNGB", "at least one, weighted", t},
      {"nifty.tests", "tests", "Cumulative NIFTY-like tests", "PRC customers included", t},
      {"nifty.abroad", "tests", "Of which abroad", "customers outside CN", t},
      {"nifty.repatriated", "persons", "Persons tested abroad and copied to CN", "by the firm itself", t},
      {"insdc.bytes_from_cncb", "PB", "Bytes brokered from the PRC's archives to INSDC", "at SRA's bytes per base", t},
      {"dbgap.requests", "requests", "Requests at dbGaP, cumulative", "all requesters", t},
      {"dbgap.approvals", "requests", "Requests granted at dbGaP, cumulative", "all requesters", t},
      {"hgr.licences", "licences", "Applications decided by PRC licensing, cumulative", "approvals and refusals", t},
      {"hgr.applications", "applications", "Applications to PRC licensing, cumulative", "all kinds", t},
      {"hgr.international", "applications", "Of which for joint projects", "cumulative", t},
      {"china.share_of_ncbi_users", "share", "Share of research institutions that are in the PRC", "weighted by size among those that have entered; stands for users", t},
      {"requests_prc", "requests", "Requests from the PRC, cumulative", "all controlled repositories", t},
      {"approvals_prc", "requests", "Of which granted", "cumulative", t},
      {"approvals_all", "requests", "Requests granted, cumulative", "all controlled repositories, all requesters", t},
      {"penalties", "penalties", "Detected unlicensed transfers, cumulative", "all jurisdictions", t},
      {"incidents", "incidents", "Published violations, cumulative", "all jurisdictions", t},
      {"queue", "applications", "Applications waiting", "at all offices", t},
      {"salience_cn", "salience", "Attention to PRC enforcement", "halves in 24 months, +1 per incident or listing", t},
      {"salience_us", "salience", "Attention to US enforcement", "halves in 24 months, +1 per incident or listing", t},
      {"rung", "step", "Step of the adaptive ladder in force", "0 without adaptive regulators", t},
      {"hgr.penalties_published", "incidents", "Published violations in the PRC, cumulative", "compare C9", t},
  };
}

std::vector<OutputDeclaration> yearly_declarations() {
  const std::vector<A> hok{A::year, A::holder, A::origin, A::kind};
  const std::vector<A> srok{A::year, A::side, A::route, A::origin, A::kind};
  return {
      {"held_persons", "persons", "Persons of whom a holder ever had a copy", "by origin (bloc, or place if detail says so); depths together", hok},
      {"held_bases", "gigabases", "Bases of which a holder ever had a copy", "by origin (bloc, or place if detail says so)", hok},
      {"held_now_persons", "persons", "Persons of whom a holder has a copy now", "destroyed copies excluded", hok},
      {"residual_persons", "persons", "Persons whose copy should be gone and is not", "part of held_now_persons", hok},
      {"held_persons_by_depth", "persons", "Persons of whom a holder ever had a copy, by depth", "human kinds", {A::year, A::holder, A::origin, A::depth}},
      {"produced_persons", "persons", "Persons in datasets that have come into being", "by origin (bloc, or place if detail says so); depths together", {A::year, A::origin, A::kind}},
      {"produced_bases", "gigabases", "Bases in datasets that have come into being", "by origin (bloc, or place if detail says so)", {A::year, A::origin, A::kind}},
      {"reach_persons", "persons", "Persons a holder could obtain", "open; by request (all that may be asked for, approval not weighed); expected (open, compelled, or by request weighted by approval); compelled (the two sides only)", {A::year, A::holder, A::access, A::origin, A::kind}},
      {"reach_bases", "gigabases", "Bases a holder could obtain", "as reach_persons", {A::year, A::holder, A::access, A::origin, A::kind}},
      {"first_acquired_persons", "persons", "Persons by the route that first brought a copy", "never a policy effect", srok},
      {"any_acquired_persons", "persons", "Persons by every route that brought a copy", "upper end of the bracket", srok},
      {"sole_acquired_persons", "persons", "Persons that only this route brought", "lower end of the bracket", srok},
      {"openness", "datasets", "Proposed transfers by outcome", "cumulative", {A::year, A::from, A::to, A::outcome}},
      {"repository_bytes", "PB", "Bytes stored by a repository", "first deposits plus backups, without mirrors", {A::year, A::repository}},
      {"repository_institutions", "institutions", "Institutions with a deposit", "at least one, weighted", {A::year, A::repository}},
      {"science", "mixed", "What open science obtains", "cumulative: expected person-months of foreign data within reach, requests granted, joint projects, dataset-months of delay", {A::year, A::bloc, A::item}},
      {"held_persons_by_place", "persons", "Persons of whom a holder ever had a copy, by place", "as held_persons, by the place of the people sequenced", {A::year, A::holder, A::place, A::kind}},
      {"held_bases_by_place", "gigabases", "Bases of which a holder ever had a copy, by place", "as held_bases, by the place of the people sequenced", {A::year, A::holder, A::place, A::kind}},
      {"produced_persons_by_place", "persons", "Persons in datasets that have come into being, by place", "as produced_persons, by the place of the people sequenced", {A::year, A::place, A::kind}},
  };
}

}  // namespace

const OutputDeclaration& declaration_of(Monthly output) {
  static const auto all = monthly_declarations();
  return all[static_cast<std::size_t>(output)];
}

const OutputDeclaration& declaration_of(Yearly output) {
  static const auto all = yearly_declarations();
  return all[static_cast<std::size_t>(output)];
}

bool is_by_place(const OutputDeclaration& declared) {
  return std::find(declared.axes.begin(), declared.axes.end(), A::place) != declared.axes.end();
}

const char* unit_of(ScienceItem item) {
  switch (item) {
    case ScienceItem::reach_person_months: return "person-months";
    case ScienceItem::requests_granted: return "requests";
    case ScienceItem::collaborations: return "projects";
    case ScienceItem::releases_delayed: return "dataset-months";
    case ScienceItem::count: break;
  }
  return "";
}

std::vector<std::string> labels_of(const Setting& s, AxisName axis) {
  const auto names = [](const auto& array) { return std::vector<std::string>(array.begin(), array.end()); };
  std::vector<std::string> labels;
  switch (axis) {
    case A::time:
      for (int m = 0; m < s.months(); ++m) labels.push_back(to_string(s.first + m));
      return labels;
    case A::year:
      for (int y = s.first.year(); y <= (s.end - 1).year(); ++y) labels.push_back(std::to_string(y));
      return labels;
    case A::holder:
      labels = s.scenario.focal;
      if (s.union_bit >= 0) labels.push_back("CN+HK+MO");
      return labels;
    case A::origin: case A::from: case A::to: return s.regions;
    case A::bloc: return s.blocs;
    case A::kind: return names(kKindNames);
    case A::depth: return names(kDepthNames);
    case A::access: return {"open", "request", "compelled", "expected"};
    case A::side: return {s.cn >= 0 ? s.scenario.focal[static_cast<std::size_t>(s.cn)] : "-", s.us >= 0 ? s.scenario.focal[static_cast<std::size_t>(s.us)] : "-"};
    case A::route:
      labels = names(kChannelNames);
      labels.push_back("own");
      return labels;
    case A::outcome: return {"free", "licensed", "refused", "stopped", "evaded", "dropped"};
    case A::item: return {"reach_person_months", "requests_granted", "collaborations", "releases_delayed"};
    case A::repository:
      for (const auto& r : s.scenario.repositories) labels.push_back(r.id);
      return labels;
    case A::place:
      for (const auto& p : s.scenario.places) labels.push_back(p.id);
      return labels;
  }
  return labels;
}

}  // namespace exchange
