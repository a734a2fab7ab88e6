#include "models/exchange/law/citing.hpp"

#include <algorithm>

namespace exchange {

std::string citation_of(const Provision& provision) {
  const std::string &instrument = provision.instrument, &article = provision.article;
  if (article.empty()) return instrument;
  const std::size_t last = instrument.find_last_of(' ');
  const std::string part = last == std::string::npos ? instrument : instrument.substr(last + 1);
  if (article.rfind(part + ".", 0) == 0)
    return instrument.substr(0, instrument.size() - part.size()) + article;
  return instrument + ", " + article;
}

std::string since(const Provision& provision) {
  if (!provision.effective_text.empty()) return provision.effective_text;
  return provision.effective == sim::kAlways ? "always" : sim::to_string(provision.effective);
}

std::string grade_of(const Provision& provision) {
  return provision.sources.empty() || provision.sources[0].grade.empty() ? "-" : provision.sources[0].grade;
}

std::vector<std::size_t> provisions_in_force(const RuleBook& book, Month month) {
  const ProvisionSet now = book.at(month).in_force();
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < book.provisions().size(); ++i)
    if (now[i]) found.push_back(i);
  std::stable_sort(found.begin(), found.end(), [&](std::size_t a, std::size_t b) {
    const Provision &x = book.provisions()[a], &y = book.provisions()[b];
    if (x.jurisdiction != y.jurisdiction) return x.jurisdiction < y.jurisdiction;
    return x.effective < y.effective;
  });
  return found;
}

}  // namespace exchange
