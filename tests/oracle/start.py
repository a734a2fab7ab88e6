"""ODD 5: places, sides, repositories, offices, firms; institutions, their ties and first events."""

import math

from . import chance
from .chance import key_of, mix, single
from .model import (NEVER, Calendar, Firm, Institution, Office, Place, Product, Repository)
from .scenario import Series, as_list, month_index


class World:
    """What is fixed in a replicate, and its institutions, firms and offices with their state."""

    def __init__(self, scenario: dict, parameters: dict, ch: chance.Chance):
        self.scenario, self.p, self.chance = scenario, parameters, ch
        self.switches = scenario["switches"]
        self.weight = float(scenario["weight"])
        self.seed = scenario["seed"]
        self.first = month_index(scenario["start"])
        self.end = month_index(scenario["end"]) + 1
        self.inputs = {name: Series(s["values"]) for name, s in scenario["inputs"].items() if isinstance(s, dict)}
        self.places = read_places(scenario)
        self.numbers = {p.id: p.number for p in self.places}
        self.focal = [self.numbers[id] for id in scenario["focal"]]
        self.sides()
        self.repositories = [None] + [self.read_repository(n, id, r) for n, (id, r) in
                                      enumerate(members(scenario["repositories"]), 1)]
        self.backup = next((r.number for r in self.repositories[1:] if r.place == self.cn_place), 0)
        self.firms = [None] + [self.read_firm(n, id, f) for n, (id, f) in enumerate(members(scenario["firms"]), 1)]
        self.offices = self.read_offices()
        self.institutions = []
        self.populate()

    # --- Places and sides

    def place_named(self, id: str):
        return self.places[self.numbers[id]] if id in self.numbers else None

    def places_of(self, names, depth: int = 0) -> set:
        """Places named, groups expanded; what stands after "!" taken out (ODD 7.3, filter)."""
        names = as_list(names)
        added, taken = set(), set()
        for name in names:
            (taken if name.startswith("!") else added).update(self._expand(name.lstrip("!"), depth))
        if names and all(n.startswith("!") for n in names):
            added = set(range(len(self.places)))
        return added - taken

    def _expand(self, name: str, depth: int) -> set:
        if name in self.numbers:
            return {self.numbers[name]}
        members_ = self.scenario["groups"].get(name)
        return self.places_of(members_, depth + 1) if members_ is not None and depth < 8 else set()

    def sides(self):
        """Focal numbers of CN's and US's side (None: there is no such side), and the union."""
        ids = self.scenario["focal"]
        cn = ids.index("CN") if "CN" in ids else (1 if ids and ids[0] == "US" else 0)
        self.cn = cn if cn < len(ids) else None
        us = None
        if "US" in ids:
            us = ids.index("US")
        elif len(ids) >= 2:
            us = 1 if self.cn == 0 else 0
        self.us = us
        self.cn_place = self.focal[self.cn] if self.cn is not None else 0
        self.us_place = self.focal[self.us] if self.us is not None else 0
        china = self.places_of("greater_china") if "greater_china" in self.scenario["groups"] else set()
        self.union = [f for f, place in enumerate(self.focal) if place in china] if len(self.focal) < 16 else []

    # --- Repositories, firms, offices

    def read_repository(self, number: int, id: str, r: dict) -> Repository:
        name = r["bytes_per_base"]
        if name in self.p:
            bytes_per_base = lambda month: self.p[name]
        elif name in self.inputs:
            bytes_per_base = self.inputs[name].linear
        else:
            bytes_per_base = lambda month: 0.5
        return Repository(id, number, self.numbers[r["place"]], self.numbers[r["controller"] or r["place"]],
                          r["family"], as_list(r["tiers"]), month_index(r["opened"]), r["capacity_pb"],
                          r["mirrors_insdc"], bytes_per_base)

    def read_firm(self, number: int, id: str, f: dict) -> Firm:
        home = self.numbers[f["home"]]
        products = []
        for name, p in members(f["products"]):
            markets = []
            for market in as_list(p["markets"]):
                markets += sorted(self.places_of([market]))
            products.append(Product(p.get("name", name), month_index(p["launched"]), markets))
        site = lambda text: self.numbers[text] if text else home
        return Firm(id, number, home, self.numbers[f["controller"] or f["home"]], site(f["processing_site"]),
                    site(f["storage_site"]), bool(f["processing_site"]), bool(f["storage_site"]),
                    f["retention_months"], f["repatriates"], products)

    def read_offices(self) -> list:
        offices = {}
        for _, g in members(self.scenario["regulators"]):
            for id in as_list(g["offices"]):
                office = offices.setdefault(id, Office(id, len(offices)))
                capacity = self.p[g["capacity"]] if g["capacity"] else math.inf
                office.practices.append((month_index(g["from"]), month_index(g["until"]),
                                         self.p[g["approval"]] if g["approval"] else 0.0,
                                         capacity / max(1e-9, self.weight), g["minimum_months"]))
                if g["jurisdiction"] in self.numbers:
                    office.place = self.numbers[g["jurisdiction"]]
        return list(offices.values())

    # --- Institutions

    def populate(self):
        for place, count in zip(self.places, numbers_by_place(self.scenario)):
            place.first = len(self.institutions)
            for n in range(1, count + 1):
                self.institutions.append(self.draw_profile(place, n, len(self.institutions)))
            place.last = len(self.institutions) - 1
        self.cumulative = []
        total = 0.0
        for i in self.institutions:
            total += i.size
            self.cumulative.append(total)
        for place in self.places:
            if place.last >= place.first:
                place.size = self.cumulative[place.last] - self.before(place)
                self.rank_adoption(place)
        self.shard_size = 64
        while len(self.institutions) > 128 * self.shard_size:
            self.shard_size *= 2
        self.shards = max(1, -(-len(self.institutions) // self.shard_size))
        for i in self.institutions:
            self.draw_ties(i)

    def before(self, place: Place) -> float:
        return self.cumulative[place.first - 1] if place.first > 0 else 0.0

    def draw_profile(self, place: Place, n: int, number: int) -> Institution:
        key = mix(place.key, n)
        s = self.chance.stream(key, 0, chance.PROFILE)
        mean = (1.5 / 0.5) * (1 - 300**-0.5) / (1 - 300**-1.5)
        size = single(s.pareto_truncated(1.5, 1, 300) / mean)
        theta = single(self.p["evasion_theta"] + s.normal())
        u = s.uniform()
        entry_year = 2013 + 4 * math.log(u / (1 - u))
        entry = min(max(math.floor((entry_year - self.first / 12) * 12), -1), 30000)
        norm = single(min(1.0, self.p["release_norm"] * 2 * s.uniform()))
        score = single(s.exponential() / single(size * size))
        loyalty = single(s.uniform())
        u = s.uniform()
        funding = "federal" if u < 0.5 else "state" if u < 0.7 else "private"
        clinical = s.uniform() < 0.2
        foreign = s.uniform() < 0.02
        anticipates = s.uniform() < self.p["anticipation"]
        return Institution(number, place.number, key, size, theta, entry, norm, score, loyalty, funding, clinical,
                           foreign, anticipates)

    def rank_adoption(self, place: Place):
        of_place = self.institutions[place.first:place.last + 1]
        total = 0.0
        for i in of_place:
            total += i.size
        before = 0.0
        for i in sorted(of_place, key=lambda i: (i.score, i.number)):
            i.adopts = single(before / total)
            before += i.size

    def draw_in(self, stream, place_number: int):
        """An institution of a place, by size; None if it has none."""
        u = stream.uniform()
        place = self.places[place_number]
        if place.last < place.first:
            return None
        target = self.before(place) + u * place.size
        for number in range(place.first, place.last):
            if self.cumulative[number] > target:
                return number
        return place.last

    def draw_partner(self, stream, home: int):
        """An institution by size, those of the home place six times as likely."""
        running, total = [], 0.0
        for q in self.places:
            total += q.size * (6 if q.number == home else 1)
            running.append(total)
        target = stream.uniform() * total
        for q in self.places:
            if running[q.number] > target:
                return self.draw_in(stream, q.number)
        return self.draw_in(stream, len(self.places) - 1)

    def draw_ties(self, i: Institution):
        s = self.chance.stream(i.key, 0, chance.TIES)
        for k in range(8):
            partner = self.draw_partner(s, i.place)
            i.ties.append(None if partner is None or partner == i.number else [partner, single(1 / (k + 1))])

    def shard_of(self, number: int) -> int:
        return number // self.shard_size

    def institutions_of(self, shard: int) -> list:
        return self.institutions[shard * self.shard_size:(shard + 1) * self.shard_size]


def members(collection: dict):
    return [(id, x) for id, x in collection.items() if isinstance(x, dict)]


def read_places(scenario: dict) -> list:
    blocs, places = [], []
    for number, (id, p) in enumerate(members(scenario["places"])):
        bloc = p["bloc"] or id
        if bloc not in blocs:
            blocs.append(bloc)
        places.append(Place(id, number, bloc, blocs.index(bloc), p["population"], p["births_per_1000"], p["rd_spend"],
                            p["service_market"]))
    return places


def numbers_by_place(scenario: dict) -> list:
    """ODD 5, number by place."""
    n = scenario["institutions"]
    places = members(scenario["places"])
    counts = {}
    for id, p in places:
        if p.get("institutions") is not None:
            counts[id] = p["institutions"]
        elif p["institution_share"] > 0:
            counts[id] = math.trunc(n * p["institution_share"] + 0.5)
    left = n - sum(counts.values())
    others = [(id, p["rd_spend"]) for id, p in places if id not in counts]
    spend = sum(x for _, x in others)
    if left > 0 and spend > 0:
        shares = {id: left * x / spend for id, x in others}
        for id in shares:
            counts[id] = math.trunc(shares[id])
        rest = left - sum(counts[id] for id in shares)
        by_remainder = sorted(shares, key=lambda id: (-(shares[id] - math.trunc(shares[id])), id))
        for id in by_remainder[:rest]:
            counts[id] += 1
    return [counts.get(id, 0) for id, _ in places]


def calendars(world: World) -> list:
    return [Calendar(world.first, world.end) for _ in range(world.shards)]
