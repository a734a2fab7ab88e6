"""ODD 7.7: prenatal tests by market, copies taken home, laboratories."""

import math

from . import acquisition, chance
from .chance import mix
from .collaboration import split_off
from .law import Proposal
from .ledger import focal_number, persons_ever_held
from .model import Dataset


def publish_learning(run):
    """A6: L by home of a firm, from the books at the end of last month."""
    run.learned = {}
    if not run.world.switches["quality_feedback"]:
        return
    for home in {firm.home for firm in run.world.firms[1:]}:
        f = focal_number(run, home)
        if f is not None:
            run.learned[home] = math.log1p(unique_persons(run, f) / 1e6)


def unique_persons(run, f):
    """U: records fall at random on the people of each origin who take part."""
    total = 0.0
    for place, held in zip(run.world.places, persons_ever_held(run, f)):
        people = max(1, run.p["participating"] * place.population)
        total += -people * math.expm1(-(held * run.world.weight) / people)
    return total


def trade(run):
    """D1."""
    for firm in run.world.firms[1:]:
        for product in firm.products:
            if product.launched > run.month:
                continue
            if product.name == "prenatal":
                sell_everywhere(run, firm, product)
            elif product.name == "diagnostic" and run.month < product.launched + 36:
                for market in product.markets:
                    run.ledger.record_production(dataset(run, firm, market, market, 0, "diagnostic", "none"))
    acquisition.take(run, run.firm_copies)


def dataset(run, firm, origin, custodian, persons, kind, depth):
    world = run.world
    return Dataset(world=world, owner=None, firm=firm.number, serial=0, born=run.number, origin=origin,
                   custodian=custodian, kind=kind, depth=depth, persons=persons, kilobases=persons * 500_000,
                   funding="private", compel_cn=world.cn is not None and firm.controller == world.cn_place,
                   compel_us=world.us is not None and firm.controller == world.us_place)


def births(run, place):
    p = run.world.places[place]
    return p.population * p.births_per_1000 / 1000 / 12


def tests_wanted(run, firm, product):
    """T_q by market."""
    p = run.p
    uptake = 0.5 / (1 + math.exp(-(run.month - (12 * 2018 + 6)) / 12 * p["uptake_growth"]))
    at_home = births(run, firm.home) * uptake * p["tests_prc_share"]
    size = {q: births(run, q) * run.world.places[q].service_market for q in product.markets if q != firm.home}
    total = sum(size[q] for q in product.markets if q != firm.home)
    abroad = at_home * p["foreign_share_tests"] / max(1e-9, 1 - p["foreign_share_tests"])
    return {q: at_home if q == firm.home else abroad * size[q] / total if total else 0.0 for q in product.markets}


def sell_everywhere(run, firm, product):
    wanted = tests_wanted(run, firm, product)
    moved = run.p["displacement"] * firm.displaced
    firm.displaced = 0.0
    quality = math.exp(0.1 * run.learned[firm.home]) if firm.home in run.learned else 1.0
    open_ = sum(wanted[q] for q in product.markets if q != firm.home)
    for q in product.markets:
        mean = wanted[q] / max(1e-9, run.world.weight)
        m = mean
        if q != firm.home:
            m = mean * quality + (moved * mean / open_ if open_ > 0 else 0.0)
        sell(run, firm, q, m)


def service(run, firm, origin, custodian, from_, to, persons):
    """The verdict on a firm's transfer."""
    return run.law.judge(Proposal(origin=origin, custodian=custodian, from_=from_, to=to, kind="prenatal",
                                  tier="closed", channel="service", sender="firm", recipient="firm",
                                  firm=firm.number, persons=persons), run.month)


def sell(run, firm, q, m):
    at_home = q == firm.home
    to = firm.home if at_home else firm.processing_site
    verdict = service(run, firm, q, q, q, to, math.trunc(12 * m))
    if not at_home and verdict.stops:
        run.ledger.propose(q, to, "stopped")
        firm.displaced += m
        return
    s = run.chance.stream(mix(firm.key, run.world.places[q].key), run.month, chance.MARKET)
    tests = min(10**9, s.poisson(m if at_home else m * math.exp(-1.5 * verdict.cost / 100)))
    if tests == 0:
        return
    firm.tests += tests
    firm.tests_abroad += 0 if at_home else tests
    local = not at_home and (verdict.process_locally or run.world.switches["domestic_growth_only"])
    custodian = firm.home if at_home else q if local else firm.storage_site
    d = dataset(run, firm, q, custodian, tests, "prenatal", "low_pass")
    if not at_home and not local:
        run.ledger.propose(q, to, "free")
        take_home(run, firm, d)
    if d.persons > 0:
        run.ledger.record_production(d, "service")
        f = focal_number(run, d.custodian)
        if not at_home and not local and f is not None:
            acquisition.enter_store(run, d)
            acquisition.begin_term(run, d, f, "service", firm.retention_months)


def take_home(run, firm, d):
    home = focal_number(run, firm.home)
    if not firm.repatriates or home is None:
        return
    s = run.chance.stream(mix(firm.key, run.world.places[d.origin].key), run.month, chance.REPATRIATION)
    taken = s.binomial(d.persons, run.p["repatriated"])
    if taken == 0:
        return
    if service(run, firm, d.origin, firm.storage_site, firm.storage_site, firm.home, 12 * taken).stops:
        return
    child = split_off(d, taken)
    firm.repatriated += taken
    run.ledger.record_production(child, "service")
    run.ledger.record_copy(child, [home], "service")
