"""Random small worlds: scenario files that use every feature of the model, made from a seed.

Every value is drawn wide, so that in 60 months most mechanisms act; nothing here is meant to be realistic.
"""

import random

from . import themes
from .model import CHANNELS, DEPTHS, KINDS, TIERS

MONTHS = 60
FREE = 12  # worlds without a theme
KEPT = [44, 90, 103]  # also without: they once differed (DISAGREEMENTS.md)
START = 2015
HUMAN = ["human_research", "prenatal", "clinical"]
PARTIES = ["institution", "firm", "repository", "government", "foreign_controlled"]
NAMES = [["CN", "US", "GB", "HK", "JP"], ["US", "CN", "HK", "EU"], ["A", "B", "C"], ["US", "X", "Y"], ["CN", "X"],
         ["A", "B"]]
ARCHIVES = ["ncbi", "dbgap", "ega", "cncb", "cngb"]


def random_world(seed: int) -> dict:
    """A scenario, as a user might write it."""
    world = World(random.Random(f"world {seed}"), seed)
    if seed < FREE or seed in KEPT:
        return world.scenario()
    return themes.apply(themes.THEMES[seed % len(themes.THEMES)], world)


class World:
    def __init__(self, rng: random.Random, seed: int):
        self.rng, self.seed = rng, seed
        names = NAMES[seed % len(NAMES)]
        self.places = names[:rng.randint(2, len(names))] if seed % 3 else names
        self.repositories = rng.sample(ARCHIVES, rng.randint(1, 4)) if seed % 4 == 3 else ARCHIVES
        self.home = "CN" if "CN" in self.places else self.places[0]  # where a law like the PRC's is made
        self.firms = ["seller", "rival"][:rng.choice([0, 1, 1, 2])] if seed % 2 else ["seller", "rival"]
        self.offices = ["office-1", "office-2"][:rng.randint(1, 2)]

    # --- Small draws

    def chance(self, p: float) -> bool:
        return self.rng.random() < p

    def month(self, low: int = -6, high: int = MONTHS) -> str:
        number = START * 12 + self.rng.randint(low, high)
        return f"{number // 12}-{number % 12 + 1:02d}"

    def some(self, things, most: int = 3) -> list:
        things = list(things)
        return self.rng.sample(things, self.rng.randint(1, min(most, len(things))))

    def log_uniform(self, low: float, high: float) -> float:
        return float(f"{low * (high / low) ** self.rng.random():.4g}")

    def between(self, low: float, high: float) -> float:
        return round(self.rng.uniform(low, high), 4)

    # --- Parts

    def scenario(self) -> dict:
        rng = self.rng
        law = [f"rule-{n}" for n in range(rng.randint(5, 12))]
        library = law + ["extra-1", "extra-2", "ladder-1", "ladder-2"]
        places = {id: self.place() for id in self.places}
        own = sum(p.get("institutions", 0) for p in places.values())
        focal = rng.sample(self.places, rng.randint(2, len(self.places)) if self.chance(0.85) else 1)
        if "CN" in self.places and "CN" not in focal and self.chance(0.7):
            focal.append("CN")
        return {
            "title": f"Random world {self.seed}",
            "source": "Test",
            "start": f"{START}-01",
            "end": f"{START + MONTHS // 12 - 1}-{12 if self.chance(0.8) else 10}",
            "report": [f"{START + 2}-12"],
            "institutions": max(rng.randint(8, 40), own),
            "law_as_of": self.month(12, 40) if self.chance(0.3) else "never",
            "weight": rng.choice([1, 1, 0.5, 10, 33.3]),
            "seed": rng.randint(0, 10**6),
            "replicates": 1,
            "draw_parameters": self.seed % 5 != 0,
            "detail": rng.choice(["blocs", "places"]),
            "headline_depth": rng.choice(DEPTHS[1:]),
            "places": places,
            "groups": self.groups(),
            "focal": focal,
            "repositories": {id: self.repository(id, n) for n, id in enumerate(self.repositories)},
            "firms": {id: self.firm(id) for id in self.firms},
            "regulators": {f"regulator-{n}": self.regulator(n) for n in range(3)},
            "programmes": {f"cohort-{n}": self.programme() for n in range(rng.randint(0, 2))},
            "inputs": self.inputs(),
            "usd_per": {"USD": 1, "RMB": 0.14},
            "parameters": self.parameters(),
            "posterior": self.posterior() if self.chance(0.25) else None,
            "switches": self.switches(),
            "law": law,
            "provisions": {id: self.provision(id) for id in library},
            "measures": {"extra": {"title": "Extra", "source": "Test", "provisions": ["extra-1", "extra-2"]},
                         "us-location-access": {"title": "Ladder 1", "source": "Test", "provisions": ["ladder-1"]},
                         "full-closure": {"title": "Ladder 2", "source": "Test", "provisions": ["ladder-2"]}},
            "reference": "base",
            "policies": self.policies(law),
        }

    def place(self) -> dict:
        rng = self.rng
        place = {"name": "Place", "source": "Test", "population": self.log_uniform(1e5, 5e7),
                 "births_per_1000": self.between(5, 30), "rd_spend": rng.choice([0, 1, 7, 30.5, 200]),
                 "service_market": rng.choice([0, 0.5, 1, 1, 2])}
        if self.chance(0.5):
            place["institutions"] = rng.randint(2, 10)
        elif self.chance(0.3):
            place["institution_share"] = self.between(0, 0.4)
        if self.chance(0.5):
            place["bloc"] = rng.choice(["bloc-1", "bloc-2"])
        return place

    def groups(self) -> dict:
        groups = {"everyone": list(self.places), "few": self.some(self.places, 2), "nested": ["few", self.places[0]]}
        if self.chance(0.6):
            groups["greater_china"] = [p for p in self.places if p in ("CN", "HK")] or [self.places[0]]
        return groups

    def repository(self, id: str, number: int) -> dict:
        rng = self.rng
        china = id in ("cncb", "cngb") and self.chance(0.7)
        insdc = id == "ncbi" or not china and self.chance(0.3)
        return {"name": id, "source": "Test", "place": self.home if china else rng.choice(self.places),
                "controller": rng.choice(self.places), "family": "insdc" if insdc else id,
                "tiers": rng.choice([["open"], ["controlled"], ["open", "controlled"], ["open", "controlled"]]),
                "opened": "always" if number == 0 or self.chance(0.5) else self.month(0, 30),
                "capacity_pb": rng.choice([0, 0, 500, 0.001]),
                "bytes_per_base": rng.choice(["sra_bytes_per_base", "rho_gsa", "rho_ega", ""]) or "rho_cngb",
                "mirrors_insdc": self.chance(0.5)}

    def firm(self, id: str) -> dict:
        rng = self.rng
        site = lambda: rng.choice(self.places) if self.chance(0.6) else ""
        product = lambda low, high: {"launched": self.month(low, high), "source": "Test",
                                     "markets": self.some([*self.places, "everyone", "few"], 3)}
        products = {name: product(-12, 20) for name in ("prenatal", "sequencing", "diagnostic", "") if self.chance(0.75)}
        products.pop("", None)  # there was a fourth once: without its draws every world would be another
        return {"name": id, "source": "Test", "home": "CN" if "CN" in self.places and self.chance(0.6) else
                rng.choice(self.places), "controller": rng.choice(self.places), "processing_site": site(),
                "storage_site": site(), "retention_months": rng.choice([0, 1, 7, 24, 60]),
                "repatriates": self.chance(0.8), "products": products}

    def regulator(self, number: int) -> dict:
        rng = self.rng
        first = number == 0
        regulator = {"name": "Regulator", "source": "Test", "jurisdiction": rng.choice([*self.places, "few"]),
                     "offices": [self.offices[number]] if number < len(self.offices) else self.some(self.offices, 1),
                     "capacity": "hgr_capacity" if first else rng.choice(["hgr_capacity", "hgr_capacity", ""]),
                     "approval": "approval_hgr" if first else rng.choice(["approval_hgr", "approval_foreign_gsa", ""]),
                     "minimum_months": rng.choice([0, 1, 2] if first else [0, 1, 2, 5])}
        if not first and self.chance(0.3):
            regulator["from"] = self.month(0, 20)
        if not first and self.chance(0.3):
            regulator["until"] = self.month(25, 50)
        return regulator

    def programme(self) -> dict:
        rng = self.rng
        return {"name": "Cohort", "source": "Test", "place": rng.choice(self.places),
                "repository": rng.choice(self.repositories), "first": self.month(-8, 30), "years": rng.randint(1, 4),
                "persons": rng.choice([3, 1000, 50000]), "depth": rng.choice(DEPTHS)}

    def inputs(self) -> dict:
        dated = lambda unit, values: {"title": unit, "source": "Test", "unit": unit, "values": values}
        mixes = [[self.rng.randint(0, 4) for _ in range(2)] for _ in range(3)]
        inputs = {"cost_per_genome": dated("USD", {"2014-01": 9000, "2016-06": 1500, "2018-01": 1100}),
                  "sra_bytes_per_base": dated("byte/base", {"2014-01": 0.9, "2019-06": 0.4})}
        shares = [*mixes, [1, 5]]
        totals = [sum(s[n] for s in shares) for n in range(2)]
        for depth, share in zip(DEPTHS[1:], shares):
            inputs["mix_" + depth] = dated("share", {"2014-01": share[0] / totals[0], "2019-01": share[1] / totals[1]})
        return inputs

    def posterior(self) -> dict:
        """Rows for two of the parameters that `parameters` leaves without a prior."""
        rows = [[self.between(0, 0.4), self.log_uniform(1, 30)] for _ in range(self.rng.randint(1, 5))]
        return {"design_seed": self.rng.randint(0, 99), "parameters": ["growth_cn", "cost_halving"], "rows": rows}

    def parameters(self) -> dict:
        uniform = lambda low, high: {"value": (low + high) / 2, "prior": {"uniform": [low, high]}, "source": "Test"}
        beta = lambda a, b: {"value": a / (a + b), "prior": {"beta": [a, b]}, "source": "Test"}
        log_uniform = lambda low, high: {"value": low, "prior": {"log_uniform": [low, high]}, "source": "Test"}
        rare = lambda p, other: other if self.chance(p) else 0
        return {
            "source": "Test",
            "nu_other": uniform(0.3, 2), "nu_human": uniform(0.5, 3),
            "spend_open": log_uniform(1e5, 1e7), "spend_controlled": log_uniform(1e6, 1e8),
            "spend_prc": log_uniform(1e6, 1e8), "cost_lag": uniform(0, 2),
            "gsa_midpoint": uniform(2010, 2018), "gsa_width": uniform(0.5, 4), "cngb_share": beta(2, 2),
            "brokered_share": rare(0.6, uniform(0.2, 1)), "backlog_hazard": uniform(0.1, 3),
            "release_norm": uniform(0.2, 0.9), "release_mandated": uniform(0.4, 1), "release_lag": uniform(1, 15),
            "open_share_human": beta(2, 2), "controlled_norm": uniform(0.1, 1),
            "joint_share": rare(0.7, uniform(0.1, 0.9)), "joint_copy": uniform(0, 1), "partner_origin": uniform(0, 1),
            "programme_rate": rare(0.5, uniform(0.2, 3)), "outsourced_share": rare(0.7, uniform(0.1, 0.8)),
            "trial_share": rare(0.7, uniform(0.1, 0.9)), "requests_per_study_year": log_uniform(0.3, 20),
            "request_share_prc": uniform(0.01, 0.9), "open_copies_prc": log_uniform(0.05, 5),
            "approval_hgr": beta(4, 2), "renewal": beta(2, 2), "deletion_complied": uniform(0, 1),
            "bandwidth_prc_2018": log_uniform(1e-4, 0.6), "mirrored_share_cn": uniform(0, 1),
            "foreign_share_tests": beta(2, 4), "repatriated": rare(0.8, log_uniform(0.001, 1)),
            "detection": uniform(0, 0.8), "evasion_theta": uniform(-2, 5), "evasion_kappa": uniform(0, 4),
            "worth": log_uniform(0.1, 10), "chilling": uniform(0, 1), "leak": rare(0.8, uniform(0, 1)),
            "anticipation": rare(0.7, uniform(0, 1)), "hgr_capacity": {"value": self.log_uniform(0.3, 50),
                                                                    "source": "Test"},
            "brokerage_rate": rare(0.6, uniform(5, 60)), "equity_rate": rare(0.5, uniform(0.05, 1)),
            "intrusion_rate": rare(0.5, uniform(0.05, 1)), "equipment_rate": rare(0.5, uniform(0.05, 1)),
            "home_preference": uniform(0, 4),
        }

    def switches(self) -> dict:
        often = {"brokerage": 0.6, "adaptive_regulators": 0.5, "collaboration_decline": 0.3, "quality_feedback": 0.5,
                 "cumulative_penalties": 0.4}
        names = ["domestic_growth_only", "bandwidth_friction_only", "symmetric_openness", *often]
        return {name: self.chance(often.get(name, 0.06)) for name in names}

    def policies(self, law: list) -> dict:
        change = {"applies": {"channel": self.some(CHANNELS, 6)}, "effective": self.month(5, 45)}
        if self.chance(0.5):
            change["announced"] = self.month(-3, 5)
        if self.chance(0.3):
            change["effects"] = [self.effect()]
        removed = self.some(law, 2)
        kept = [id for id in law if id not in removed]
        return {
            "base": {"title": "Base", "source": "Test"},
            "other": {"title": "Other", "source": "Test",
                      "measures": {"add": ["extra"], "remove": removed}},
            "amended": {"title": "Amended", "source": "Test", "starts_from": "other",
                        "amend": {self.rng.choice(kept): change, "extra-1": {"expires": self.month(10, 50)}}},
        }

    # --- Provisions

    def provision(self, id: str) -> dict:
        rng = self.rng
        if id == "rule-0":
            return self.licence()
        effective = self.month(-12, 8 if id == "extra-1" else 45)
        provision = {"jurisdiction": rng.choice([*self.places, "few", "everyone"]),
                     "instrument": rng.choice(["Act 1", "Act 2", "Act 3", ""]) or "Act 4", "title": "Rule", "source": "Test",
                     "summary": "A rule.", "effective": effective, "status": rng.choice(["in_force", "draft", "hypothetical"]),
                     "timing": "ex_ante" if self.chance(0.8) else "ex_post", "applies": self.filter(),
                     "effects": [self.effect() for _ in range(rng.randint(1, 2))]}
        if self.chance(0.4):
            provision["announced"] = self.month(-24, -13)
        if self.chance(0.25):
            provision["expires"] = self.month(46, 59)
        if self.chance(0.25):
            provision["exempt"] = {"some": {"source": "Test", **self.filter()}}
        return provision

    def licence(self) -> dict:
        """Nothing leaves a place without its office's licence: the rule most worlds need for offices to have work."""
        return {"jurisdiction": self.home, "instrument": "Licence Act", "title": "Licence", "source": "Test",
                "summary": "A licence.", "effective": self.month(-12, 20), "status": "hypothetical",
                "timing": "ex_ante", "applies": {"from": [self.rng.choice([self.home, "everyone"])],
                                                 "channel": ["deposit", "collaboration", *self.some(CHANNELS[1:8], 2)]},
                "effects": [{"licence": {"office": self.offices[0]}}]}

    def filter(self) -> dict:
        names = [*self.places, "everyone", "few", "nested", "!few", "!" + self.places[0]]
        axes = {"origin": (0.3, names), "custodian": (0.1, names), "from": (0.4, names), "to": (0.4, names),
                "kind": (0.3, KINDS), "tier": (0.15, TIERS), "sender": (0.08, PARTIES), "recipient": (0.08, PARTIES),
                "funding": (0.15, ["federal", "state", "private"]), "repository": (0.12, self.repositories),
                "firm": (0.1, self.firms)}
        chosen = {axis: self.some(values, 3) for axis, (p, values) in axes.items() if values and self.chance(p)}
        if self.chance(0.7):
            chosen["channel"] = self.some(CHANNELS[:8], 6)
        if self.chance(0.15):
            chosen["persons_over"] = {"count": self.rng.choice([0, 10, 300]), "months": 12}
        return chosen

    def effect(self) -> dict:
        rng = self.rng
        repository = lambda: {"repository": rng.choice(self.repositories)} if self.chance(0.5) else {}
        return rng.choice([
            lambda: {"prohibit": {}},
            lambda: {"licence": {"office": rng.choice(self.offices)}},
            lambda: {"licence": {"office": rng.choice(self.offices)}},
            lambda: {"deposit_first": {"repository": rng.choice(self.repositories)}},
            lambda: {"copy_to": {"holder": rng.choice([*self.places, "partner"])}},
            lambda: {"notify": {"office": rng.choice(self.offices)}},
            lambda: {"open_by_default": {"months": 12}},
            lambda: {"admit": repository()},
            lambda: {"deny": repository()},
            lambda: {"review": repository()},
            lambda: {"bar_firm": {"until": self.month(50, 59)} if self.chance(0.5) else {}},
            lambda: {"raise_cost": {"percent": rng.choice([5, 33.3, 127])}},
            lambda: {"process_locally": {}},
            lambda: {"compel": {}},
            lambda: {"delete": {"months": 12}},
            lambda: {"penalty": {"min": rng.choice([0, 1000, 1e6]), "max": 1e7, "currency": rng.choice(["USD", "RMB"]),
                                 "gain_multiple_min": rng.choice([0, 5]), "gain_multiple_max": 10,
                                 "gain_threshold": rng.choice([0, 1e5, 1e6]),
                                 "against": rng.choice(["sender", "recipient", "either"])}},
            lambda: {"exempt": {"instrument": rng.choice(["Act 1", "Act 2"])} if self.chance(0.5) else {}},
        ])()
