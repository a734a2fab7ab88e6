"""ODD 7.10: commercial bulk data."""

import math
from dataclasses import replace

from . import acquisition, chance, compliance
from .collaboration import party
from .law import Proposal
from .model import Dataset


def may_sell(run, institution):
    return institution.place == run.world.us_place and institution.funding != "federal"


def offer(run, shard):
    """B3."""
    world = run.world
    if not world.switches["brokerage"] or run.p["brokerage_rate"] <= 0 or world.cn is None or world.us is None:
        return
    total = sum(i.size for i in world.institutions if may_sell(run, i))
    for i in world.institutions_of(shard):
        if may_sell(run, i) and run.number >= i.entry:
            s = run.chance.stream(i.key, run.month, chance.BROKERAGE)
            for _ in range(s.poisson(run.p["brokerage_rate"] / 12 * i.size / total)):
                offer_one(run, i, s)


def offer_one(run, seller, s):
    world = run.world
    persons = math.trunc(min(1e7, max(1.0, s.log_normal(3000, 1.5))))
    d = Dataset(world=world, owner=seller.number, firm=0, serial=seller.next_serial, born=run.number,
                origin=seller.place, custodian=seller.place, kind="clinical", depth="array", persons=persons,
                kilobases=0, funding=seller.funding, compel_us=True)
    seller.next_serial += 1
    buyer = world.draw_in(s, world.cn_place)
    u_evade, u_leak = s.uniform(), s.uniform()
    run.ledger.record_production(d)
    if buyer is None:
        return
    recipient = ("institution", buyer)
    proposal = Proposal(origin=seller.place, custodian=seller.place, from_=seller.place, to=world.cn_place,
                        kind="clinical", tier="closed", channel="brokerage", sender=party(seller),
                        funding=seller.funding, persons=persons + compliance.trailing(run, seller, recipient))
    verdict = run.law.judge(proposal, run.month, seller.anticipates)
    at_stake = compliance.stakes(run, proposal, verdict, d)
    split(run, seller, proposal, verdict, at_stake)
    choice = compliance.choose(run, seller, verdict, at_stake, u_evade, u_leak)
    compliance.book_proposal(run, proposal, verdict, choice)
    if choice in ("drop", "apply"):
        return
    compliance.remember_flow(run, seller, recipient, persons)
    run.ledger.record_copy(d, [world.cn], "brokerage" if choice == "comply" else "diversion")
    acquisition.enter_store(run, d)


def split(run, seller, proposal, verdict, at_stake):
    """Splitting under a threshold may be cheaper than the fine to be expected."""
    if verdict.free:
        return
    for threshold in run.law.thresholds(run.month, seller.anticipates):
        if not 1 <= threshold < proposal.persons:
            continue
        if run.law.judge(replace(proposal, persons=threshold), run.month, seller.anticipates).free:
            parts = -(-proposal.persons // threshold)
            cost = 0.1 * (parts - 1) * at_stake.worth
            if parts > 1 and cost < run.p["detection"] * at_stake.fine:
                at_stake.fine = cost / run.p["detection"]
            return
