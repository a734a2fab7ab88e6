"""ODD 7.5, enforcement; ODD 7.8, adaptive regulators."""

import math

from . import chance
from .chance import key_of
from .ledger import asymmetry


def enforce(run):
    """D4."""
    world, ledger = run.world, run.ledger
    for q in range(len(world.places)):
        run.salience[q] *= math.exp(-math.log(2) / 24)
    for jurisdiction, _ in sorted(run.law.listings(run.month)):
        for q in world.places_of(jurisdiction):
            run.salience[q] += 1
    for q, place in enumerate(world.places):
        n, run.evasions[q] = run.evasions[q], 0
        if n == 0:
            continue
        s = run.chance.stream(place.key, run.month, chance.ENFORCEMENT)
        detected = s.binomial(n, run.p["detection"])
        published = s.binomial(detected, run.p["violations_published"])
        ledger.penalties += detected
        ledger.incidents += published
        if world.cn is not None and q == world.cn_place:
            ledger.incidents_prc += published
        run.salience[q] += published * world.weight
        for office in world.offices:
            if office.place == q:
                office.severity = min(0.9, office.severity + 0.3 * published * world.weight)


def react(run):
    """E, after outputs are recorded: the rung of next month."""
    world = run.world
    if not world.switches["adaptive_regulators"]:
        return
    seen = 0.0
    if run.number >= 12:
        s = run.chance.stream(key_of("washington"), run.month, chance.OBSERVATION)
        seen = asymmetry(run.ledger.monthly, run.number - 12) + 0.5 * s.normal()
    run.months_over = run.months_over + 1 if seen > 1 else 0
    if run.months_over >= 12 and run.rung + 1 < len(run.law.books):
        run.months_over = 0
        run.next_rung = run.rung + 1
