"""ODD 7.3: provisions compiled to filters, books of policies, verdicts, fines; ODD 7.2: mandates; ODD 3: access changes."""

import math
from dataclasses import dataclass, field

from .model import ALWAYS, HUMAN, NEVER
from .scenario import as_list, listed_policies, month_index, rungs


@dataclass(frozen=True)
class Proposal:
    origin: int
    custodian: int
    from_: int
    to: int
    kind: str
    tier: str
    channel: str
    sender: str = "institution"
    recipient: str = "institution"
    funding: str = "private"
    repository: int = 0
    firm: int = 0
    persons: int = 0


@dataclass
class Verdict:
    provisions: list = field(default_factory=list)  # the touched ones
    prohibited: bool = False
    punishable: bool = False
    denied: bool = False
    barred: bool = False
    offices: list = field(default_factory=list)
    deposit_first: int = 0
    copy_to_place: int | None = None
    copy_to_partner: bool = False
    open_by_default: bool = False
    review: bool = False
    cost: int = 0
    process_locally: bool = False
    penalised: bool = False

    @property
    def stops(self) -> bool:
        return self.prohibited or self.denied or self.barred

    @property
    def principal(self):
        return min(self.offices) if self.offices else None

    @property
    def free(self) -> bool:
        return not self.stops and not self.punishable and not self.offices

    @property
    def asks(self) -> bool:
        """Of a mandate (ODD 7.2)."""
        return self.open_by_default or self.deposit_first > 0


class Filter:
    """Which proposals something applies to. An axis that is absent admits everything."""

    PLACES = [("origin", "origin"), ("custodian", "custodian"), ("from", "from_"), ("to", "to")]
    WORDS = ["kind", "tier", "channel", "sender", "recipient", "funding"]

    def __init__(self, world, raw: dict):
        self.axes = []
        for name, attribute in self.PLACES:
            if as_list(raw.get(name)):
                self.axes.append((attribute, world.places_of(raw[name])))
        for name in self.WORDS:
            if as_list(raw.get(name)):
                self.axes.append((name, set(as_list(raw[name]))))
        for name, things in (("repository", world.repositories), ("firm", world.firms)):
            if as_list(raw.get(name)):
                self.axes.append((name, {t.number for t in things[1:] if t.id in as_list(raw[name])}))
        over = raw.get("persons_over")
        self.over = max(0, over["count"]) if over else None

    def admits(self, proposal: Proposal) -> bool:
        if self.over is not None and proposal.persons <= self.over:
            return False
        return all(getattr(proposal, attribute) in admitted for attribute, admitted in self.axes)


class Rule:
    """A provision, compiled."""

    def __init__(self, world, id: str, raw: dict):
        self.id, self.raw = id, raw
        self.jurisdiction = raw["jurisdiction"]
        self.instrument = raw["instrument"] or "\0" + id  # empty: the provision alone
        self.announced, self.effective = month_index(raw["announced"]), month_index(raw["effective"])
        self.expires = month_index(raw["expires"])
        self.known = self.announced if ALWAYS != self.announced < self.effective else self.effective
        self.applies = Filter(world, raw.get("applies", {}))
        self.exemptions = [Filter(world, f) for f in raw.get("exempt", {}).values() if isinstance(f, dict)]
        self.effects = [(name, e if isinstance(e, dict) else {}) for effect in as_effects(raw)
                        for name, e in effect.items() if name not in ("title", "note", "source")]

    def in_force(self, month: int, anticipated: bool) -> bool:
        return (self.known if anticipated else self.effective) <= month < self.expires

    def touches(self, proposal: Proposal) -> bool:
        return self.applies.admits(proposal) and not any(f.admits(proposal) for f in self.exemptions)

    def has(self, *names) -> bool:
        return any(name in names for name, _ in self.effects)

    @property
    def on_access(self) -> bool:
        channels = as_list(self.raw.get("applies", {}).get("channel"))
        return not channels or "download" in channels or "request" in channels

    def dates(self) -> set:
        bars = {month_index(e["until"]) for name, e in self.effects if name == "bar_firm" and e.get("until")}
        return {self.known, self.effective, self.expires} | bars


def as_effects(raw: dict) -> list:
    effects = raw.get("effects", [])
    return [effects] if isinstance(effects, dict) else effects


class Book:
    """The rule book of a policy on one rung."""

    def __init__(self, world, provisions: list):
        self.world = world
        self.rules = [Rule(world, id, raw) for id, raw in provisions]
        self.change_dates = sorted(set().union(*[r.dates() for r in self.rules], set()) - {NEVER})
        self.memo = {}

    def in_force(self, month: int, anticipated: bool = False) -> list:
        key = ("in force", month, anticipated)
        if key not in self.memo:
            self.memo[key] = [r for r in self.rules if r.in_force(month, anticipated)]
        return self.memo[key]

    def judge(self, proposal: Proposal, month: int, anticipated: bool = False) -> Verdict:
        key = (proposal, month, anticipated)
        if key not in self.memo:
            self.memo[key] = self.verdict(proposal, self.touched(proposal, month, anticipated))
        return self.memo[key]

    def touched(self, proposal: Proposal, month: int, anticipated: bool) -> list:
        touched = [r for r in self.in_force(month, anticipated) if r.touches(proposal)]
        cancelled = set()
        for rule in touched:
            for name, e in rule.effects:
                if name == "exempt":
                    cancelled.add(e.get("instrument") or rule.instrument)
        return [r for r in touched if r.has("exempt") or r.instrument not in cancelled]

    def verdict(self, proposal: Proposal, touched: list) -> Verdict:
        v = Verdict(touched)
        percent = 0.0
        here = proposal.repository
        admitted = {r.instrument for r in touched for name, e in r.effects
                    if name == "admit" and self.repository(e) in (0, here)}
        for rule in touched:
            for name, e in rule.effects:
                if name == "prohibit":
                    if rule.raw["timing"] == "ex_ante":
                        v.prohibited = True
                    else:
                        v.punishable = True
                elif name == "licence":
                    v.offices.append(next(o.number for o in self.world.offices if o.id == e["office"]))
                elif name == "deposit_first":
                    v.deposit_first = v.deposit_first or self.repository(e)
                elif name == "copy_to":
                    if e["holder"] == "partner":
                        v.copy_to_partner = True
                    elif v.copy_to_place is None:
                        v.copy_to_place = self.world.numbers.get(e["holder"])
                elif name == "open_by_default":
                    v.open_by_default = True
                elif name == "deny":
                    if self.repository(e) in (0, here) and rule.instrument not in admitted:
                        v.denied = True
                elif name == "review":
                    v.review = v.review or self.repository(e) in (0, here)
                elif name == "bar_firm":
                    v.barred = True
                elif name == "raise_cost":
                    percent += e["percent"]
                elif name == "process_locally":
                    v.process_locally = True
                elif name == "penalty":
                    v.penalised = True
        v.offices = sorted(set(v.offices))
        v.cost = min(max(math.trunc(percent + 0.5), 0), 127)
        return v

    def repository(self, effect: dict) -> int:
        """The repository an effect names; 0: none."""
        name = effect.get("repository") or ""
        return next((r.number for r in self.world.repositories[1:] if r.id == name), 0)


class Laws:
    """All rule books of a scenario, by policy and rung; what is the same under all policies."""

    def __init__(self, world):
        self.world, scenario = world, world.scenario
        self.books = {id: [Book(world, list_) for list_ in rungs(scenario, id)] for id in listed_policies(scenario)}
        self.all_books = [book for books in self.books.values() for book in books]
        self.access_changes = self.find_access_changes()
        self.compel_library = [(id, p) for id, p in scenario["provisions"].items() if isinstance(p, dict)
                               and any("compel" in e for e in as_effects(p))]
        self.memo = {}

    def find_access_changes(self) -> list:
        world, changes = self.world, set()
        for book in self.all_books:
            for date in book.change_dates:
                on_access = [[r.id for r in book.in_force(m) if r.on_access] for m in (date - 1, date)]
                if on_access[0] != on_access[1]:
                    changes.add(date)
        for office in world.offices:
            for start, until, *_ in office.practices:
                changes.update(m for m in (start, until) if world.first < m < world.end)
        if world.switches["adaptive_regulators"]:
            changes.update(range(world.first, world.end))
        return sorted(changes)

    def mandate_changes(self, place: int, funding: str, kind: str) -> list:
        """ODD 7.2: months in which a mandate on (place, funding, kind) may begin or end, under any policy."""
        key = (place, funding, kind)
        if key not in self.memo:
            changes = set()
            for book in self.all_books:
                asked = False
                for date, anticipated in mandate_laws(book):
                    asks = mandate(book, place, funding, kind, date, anticipated).asks
                    if asks != asked:
                        changes.add(date)
                    asked = asks
            self.memo[key] = sorted(changes)
        return self.memo[key]


def mandate_laws(book: Book) -> list:
    """(date, anticipated?) of each law on mandates that differs from the one before: in force, then as anticipated."""
    laws = []
    for anticipated in (False, True):
        last = []
        for date in [ALWAYS] + [d for d in book.change_dates if d != ALWAYS]:
            here = [r.id for r in book.in_force(date, anticipated)
                    if r.has("deposit_first", "open_by_default", "exempt")]
            if here != last:
                laws.append((date, anticipated))
            last = here
    return laws


def mandate(book: Book, place: int, funding: str, kind: str, month: int, anticipated: bool = False) -> Verdict:
    """ODD 7.2: what law asks of deposits at home."""
    tier = "controlled" if kind in HUMAN else "open"
    return book.judge(Proposal(place, place, place, place, kind, tier, "deposit", recipient="repository",
                               funding=funding), month, anticipated)


class Law:
    """The law of one run: the books of its policy, and the rung of each month."""

    def __init__(self, laws: Laws, policy: str):
        self.laws, self.books = laws, laws.books[policy]
        self.first = laws.world.first
        self.rung_of = []  # by month number, up to this month

    def book(self, month: int) -> Book:
        number = min(max(month - self.first, 0), len(self.rung_of) - 1)
        return self.books[self.rung_of[number]]

    def judge(self, proposal: Proposal, month: int, anticipated: bool = False) -> Verdict:
        return self.book(month).judge(proposal, month, anticipated)

    def mandate(self, place: int, funding: str, kind: str, month: int, anticipated: bool = False) -> Verdict:
        return mandate(self.book(month), place, funding, kind, month, anticipated)

    def fine(self, verdict: Verdict, gain: float) -> float:
        """USD, at an illegal gain in USD (ODD 7.3)."""
        if not verdict.penalised:
            return 0.0
        fines = [self.one_fine(e, gain) for rule in verdict.provisions for name, e in rule.effects if name == "penalty"]
        return sum(fines) if self.laws.world.switches["cumulative_penalties"] else max(fines)

    def one_fine(self, penalty: dict, gain: float) -> float:
        rates = self.laws.world.scenario["usd_per"]
        rate = rates.get(penalty.get("currency") or "USD", 1.0)
        multiple = penalty.get("gain_multiple_min", 0.0)
        if multiple > 0 and gain >= penalty.get("gain_threshold", 0.0) * rate:
            return multiple * gain
        return penalty.get("min", 0.0) * rate

    def on_access(self, month: int) -> tuple:
        """The law on access in a month: what an access table was made of."""
        book = self.book(month)
        return tuple(r.id for r in book.in_force(month) if r.on_access)

    def listings(self, month: int) -> set:
        """(jurisdiction, instrument) of this month's listings of firms (ODD 7.5)."""
        return {(r.jurisdiction, r.instrument) for r in self.book(month).rules
                if r.effective == month and as_list(r.raw.get("applies", {}).get("firm"))}

    def thresholds(self, month: int, anticipated: bool) -> list:
        """All counts of `persons_over` in the law, descending (ODD 7.10)."""
        counts = {f.over for r in self.book(month).in_force(month, anticipated) for f in [r.applies, *r.exemptions]
                  if f.over is not None}
        return sorted(counts, reverse=True)
