"""ODD 7.1, programmes: biobanks and national cohorts, listed and drawn."""

import math

from . import chance, production, release
from .chance import key_of, mix
from .model import BASES_OF_A_PERSON, Dataset
from .scenario import month_index
from .start import members


def plan(run):
    """Before the first month."""
    number = 0
    for id, programme in members(run.world.scenario["programmes"]):
        s = run.chance.stream(key_of(id), 0, chance.PROGRAMME)
        persons = math.trunc(programme["persons"] / max(1e-9, run.world.weight))
        archive = next((r.number for r in run.world.repositories[1:] if r.id == programme["repository"]), 0)
        enter(run, s, number, run.world.numbers[programme["place"]], month_index(programme["first"]),
              max(1, programme["years"]), persons, programme["depth"], archive)
        number += 1
    rate = run.p["programme_rate"] / max(1e-9, run.world.weight)
    for year in range(run.first // 12, run.end // 12):
        s = run.chance.stream(key_of("programmes"), 12 * year, chance.PROGRAMME)
        for _ in range(s.poisson(rate)):
            place = place_by_size(run, s)
            first = 12 * year + s.below(12)
            persons = math.trunc(s.pareto_truncated(1.1, 1e4, 1e6))
            enter(run, s, number, place, first, 5, persons, "none", 0)
            number += 1


def place_by_size(run, s):
    t = s.uniform() * sum(p.size for p in run.world.places)
    for p in run.world.places:
        t -= p.size
        if t < 0:
            return p.number
    return len(run.world.places) - 1


def enter(run, s, number, place, first, years, persons, depth, archive):
    """`depth` "none": of the day."""
    owner = run.world.draw_in(s, place)
    if owner is None:
        return
    deliveries = 4 * years
    for k in range(deliveries):
        month = first + 3 * k
        if run.first <= month < run.end:
            serial = 0x40000000 + 256 * number + k
            run.pending[run.world.shard_of(owner)].enter(
                month, (deliver, owner, place, serial, max(1, persons // deliveries), depth, archive))


def deliver(run, owner, place, serial, persons, depth, archive):
    world = run.world
    if depth == "none":
        key = mix(world.institutions[owner].key, serial)
        depth = run.economy.assay(run.chance.stream(key, run.month, chance.PROGRAMME).uniform(), run.month)
    d = Dataset(world=world, owner=owner, firm=0, serial=serial, born=run.number, origin=place, custodian=place,
                kind="human_research", depth=depth, persons=persons,
                kilobases=math.trunc(persons * (BASES_OF_A_PERSON[depth] / 1000)), funding="federal", shareable=True)
    production.flag_custodian(world, d)
    run.ledger.record_production(d)
    if world.cn is not None and place == world.cn_place:
        backup = world.repositories[world.backup] if world.backup else None
        if backup is None or backup.opened > run.month:
            return
        archive = archive or world.backup
    release.deposit_controlled(run, d, archive)
