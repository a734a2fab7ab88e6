"""ODD 7.2: whether, when, in which tier and at which archive data are released."""

import math

from . import acquisition, chance, compliance, licensing
from .chance import geometric_at, uniform32, uniform52
from .law import Proposal


class Draws:
    """What a dataset has drawn for its release: the same under every policy."""

    def __init__(self, run, d):
        key = d.key
        b0, b1, b2 = (run.chance.block(key, 0, chance.RELEASE, n) for n in range(3))
        self.release, self.tier, self.lag = uniform32(b0[0]), uniform32(b0[1]), uniform52(b0[2], b0[3])
        self.archive, self.evade, self.leak, self.brokered = (uniform32(w) for w in b1)
        self.backlog = -math.log(uniform52(b2[0], b2[1]))


def owner_of(run, d):
    return run.world.institutions[d.owner]


def norm_of(run, d) -> float:
    return run.p["controlled_norm"] if d.human else owner_of(run, d).norm


def tier_of(run, d, draws) -> str:
    return "open" if not d.human or draws.tier < run.p["open_share_human"] else "controlled"


def mandate_of(run, d, anticipated: bool):
    owner = owner_of(run, d)
    return run.law.mandate(owner.place, owner.funding, d.kind, run.month, anticipated)


# --- Waiting ---------------------------------------------------------------------------------------------------------


def await_release(run, d):
    draws = Draws(run, d)
    if draws.release >= max(norm_of(run, d), run.p["release_mandated"]):
        return
    lag = max(1, geometric_at(draws.lag, run.p["release_lag"]))
    run.pending_of(d).enter(run.month + lag, (release, d))


def release(run, d):
    draws = Draws(run, d)
    norm = norm_of(run, d)
    verdict = mandate_of(run, d, run.law_for(owner_of(run, d)))
    if draws.release >= (max(norm, run.p["release_mandated"]) if verdict.asks else norm):
        to_backlog(run, d, draws)
        return
    tier = tier_of(run, d, draws)
    r = choose_archive(run, d, tier, verdict.deposit_first, draws.archive)
    if r:
        deposit_or_keep(run, d, r, tier)
    else:
        to_backlog(run, d, draws)


def to_backlog(run, d, draws):
    if draws.release >= run.p["release_mandated"]:
        return
    owner = owner_of(run, d)
    months = draws.backlog / max(run.p["backlog_hazard"], 1e-9) * 12
    if months > run.end - run.first or not run.laws.mandate_changes(owner.place, owner.funding, d.kind):
        return
    run.pending_of(d).enter(run.month + 1, (backlog, d, math.ceil(months * 4096), run.number))


def backlog(run, d, remaining: int, since: int):
    owner = owner_of(run, d)
    changes = run.laws.mandate_changes(owner.place, owner.funding, d.kind)
    start, now = run.first + since, run.month
    counted = 0
    cuts = [start] + [c for c in changes if start < c < now] + [now]
    for a, b in zip(cuts, cuts[1:]):
        if run.law.mandate(owner.place, owner.funding, d.kind, a).asks:
            counted += 4096 * (b - a)
    verdict = mandate_of(run, d, False)
    if counted >= remaining:
        draws = Draws(run, d)
        tier = tier_of(run, d, draws)
        r = choose_archive(run, d, tier, verdict.deposit_first, draws.archive)
        if r and verdict.asks:
            deposit_or_keep(run, d, r, tier)
        else:
            run.pending_of(d).enter(now + 12, (backlog, d, remaining, since))
        return
    remaining -= counted
    if verdict.asks:
        due = now + math.ceil(remaining / 4096)
    else:
        after = [c for c in changes if c > now]
        if not after:
            return
        due = max(after[0], now + 1)
    run.pending_of(d).enter(due, (backlog, d, remaining, run.number))


# --- Choice of an archive --------------------------------------------------------------------------------------------


def publish(run):
    """A1: depositors as booked, share of adopters."""
    run.published_depositors = list(run.ledger.depositors)
    year = run.month / 12
    run.adopters = 1 / (1 + math.exp(-(year - run.p["gsa_midpoint"]) / run.p["gsa_width"]))


def choose_archive(run, d, tier: str, mandated: int, u: float) -> int:
    """A repository's number, or 0."""
    world, owner = run.world, owner_of(run, d)
    considered = [r for r in world.repositories[1:] if is_considered(run, owner, r, tier)]
    weights = {}
    for r in considered:
        v = utility(run, owner, d, r, mandated)
        weights[r.number] = math.exp(v / 0.5) if r.insdc else math.exp(v)
    home = [r for r in considered if r.place == world.cn_place and not r.insdc]
    if home:
        chosen = home[-1] if owner.loyalty < run.p["cngb_share"] else home[0]
        total = sum(weights[r.number] for r in home)
        for r in home:
            weights[r.number] = total if r is chosen else 0.0
    inclusive = sum(weights[r.number] for r in considered if r.insdc)
    if inclusive > 0:
        for r in considered:
            if r.insdc:
                weights[r.number] *= math.exp(0.5 * math.log(inclusive)) / inclusive
    total = sum(weights.values())
    cumulated = 0.0
    for r in considered:
        cumulated += weights[r.number] / total
        if u < cumulated:
            return r.number
    return 0


def is_considered(run, owner, r, tier: str) -> bool:
    if r.opened > run.month or tier not in r.tiers:
        return False
    if run.world.cn is not None and r.place == run.world.cn_place and not r.insdc:
        return owner.place == run.world.cn_place and owner.adopts < run.adopters
    return True


def utility(run, owner, d, r, mandated: int) -> float:
    world = run.world
    v = run.p["depositor_pull"] * math.log(1 + run.published_depositors[r.number])
    if world.places[r.place].bloc == world.places[owner.place].bloc:
        v += run.p["home_preference"]
    if r.number == mandated:
        v += run.p["mandate_pull"]
    if owner.place == world.cn_place and r.place != world.cn_place:
        v -= run.p["upload_friction"] * d.kilobases * r.bytes_per_base(run.month) / 1.62e9
    return v


# --- Deposit or keep -------------------------------------------------------------------------------------------------


def deposit_proposal(run, d, r: int, tier: str) -> Proposal:
    owner = owner_of(run, d)
    return Proposal(d.origin, owner.place, owner.place, run.world.repositories[r].place, d.kind, tier, "deposit",
                    "foreign_controlled" if owner.foreign_controlled else "institution", "repository", owner.funding,
                    r, 0, d.persons)


def deposit_or_keep(run, d, r: int, tier: str):
    owner = owner_of(run, d)
    if run.world.repositories[r].place == owner.place:
        deposit(run, d, r, tier)
        return
    if run.world.switches["domestic_growth_only"]:
        return
    draws = Draws(run, d)
    proposal = deposit_proposal(run, d, r, tier)
    verdict = run.law.judge(proposal, run.month, run.law_for(owner))
    choice = compliance.weigh_and_choose(run, owner, proposal, verdict, d, draws.evade, draws.leak)
    compliance.book_proposal(run, proposal, verdict, choice)
    if choice == "apply":
        licensing.apply(run, verdict.principal, d, licensed_deposit_answer, r, tier, run.number)
    elif choice == "comply":
        keep_backup(run, verdict, d)
        deposit(run, d, r, tier)
    elif choice == "evade":
        deposit(run, d, r, tier)
    else:
        keep_at_home(run, d, tier)


def keep_at_home(run, d, tier: str):
    """Diverted or dropped: a PRC institution's data go to the backup repository."""
    world = run.world
    backup = world.repositories[world.backup] if world.backup else None
    if owner_of(run, d).place == world.cn_place and backup and backup.opened <= run.month and tier in backup.tiers:
        deposit(run, d, world.backup, tier)


def licensed_deposit_answer(run, d, r: int, tier: str, applied: int, granted: bool):
    run.ledger.delayed[owner_of(run, d).place] += run.number - applied
    if not granted:
        keep_at_home(run, d, tier)
        return
    verdict = run.law.judge(deposit_proposal(run, d, r, tier), run.month)
    keep_backup(run, verdict, d)
    deposit(run, d, r, tier)


def keep_backup(run, verdict, d):
    world = run.world
    number = verdict.deposit_first
    if not number and verdict.copy_to_place == world.cn_place:
        number = world.backup
    if not number or world.repositories[number].opened > run.month:
        return
    run.ledger.record_backup(d, number)
    place = world.repositories[number].place
    if place in world.focal:
        run.ledger.record_copy(d, [world.focal.index(place)], "deposit")


def deposit(run, d, r: int, tier: str):
    world, owner = run.world, owner_of(run, d)
    acquisition.enter_store(run, d)
    run.ledger.record_release(d, r, tier)
    if r not in owner.deposited:
        owner.deposited.add(r)
        run.ledger.depositors[r] += 1
    copies_to_nodes(run, d, r)
    at = world.repositories[r]
    insdc = [x for x in world.repositories[1:] if x.insdc]
    if (tier == "open" and at.place == world.cn_place and not at.insdc and insdc
            and Draws(run, d).brokered < run.p["brokered_share"] and not world.switches["domestic_growth_only"]
            and not run.law.judge(deposit_proposal(run, d, insdc[0].number, tier), run.month).stops):
        target = insdc[0]
        run.ledger.record_release(d, target.number, tier)
        run.ledger.brokered_kilobytes += math.trunc(d.kilobases * target.bytes_per_base(run.month))
        copies_to_nodes(run, d, target.number)
    acquisition.schedule(run, d)


def copies_to_nodes(run, d, r: int):
    world = run.world
    at = world.repositories[r]
    if at.place in world.focal and world.focal.index(at.place) not in d.now:
        run.ledger.record_copy(d, [world.focal.index(at.place)], "deposit")
    if at.insdc and not world.switches["domestic_growth_only"]:
        nodes = sorted({world.focal.index(x.place) for x in world.repositories[1:]
                        if x.insdc and x.opened <= run.month and x.place in world.focal})
        nodes = [f for f in nodes if f not in d.now]
        if nodes:
            run.ledger.record_copy(d, nodes, "mirror")


def deposit_controlled(run, d, r: int):
    """Of a programme's delivery (ODD 7.1); r = 0: an archive is chosen."""
    if not r:
        r = choose_archive(run, d, "controlled", 0, Draws(run, d).archive)
    if r:
        deposit_or_keep(run, d, r, "controlled")
