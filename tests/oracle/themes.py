"""Overlays on a random world that make one mechanism act much, which chance alone would rarely do."""

HUMAN = ["human_research", "prenatal", "clinical"]


def apply(theme: str, world) -> dict:
    """The scenario of a random world (worlds.World), themed."""
    scenario = world.scenario()
    globals()[theme](scenario, world)
    return scenario


def ranged(low: float, high: float) -> dict:
    return {"value": (low + high) / 2, "prior": {"uniform": [low, high]}, "source": "Test"}


def rule(scenario: dict, number: int, applies: dict, *effects: dict, **more):
    """Replaces a rule of the base law."""
    scenario["provisions"][f"rule-{number}"] = {
        "jurisdiction": "everyone", "instrument": f"Theme {number}", "title": "Rule", "summary": "A rule.",
        "source": "Test", "effective": "2014-06", "status": "hypothetical", "timing": "ex_ante", "applies": applies,
        "effects": list(effects), **more}


def soften(scenario: dict, *effects: str):
    """Takes effects out of all provisions, so that they do not hide what is wanted."""
    for provision in scenario["provisions"].values():
        kept = [e for e in provision["effects"] if not set(e) & set(effects)]
        provision["effects"] = kept or [{"notify": {"office": "office-1"}}]


def two_sides(scenario: dict, world):
    """CN and US, with people in both."""
    for id in ("CN", "US"):
        place = scenario["places"].setdefault(id, world.place())
        place["institutions"], place["rd_spend"] = world.rng.randint(5, 9), 20
        if id not in scenario["focal"]:
            scenario["focal"].append(id)
        if id not in scenario["groups"]["everyone"]:
            scenario["groups"]["everyone"].append(id)
    own = sum(p.get("institutions", 0) for p in scenario["places"].values())
    scenario["institutions"] = max(scenario["institutions"], own)
    scenario["switches"].update(domestic_growth_only=False, bandwidth_friction_only=False)


def busy(scenario: dict, low: float = 1, high: float = 4):
    scenario["parameters"].update(nu_human=ranged(low, high), release_lag=ranged(1, 4))


def licences(scenario: dict, world):
    """Deposits and joint projects wait in queues; answers come late, some refuse; ties break and are made anew."""
    two_sides(scenario, world)
    busy(scenario, 3, 6)
    soften(scenario, "prohibit", "deny", "bar_firm", "process_locally")
    rng = world.rng
    rule(scenario, 0, {"channel": ["deposit", "collaboration"]}, {"licence": {"office": "office-1"}})
    rule(scenario, 1, {"channel": ["collaboration"]}, {"copy_to": {"holder": "partner"}})
    rule(scenario, 2, {"channel": ["deposit"], "custodian": ["CN"]}, {"copy_to": {"holder": "CN"}})
    scenario["regulators"] = {
        "first": {"name": "Office", "source": "Test", "jurisdiction": "CN", "offices": world.offices,
                  "capacity": "hgr_capacity", "approval": "approval_hgr", "minimum_months": rng.choice([0, 1, 3]),
                  "until": world.month(30, 40)},
        "second": {"name": "Office", "source": "Test", "jurisdiction": "US", "offices": ["office-1"],
                   "capacity": "hgr_capacity", "approval": "approval_foreign_gsa", "minimum_months": 2}}
    scenario["repositories"]["cncb" if "cncb" in scenario["repositories"] else world.repositories[0]].update(
        place="CN", opened="2015-06", family="china", tiers=["open", "controlled"])
    scenario["parameters"].update(
        joint_share=ranged(0.3, 0.9), evasion_theta=ranged(0, 4), evasion_kappa=ranged(0, 1),
        approval_hgr=ranged(0.3, 0.9), detection=ranged(0.3, 0.9), violations_published=ranged(0.3, 0.9),
        hgr_capacity={"value": rng.choice([1.7, 3.2, 40]), "source": "Test"})
    scenario["switches"]["collaboration_decline"] = rng.random() < 0.5


def mandates(scenario: dict, world):
    """Backlogs: mandates come, go and come again."""
    two_sides(scenario, world)
    busy(scenario)
    soften(scenario, "prohibit", "deny", "bar_firm")
    first = world.repositories[0]
    rule(scenario, 0, {"channel": ["deposit"], "kind": ["human_research", "other_omics"]},
         {"open_by_default": {"months": 12}}, effective=world.month(6, 12), expires=world.month(20, 26),
         announced=world.month(0, 3))
    rule(scenario, 1, {"channel": ["deposit"], "custodian": ["CN"]}, {"deposit_first": {"repository": first}},
         effective=world.month(30, 34))
    rule(scenario, 2, {"channel": ["deposit"], "funding": ["federal"]}, {"open_by_default": {"months": 6}},
         effective=world.month(15, 40), exempt={"some": {"source": "Test", "custodian": ["US"], "kind": HUMAN}})
    rule(scenario, 3, {"channel": ["deposit"], "kind": ["clinical"]}, {"open_by_default": {"months": 6}},
         effective=world.month(10, 18))
    scenario["parameters"].update(backlog_hazard=ranged(0.5, 6), release_norm=ranged(0.05, 0.3),
                                  controlled_norm=ranged(0.05, 0.3), release_mandated=ranged(0.6, 1),
                                  anticipation=ranged(0.3, 0.8), mandate_pull=ranged(0.5, 3))
    scenario["policies"]["amended"]["amend"]["rule-0"] = {
        "effective": world.month(27, 40), "expires": "never", "exempt": {"add": {"private": {"source": "Test", "funding": ["private"]}}}}
    scenario["policies"]["base"]["amend"] = {
        "rule-2": {"exempt": {"remove": ["some"]}, "effective": world.month(35, 50)}}
    scenario["policies"]["other"]["measures"]["remove"] = ["rule-4"]


def bulk_sales(scenario: dict, world):
    """Brokers, thresholds, splitting, fines by gain."""
    two_sides(scenario, world)
    busy(scenario)
    soften(scenario, "prohibit", "deny", "bar_firm", "licence")
    scenario["switches"]["brokerage"] = True
    for number, count in enumerate((5000, 1000)):
        rule(scenario, number, {"channel": ["brokerage"], "persons_over": {"count": count, "months": 12}},
             {"prohibit": {}}, {"penalty": {"min": 1e6, "max": 1e8, "currency": "RMB", "gain_multiple_min": 8,
                                            "gain_multiple_max": 10, "gain_threshold": 2e5, "against": "sender"}},
             timing="ex_ante" if number else "ex_post")
    rule(scenario, 2, {"channel": ["brokerage"], "persons_over": {"count": 300, "months": 12}},
         {"licence": {"office": "office-1"}}, {"penalty": {"min": 5e5, "max": 1e6, "currency": "USD", "against": "either"}},
         effective=world.month(20, 40))
    scenario["parameters"].update(brokerage_rate=ranged(20, 90), detection=ranged(0.3, 0.9), worth=ranged(0.5, 4),
                                  evasion_theta=ranged(-1, 1), evasion_kappa=ranged(1, 5), leak=ranged(0.2, 0.8))


def archives_of_china(scenario: dict, world):
    """Deposits brokered to INSDC, backups, mirrors, foreigners at the PRC's archive."""
    two_sides(scenario, world)
    busy(scenario)
    soften(scenario, "prohibit", "deny", "bar_firm")
    scenario["repositories"] = {id: world.repository(id, n) for n, id in enumerate(("ncbi", "cncb", "cngb", "ddbj"))}
    both = ["open", "controlled"]
    scenario["repositories"]["ncbi"].update(place="US", family="insdc", tiers=both)
    scenario["repositories"]["cncb"].update(place="CN", family="cncb", tiers=both, mirrors_insdc=True)
    scenario["repositories"]["cngb"].update(place="CN", family="cngb", tiers=both, opened=world.month(5, 20))
    scenario["repositories"]["ddbj"].update(family="insdc", tiers=["open"], opened=world.month(5, 30))
    rule(scenario, 0, {"channel": ["deposit"], "origin": ["CN"], "to": ["!CN"]}, {"copy_to": {"holder": "CN"}})
    rule(scenario, 1, {"channel": ["download", "mirror"], "repository": ["ncbi"]}, {"review": {}},
         effective=world.month(20, 40))
    rule(scenario, 2, {"channel": ["request", "download"], "repository": ["cncb"], "to": ["US"]},
         {"licence": {"office": "office-1"}}, effective=world.month(10, 30))
    rule(scenario, 3, {"channel": ["mirror", "download", "request"], "repository": ["ncbi"], "to": ["CN"]},
         {"deny": {}}, effective=world.month(35, 50))
    rule(scenario, 4, {"channel": ["download"], "to": ["CN"], "kind": ["other_omics"]}, {"admit": {"repository": "ncbi"}},
         effective=world.month(35, 50), instrument="Theme 3")
    scenario["parameters"].update(brokered_share=ranged(0.3, 1), gsa_midpoint=ranged(2008, 2014), nu_other=ranged(1, 3),
                                  leak=ranged(0.1, 0.9), open_copies_prc=ranged(0.2, 3), cngb_share=ranged(0.2, 0.8))
    for provision in scenario["provisions"].values():  # what names an archive that is gone
        for filter_ in (provision["applies"], *provision.get("exempt", {}).values()):
            if "repository" in filter_:
                filter_["repository"] = ["ncbi", "cngb"]
        for effect in provision["effects"]:
            for content in effect.values():
                if "repository" in content:
                    content["repository"] = "cncb"
    for programme in scenario["programmes"].values():
        programme["repository"] = world.rng.choice(["ncbi", "cncb", "cngb"])


def testing_firms(scenario: dict, world):
    """Outsourced sequencing and tests abroad: thresholds, local processing, bars, displacement, terms that end."""
    two_sides(scenario, world)
    busy(scenario, 2, 5)
    soften(scenario, "prohibit", "deny", "bar_firm")
    scenario["firms"] = {id: world.firm(id) for id in ("seller", "rival")}
    for id, firm in scenario["firms"].items():
        firm.update(home="CN", repatriates=True, retention_months=world.rng.choice([3, 12]))
        for name in ("prenatal", "sequencing"):
            firm["products"][name] = {"launched": world.month(-6, 10), "source": "Test", "markets": ["everyone"]}
    scenario["firms"]["seller"]["processing_site"] = world.rng.choice(["", "US"])
    scenario["firms"]["seller"]["storage_site"] = world.rng.choice(["", "US"])
    service = {"channel": ["service", "trial"]}
    rule(scenario, 0, {**service, "from": ["US"], "persons_over": {"count": 200, "months": 12}}, {"prohibit": {}},
         {"penalty": {"min": 1000, "max": 1e6, "currency": "USD", "against": "sender"}}, effective=world.month(15, 40))
    rule(scenario, 1, {**service, "origin": ["!CN"]}, {"process_locally": {}}, effective=world.month(30, 50))
    rule(scenario, 2, {**service, "firm": ["seller"]}, {"bar_firm": {}}, effective=world.month(20, 50),
         jurisdiction="US")
    rule(scenario, 3, {**service, "to": ["CN"]}, {"raise_cost": {"percent": 20}}, effective=world.month(10, 50))
    scenario["parameters"].update(outsourced_share=ranged(0.3, 0.9), repatriated=ranged(0.05, 0.9),
                                  trial_share=ranged(0.3, 0.9), displacement=ranged(0.2, 1),
                                  deletion_complied=ranged(0.2, 0.9), evasion_theta=ranged(-1, 2))
    for provision in scenario["provisions"].values():
        for filter_ in (provision["applies"], *provision.get("exempt", {}).values()):
            if "firm" in filter_:
                filter_["firm"] = ["seller"]


def crowded(scenario: dict, world):
    """Several shards: ties, messages and rewiring across them."""
    two_sides(scenario, world)
    for place in scenario["places"].values():
        place["institutions"] = 60
    scenario["institutions"] = 60 * len(scenario["places"])
    scenario["parameters"].update(nu_other=ranged(0.05, 0.1), nu_human=ranged(0.3, 0.5), joint_share=ranged(0.5, 1),
                                  chilling=ranged(0.5, 2))
    soften(scenario, "prohibit", "deny")


def ladder(scenario: dict, world):
    """Washington sees an asymmetry and climbs; measures of the ladder act, and fine what was forbidden before."""
    two_sides(scenario, world)
    busy(scenario, 3, 6)
    soften(scenario, "prohibit", "deny", "bar_firm", "compel")
    scenario["switches"]["adaptive_regulators"] = True
    scenario["weight"] = 100
    scenario["repositories"]["ncbi"] = world.repository("ncbi", 0) | {
        "place": "US", "controller": "US", "family": "insdc", "tiers": ["open", "controlled"], "opened": "always"}
    rule(scenario, 0, {"origin": ["CN"], "from": ["CN"], "to": ["US"]}, {"prohibit": {}})
    rule(scenario, 1, {"channel": ["collaboration"], "to": ["CN"]}, {"prohibit": {}})
    scenario["provisions"]["ladder-1"].update(
        applies={"channel": ["download", "collaboration"], "to": ["CN"]}, exempt={}, effects=[
            {"review": {"repository": "ncbi"}}, {"penalty": {"min": 1e5, "max": 1e6, "currency": "USD",
             "gain_multiple_min": 2, "gain_multiple_max": 10, "against": "sender"}}])
    scenario["provisions"]["ladder-2"].update(applies={"to": ["CN"], "firm": []}, effects=[
        {"prohibit": {}}, {"penalty": {"min": 1e5, "max": 1e6, "currency": "USD", "against": "sender"}}])
    scenario["parameters"].update(open_share_human=ranged(0.4, 0.9), release_norm=ranged(0.7, 1),
                                  controlled_norm=ranged(0.7, 1), joint_share=ranged(0.2, 0.6),
                                  open_copies_prc=ranged(1, 4), evasion_theta=ranged(0, 2),
                                  evasion_kappa=ranged(1, 4), detection=ranged(0.3, 0.9))


THEMES = ["licences", "mandates", "bulk_sales", "archives_of_china", "testing_firms", "crowded", "ladder"]
