"""ODD 7.6: a human study begins: joint projects, outsourcing, trials, or alone."""

from dataclasses import dataclass, replace

from . import acquisition, chance, compliance, licensing
from .chance import single
from .law import Proposal
from .ledger import focal_number
from .release import await_release

SUCCESS, FAILURE, WEAK = single(1.05), single(0.7), single(0.05)


@dataclass
class Draws:
    joint: float
    tie: float
    origin: float
    copy: float
    evade: float
    leak: float
    outsource: float
    trial: float


def draws(run, d):
    s = run.chance.stream(d.key, 0, chance.JOINT)
    return Draws(*[s.uniform() for _ in range(8)])


def begin_study(run, institution, d):
    u = draws(run, d)
    if not joint(run, institution, d, u) and not abroad(run, institution, d, u):
        alone(run, d)


def alone(run, d):
    d.origin = d.custodian
    produce(run, d)


def produce(run, d, copy_to=None, channel=None):
    """`copy_to`: a place, or None; no copy is made where it is not focal."""
    run.ledger.record_production(d, "collaboration")
    f = focal_number(run, copy_to) if copy_to is not None else None
    if f is not None:
        run.ledger.record_copy(d, [f], channel)
    await_release(run, d)


# --- Joint projects


def joint(run, institution, d, u):
    """True if it settles the study."""
    if u.joint >= run.p["joint_share"] or run.world.switches["domestic_growth_only"]:
        return False
    partner = choose_partner(run, institution, u.tie)
    if partner is None:
        return False
    here, there = institution.place, partner.place
    d.origin, sender, recipient = here, institution, partner
    if u.origin < run.p["partner_origin"]:
        d.origin, sender, recipient = there, partner, institution
    proposal = Proposal(origin=d.origin, custodian=here, from_=sender.place, to=recipient.place, kind=d.kind,
                        tier="closed", channel="collaboration", sender=party(sender), recipient=party(recipient),
                        funding=institution.funding, persons=d.persons)
    verdict = run.law.judge(proposal, run.month, institution.anticipates)
    choice = compliance.weigh_and_choose(run, institution, proposal, verdict, d, u.evade, u.leak)
    compliance.book_proposal(run, proposal, verdict, choice)
    if choice == "apply":
        licensing.apply(run, verdict.principal, d, answer, proposal, partner.number, run.month)
        run.ledger.international += 1
    elif choice == "drop":
        give_up(run, institution, partner, d)
    else:
        go_ahead(run, institution, partner, d, verdict, u.copy, "collaboration" if choice == "comply" else "diversion")
    return True


def party(institution):
    return "foreign_controlled" if institution.foreign_controlled else "institution"


def choose_partner(run, institution, u):
    world = run.world
    weights = []
    for tie in institution.ties:
        partner = world.institutions[tie[0]] if tie else None
        if partner is None or partner.place == institution.place:
            weights.append(0.0)
            continue
        weight = tie[1]
        years = (run.month - 12 * 2018) / 12
        if world.switches["collaboration_decline"] and world.cn_place in (partner.place, institution.place) and years > 0:
            weight *= 1 / (1 + 0.15 * years)
        weights.append(weight)
    t = u * sum(weights)
    for tie, weight in zip(institution.ties, weights):
        if weight > 0:
            t -= weight
            if t < 0:
                return world.institutions[tie[0]]
    return None


def go_ahead(run, institution, partner, d, verdict, u_copy, channel):
    copied = d.origin == partner.place or verdict.copy_to_partner or u_copy < run.p["joint_copy"]
    run.ledger.collaborations[d.custodian] += 1
    remember(run, institution, partner.number, SUCCESS)
    produce(run, d, partner.place if copied else None, channel)


def give_up(run, institution, partner, d):
    run.ledger.collaborations_lost[d.custodian] += 1
    remember(run, institution, partner.number, FAILURE)
    alone(run, d)


def answer(run, d, proposal, partner, applied, granted):
    """Of an office, to a joint project."""
    institution, partner = run.world.institutions[d.owner], run.world.institutions[partner]
    run.ledger.delayed[d.custodian] += run.month - applied
    if not granted:
        give_up(run, institution, partner, d)
        return
    verdict = run.law.judge(proposal, run.month)
    go_ahead(run, institution, partner, d, verdict, draws(run, d).copy, "collaboration")
    if run.month - applied > 6:
        remember(run, institution, partner.number, FAILURE)


def remember(run, institution, partner, factor):
    for n, tie in enumerate(institution.ties):
        if tie and tie[0] == partner:
            tie[1] = min(4.0, single(tie[1] * factor))
            if tie[1] < WEAK:
                rewire(run, institution, n)
            break
    run.messages.append((partner, institution.number, factor))


def rewire(run, institution, n):
    s = run.chance.stream(institution.key, run.month, chance.REWIRE)
    partner = run.world.draw_partner(s, institution.place)
    if partner is not None and partner != institution.number:
        institution.ties[n] = [partner, 0.5]


def settle(run, shard):
    """C: messages from partners, in the order sent."""
    for to, sender, factor in run.messages:
        if run.world.shard_of(to) != shard:
            continue
        for tie in run.world.institutions[to].ties:
            if tie and tie[0] == sender:
                tie[1] = min(4.0, single(tie[1] * factor))


# --- Outsourcing and trials


def abroad(run, institution, d, u):
    """True if it settles the study."""
    world = run.world
    if world.cn is None or institution.place == world.cn_place or world.switches["domestic_growth_only"]:
        return False
    firm = sequencing_firm(run)
    if firm and u.outsource < run.p["outsourced_share"]:
        to, channel = world.cn_place, "service"
        if firm.processing_written and firm.processing_site in world.focal:
            to = firm.processing_site
    elif d.kind == "clinical" and u.trial < run.p["trial_share"]:
        to, channel, firm = world.cn_place, "trial", None
    else:
        return False
    number = firm.number if firm else 0
    here = institution.place
    recipient = ("firm", number)
    proposal = Proposal(origin=here, custodian=here, from_=here, to=to, kind=d.kind, tier="closed", channel=channel,
                        sender=party(institution), recipient="firm", funding=institution.funding, firm=number,
                        persons=d.persons + compliance.trailing(run, institution, recipient))
    verdict = run.law.judge(proposal, run.month, institution.anticipates)
    choice = compliance.weigh_and_choose(run, institution, proposal, verdict, d, u.evade, u.leak)
    compliance.book_proposal(run, proposal, verdict, choice)
    if choice in ("drop", "apply"):
        return False
    compliance.remember_flow(run, institution, recipient, d.persons)
    if verdict.process_locally:
        produce(run, d)
    elif channel == "trial":
        produce(run, d, world.cn_place, "trial" if choice == "comply" else "diversion")
    else:
        with_firm(run, institution, firm, proposal, d)
    return True


def sequencing_firm(run):
    for firm in run.world.firms[1:]:
        if firm.repatriates and any(p.name == "sequencing" and p.launched <= run.month for p in firm.products):
            return firm
    return None


def with_firm(run, institution, firm, proposal, d):
    cn_place = run.world.cn_place
    taken = persons_taken_home(run, institution, firm, proposal, d)
    if taken == d.persons:
        produce(run, d, cn_place, "service")
        return
    if taken > 0:
        produce(run, split_off(d, taken), cn_place, "service")
    f = focal_number(run, firm.storage_site) if firm.storage_written else None
    if f is None:
        produce(run, d)
        return
    run.ledger.record_production(d, "collaboration")
    run.ledger.record_copy(d, [f], "service")
    acquisition.enter_store(run, d)
    acquisition.begin_term(run, d, f, "service", firm.retention_months)
    await_release(run, d)


def persons_taken_home(run, institution, firm, proposal, d):
    if not firm.repatriates:
        return 0
    homeward = replace(proposal, from_=firm.storage_site, to=run.world.cn_place, sender="firm",
                       persons=compliance.trailing(run, institution, ("firm", firm.number)))
    if run.law.judge(homeward, run.month).stops:
        return 0
    return run.chance.stream(d.key, 0, chance.REPATRIATION).binomial(d.persons, run.p["repatriated"])


def split_off(d, persons):
    """A child dataset; its persons and bases leave the parent."""
    child = replace(d, serial=d.serial | 1 << 31, persons=persons, kilobases=d.kilobases // d.persons * persons,
                    repositories=set(), ever=set(), now=set(), residual=set(), routes={"cn": set(), "us": set()},
                    first={}, entered=None)
    d.persons -= child.persons
    d.kilobases -= child.kilobases
    return child
