"""ODD 7.9: who holds what, who could obtain what, and every output.

Nothing is summed up as it happens that can be counted afresh: each month goes through all datasets and counts. The executable keeps books
instead, so the two can only agree if both are right."""

import math

from .model import DEPTHS, ROUTES
from . import acquisition

OUTCOMES = ["free", "licensed", "refused", "stopped", "evaded", "dropped"]


class Ledger:
    def __init__(self, run):
        self.run = run
        places, repositories = len(run.world.places), len(run.world.repositories)
        self.datasets = []  # all that have come into being, in order
        self.deposited = [0] * repositories  # kilobases
        self.stored = [0] * repositories  # kilobytes
        self.controlled_stored = [0] * repositories  # kilobytes
        self.studies = [0] * repositories
        self.depositors = [0] * repositories
        self.brokered_kilobytes = 0
        self.asked = {"others": [0] * repositories, "PRC": [0] * repositories}
        self.granted = {"others": [0] * repositories, "PRC": [0] * repositories}
        self.insdc_deposited, self.insdc_stored = [], []  # to the end of each month
        self.proposed = {}  # (place from, place to, outcome) -> datasets
        self.collaborations, self.collaborations_lost = [0] * places, [0] * places
        self.delayed = [0] * places
        self.applications = self.international = self.approvals = self.refusals = 0
        self.penalties = self.incidents = self.incidents_prc = 0
        self.reach_months = [0.0] * places  # of focal places: expected person-months of foreign data
        self.monthly, self.yearly, self.years = {}, {}, []

    # --- Changes of holdings

    def record_production(self, d, how=None):
        self.datasets.append(d)
        f = focal_number(self.run, d.custodian)
        if f is not None:
            hold(d, [f])
            attribute(self.run, d, f, "own" if d.origin == d.custodian else how)

    def record_copy(self, d, places, channel):
        """A copy in focal places (numbers of focal places) by one channel."""
        hold(d, places)
        for f in places:
            attribute(self.run, d, f, channel)

    def record_end(self, d, f, complied):
        """A term ends in a focal place."""
        if f not in d.now or holds_otherwise(self.run, d, f):
            return
        if complied:
            d.now.discard(f)
            d.residual.discard(f)
        else:
            d.residual.add(f)

    def record_release(self, d, r, tier):
        repository = self.run.world.repositories[r]
        d.repositories.add(r)
        d.tier, d.released = tier, True
        kilobytes = math.trunc(d.kilobases * repository.bytes_per_base(self.run.month))
        self.deposited[r] += d.kilobases
        self.stored[r] += kilobytes
        if tier == "controlled":
            self.controlled_stored[r] += kilobytes
            self.studies[r] += 1

    def record_backup(self, d, r):
        kilobytes = math.trunc(d.kilobases * self.run.world.repositories[r].bytes_per_base(self.run.month))
        self.stored[r] += kilobytes
        self.controlled_stored[r] += kilobytes

    def propose(self, from_, to, outcome):
        key = (from_, to, outcome)
        self.proposed[key] = self.proposed.get(key, 0) + 1

    def close_insdc(self):
        """D5."""
        insdc = [r.number for r in self.run.world.repositories[1:] if r.insdc]
        self.insdc_deposited.append(sum(self.deposited[r] for r in insdc))
        self.insdc_stored.append(sum(self.stored[r] for r in insdc))

    # --- Observing

    def observe(self):
        """E: the month's outputs, and the year's in December and the last month."""
        run = self.run
        last = run.month == run.end - 1
        for name, value in monthly_outputs(run, self).items():
            self.monthly.setdefault(name, []).append(value)
        self.monthly.setdefault("asymmetry", []).append(asymmetry(self.monthly, run.number))
        if run.month % 6 == 5 or last:
            self.count_person_months(run)
        if run.month % 12 == 11 or last:
            self.years.append(run.month // 12)
            for name, table in yearly_tables(run, self).items():
                self.yearly.setdefault(name, []).append(table)

    def count_person_months(self, run):
        for d in self.datasets:
            if 2 <= d.kd <= 9:
                for f, place in enumerate(run.world.focal):
                    if place != d.origin:
                        self.reach_months[place] += 6 * d.persons * expected(run, d, f) * run.world.weight


def focal_number(run, place):
    return run.world.focal.index(place) if place in run.world.focal else None


def persons_ever_held(run, f):
    """By origin, of all kinds and depths."""
    held = [0] * len(run.world.places)
    for d in run.ledger.datasets:
        if f in d.ever:
            held[d.origin] += d.persons
    return held


def hold(d, places):
    for f in places:
        d.ever.add(f)
        d.now.add(f)
        d.residual.discard(f)


def sides(run):
    """The sides that exist, in order: (name, focal number)."""
    return [(name, f) for name, f in (("cn", run.world.cn), ("us", run.world.us)) if f is not None]


def attribute(run, d, f, route):
    for side, number in sides(run):
        if number == f:
            if side not in d.first:
                d.first[side] = route
                d.routes[side].add(route)
            elif route != "own":
                d.routes[side].add(route)


def holds_otherwise(run, d, f):
    """A copy that no term ends: the institution's own, or one that came by a route without a term."""
    if run.world.focal[f] == d.custodian and d.owner is not None:
        return True
    for side, number in sides(run):
        if number == f:
            return d.first.get(side) == "own" or bool(d.routes[side] - {"own", "request", "service"})
    return False


# --- Access, compulsion, reach


def can_compel(run, place):
    """May a side's law compel this month? Without any such provision in the library every side can."""
    world = run.world
    of_library = any(place in world.places_of(p["jurisdiction"]) for _, p in run.laws.compel_library)
    if not of_library:
        return True
    return any(rule.has("compel") and place in world.places_of(rule.jurisdiction)
               for rule in run.law.book(run.month).in_force(run.month))


def compelled(run, d, f):
    key = (run.month, f)
    if key not in run.compel_memo:
        run.compel_memo[key] = can_compel(run, run.world.focal[f])
    if not run.compel_memo[key]:
        return False
    if f == run.world.cn:
        return d.compel_cn or f in d.now
    if f == run.world.us:
        return d.compel_us or f in d.now
    return False


def expected(run, d, f):
    """Chance that an institution of a focal place could obtain the dataset this month."""
    a = run.access.of(d, run.world.focal[f])
    if a.open > 0 or compelled(run, d, f):
        return 1.0
    return a.request / 4096


# --- Monthly outputs


def monthly_outputs(run, ledger):
    outputs = {}
    outputs.update(outputs_of_holdings(run, ledger))
    outputs.update(outputs_of_repositories(run, ledger))
    outputs.update(outputs_of_agents(run, ledger))
    weight = run.world.weight
    for name in outputs:
        outputs[name] = outputs[name] * weight
    outputs.update(outputs_without_weight(run))
    return outputs


SIDED = ["held_us_in_cn", "held_us_in_prc", "held_us_in_cn_now", "held_cn_in_us", "held_us_in_cn_bases",
         "held_cn_in_us_bases", "produced_us", "produced_cn", "open_held_us_in_cn", "shareable_us", "shareable_cn",
         "reach_us_by_cn", "reach_cn_by_us", "held_foreign_in_cn_bases", "held_domestic_in_cn_bases"]


def outputs_of_holdings(run, ledger):
    world = run.world
    cn, us = world.cn, world.us
    out = {name: 0 for name in SIDED}
    if cn is None or us is None:
        return out
    union = world.union or [cn]
    for d in ledger.datasets:
        headline = d.depth == world.scenario["headline_depth"] and d.human
        research = 2 <= d.kd <= 9
        of_us, of_cn = d.origin == world.us_place, d.origin == world.cn_place
        if of_us:
            out["held_us_in_cn"] += d.persons * (headline and cn in d.ever)
            out["held_us_in_prc"] += d.persons * (headline and any(f in d.ever for f in union))
            out["held_us_in_cn_now"] += d.persons * (headline and cn in d.now)
            out["held_us_in_cn_bases"] += d.kilobases * (d.human and cn in d.ever)
            out["produced_us"] += d.persons * headline
            openly = d.released and d.tier == "open" and acquisition.access_set(world, d)
            out["open_held_us_in_cn"] += d.persons * bool(headline and openly and (d.compel_cn or cn in d.now))
            out["shareable_us"] += d.persons * (research and d.shareable)
            if research:
                out["reach_us_by_cn"] += d.persons * expected(run, d, cn)
        if of_cn:
            out["held_cn_in_us"] += d.persons * (headline and us in d.ever)
            out["held_cn_in_us_bases"] += d.kilobases * (d.human and us in d.ever)
            out["produced_cn"] += d.persons * headline
            out["shareable_cn"] += d.persons * (research and d.shareable)
            if research:
                out["reach_cn_by_us"] += d.persons * expected(run, d, us)
        if cn in d.ever:
            out["held_domestic_in_cn_bases" if of_cn else "held_foreign_in_cn_bases"] += d.kilobases
    for name in out:
        if name.endswith("_bases"):
            out[name] *= 1e-6
    return out


def outputs_of_repositories(run, ledger):
    number = {r.id: r.number for r in run.world.repositories[1:]}

    def at(book, id):
        return book[number[id]] if id in number else 0

    asked, granted = ledger.asked, ledger.granted
    return {
        "sra_open_bases": ledger.insdc_deposited[-1] * 1e-12,
        "sra_total_bases": (ledger.insdc_deposited[-1] + at(ledger.deposited, "dbgap")) * 1e-12,
        "sra_open_bytes": ledger.insdc_stored[-1] * 1e-12,
        "sra_total_bytes": (ledger.insdc_stored[-1] + at(ledger.stored, "dbgap")) * 1e-12,
        "ega_bytes": at(ledger.stored, "ega") * 1e-12,
        "gsa_bytes": at(ledger.stored, "cncb") * 1e-12,
        "cngb_bytes": at(ledger.stored, "cngb") * 1e-12,
        "gsa_institutions": at(ledger.depositors, "cncb"),
        "cngb_institutions": at(ledger.depositors, "cngb"),
        "gsa_human_bytes": at(ledger.controlled_stored, "cncb") * 1e-12,
        "insdc_bytes_from_cncb": ledger.brokered_kilobytes * 1e-12,
        "dbgap_requests": at(asked["others"], "dbgap") + at(asked["PRC"], "dbgap"),
        "dbgap_approvals": at(granted["others"], "dbgap") + at(granted["PRC"], "dbgap"),
        "requests_prc": sum(asked["PRC"]),
        "approvals_prc": sum(granted["PRC"]),
        "approvals_all": sum(granted["PRC"]) + sum(granted["others"]),
    }


def outputs_of_agents(run, ledger):
    firms = run.world.firms[1:]
    return {
        "nifty_tests": sum(f.tests for f in firms),
        "nifty_abroad": sum(f.tests_abroad for f in firms),
        "nifty_repatriated": sum(f.repatriated for f in firms),
        "hgr_licences": ledger.approvals + ledger.refusals,
        "hgr_applications": ledger.applications,
        "hgr_international": ledger.international,
        "penalties": ledger.penalties,
        "incidents": ledger.incidents,
        "hgr_penalties_published": ledger.incidents_prc,
        "queue": sum(len(o.queue) for o in run.world.offices),
    }


def outputs_without_weight(run):
    world = run.world
    total = sum(p.size for p in world.places)
    return {
        "china_share_of_ncbi_users": world.places[world.cn_place].size / total if world.cn is not None and total else 0.0,
        "salience_cn": run.salience[world.cn_place] if world.cn is not None else 0.0,
        "salience_us": run.salience[world.us_place] if world.us is not None else 0.0,
        "rung": run.rung,
    }


def asymmetry(monthly, number):
    """ODD 7.9, of a month number; NaN where it is not defined."""
    d_us, d_cn = monthly["shareable_us"][number], monthly["shareable_cn"][number]
    if d_us < 1e4 or d_cn < 1e4:
        return math.nan
    of_us = monthly["reach_us_by_cn"][number] / d_us
    of_cn = monthly["reach_cn_by_us"][number] / d_cn
    return math.log2((of_us + 1e-4) / (of_cn + 1e-4))


# --- Yearly arrays: {labels: value}, in the order of axes after year; what is not named is 0


class Table(dict):
    def add(self, key, value):
        if value:
            self[key] = self.get(key, 0) + value


def region(run, place):
    p = run.world.places[place]
    return p.id if run.world.scenario["detail"] == "places" else p.bloc


def holders(run):
    """(label, focal numbers): the focal places and the union."""
    world = run.world
    single = [(world.places[p].id, [f]) for f, p in enumerate(world.focal)]
    return single + ([(UNION, world.union)] if world.union else [])


UNION = "CN+HK+MO"


def yearly_tables(run, ledger):
    tables = {}
    tables.update(tables_of_holdings(run, ledger))
    tables.update(tables_of_reach(run, ledger))
    tables.update(tables_of_routes(run, ledger))
    tables.update(tables_of_flows(run, ledger))
    weight = run.world.weight
    for table in tables.values():
        for key in table:
            table[key] *= weight
    tables["science"] = table_of_science(run, ledger)
    return tables


def tables_of_holdings(run, ledger):
    names = ["held_persons", "held_bases", "held_now_persons", "residual_persons", "held_persons_by_depth",
             "produced_persons", "produced_bases", "held_persons_by_place", "held_bases_by_place",
             "produced_persons_by_place"]
    t = {name: Table() for name in names}
    for d in ledger.datasets:
        at, place = region(run, d.origin), run.world.places[d.origin].id
        t["produced_persons"].add((at, d.kind), d.persons)
        t["produced_bases"].add((at, d.kind), d.kilobases * 1e-6)
        t["produced_persons_by_place"].add((place, d.kind), d.persons)
        for label, members in holders(run):
            if any(f in d.ever for f in members):
                t["held_persons"].add((label, at, d.kind), d.persons)
                t["held_bases"].add((label, at, d.kind), d.kilobases * 1e-6)
                t["held_persons_by_place"].add((label, place, d.kind), d.persons)
                t["held_bases_by_place"].add((label, place, d.kind), d.kilobases * 1e-6)
                if d.human:
                    t["held_persons_by_depth"].add((label, at, d.depth), d.persons)
            if any(f in d.now for f in members):
                t["held_now_persons"].add((label, at, d.kind), d.persons)
            if label != UNION and members[0] in d.residual:
                t["residual_persons"].add((label, at, d.kind), d.persons)
    return t


def tables_of_reach(run, ledger):
    t = {"reach_persons": Table(), "reach_bases": Table()}
    for d in ledger.datasets:
        at = region(run, d.origin)
        for f, place in enumerate(run.world.focal):
            a = run.access.of(d, place)
            shares = {"open": 1 if a.open > 0 else 0, "request": 1 if not a.open and a.requestable else 0,
                      "compelled": 1 if compelled(run, d, f) else 0, "expected": expected(run, d, f)}
            for access, share in shares.items():
                key = (run.world.places[place].id, access, at, d.kind)
                t["reach_persons"].add(key, d.persons * share)
                t["reach_bases"].add(key, d.kilobases * 1e-6 * share)
    return t


def tables_of_routes(run, ledger):
    t = {f"{which}_acquired_persons": Table() for which in ("first", "any", "sole")}
    for d in ledger.datasets:
        for side, f in sides(run):
            if side in d.first:
                head, tail = run.world.places[run.world.focal[f]].id, (region(run, d.origin), d.kind)
                t["first_acquired_persons"].add((head, d.first[side], *tail), d.persons)
                for route in d.routes[side]:
                    t["any_acquired_persons"].add((head, route, *tail), d.persons)
                if len(d.routes[side]) == 1:
                    t["sole_acquired_persons"].add((head, d.first[side], *tail), d.persons)
    return t


def tables_of_flows(run, ledger):
    t = {"openness": Table(), "repository_bytes": Table(), "repository_institutions": Table()}
    for (from_, to, outcome), n in ledger.proposed.items():
        t["openness"].add((region(run, from_), region(run, to), outcome), n)
    for r in run.world.repositories[1:]:
        t["repository_bytes"].add((r.id,), ledger.stored[r.number] * 1e-12)
        t["repository_institutions"].add((r.id,), ledger.depositors[r.number])
    return t


def table_of_science(run, ledger):
    world, t = run.world, Table()
    for p in world.places:
        t.add((p.bloc, "reach_person_months"), ledger.reach_months[p.number])
        t.add((p.bloc, "collaborations"), ledger.collaborations[p.number] * world.weight)
        t.add((p.bloc, "releases_delayed"), ledger.delayed[p.number] * world.weight)
    for side, f in sides(run):
        granted = ledger.granted["PRC" if side == "cn" else "others"]
        t.add((world.places[world.focal[f]].bloc, "requests_granted"), sum(granted) * world.weight)
    return t
