"""ODD 7.4: access, copies by hazard, terms, mirrors, requests at repositories."""

import math
from dataclasses import dataclass

from . import chance
from .chance import mix, uniform52
from .law import Proposal

FULL = 4096  # a whole month, or all that ask
MOST_MONTHS = 100000


# --- Access


@dataclass(frozen=True)
class AccessOf:
    open: int = 0
    request: int = 0
    requestable: bool = False


NOBODY = AccessOf()


def access_set(world, d):
    """ODD 2, access sets: the repositories that decide; empty: nobody has access."""
    if not d.released:
        return ()
    return set_of(world, d.tier, d.repositories)


def set_of(world, tier, repositories):
    if tier not in ("open", "controlled"):
        return ()
    chosen = [world.repositories[r] for r in sorted(repositories)]
    if tier == "controlled":
        return (chosen[0].number,) if len(chosen) == 1 and "controlled" in chosen[0].tiers else ()
    families = {"insdc" if r.insdc else r.number for r in chosen}
    if len(families) > 2 or any("open" not in r.tiers for r in chosen if not r.insdc):
        return ()
    insdc = {r.number for r in world.repositories[1:] if r.insdc} if "insdc" in families else set()
    return tuple(sorted(insdc | {r.number for r in chosen}))


def publish_access(run):
    """A3."""
    run.access.publish()


class Access:
    """The access tables of a run: by period, made when asked for."""

    def __init__(self, run):
        self.run = run
        self.periods = []  # first months (indices)
        self.made_of = None  # law on access and rung of the current period
        self.memo = {}

    def publish(self):
        """A3."""
        run = self.run
        now = (run.law.on_access(run.month), run.rung)
        fresh = not self.periods or now != self.made_of
        if not fresh:
            fresh = any(self.periods[-1] < change <= run.month for change in run.access_changes)
        if fresh:
            self.periods.append(run.month)
            self.made_of = now

    def period_of(self, month):
        return max(first for first in self.periods if first <= month)

    def next_change(self, month):
        """The first access change after a month; infinite if there is none."""
        return next((change for change in self.run.access_changes if change > month), math.inf)

    def of(self, d, user, month=None):
        """Access to a dataset as it is now, by the table of a month (now)."""
        set_ = access_set(self.run.world, d)
        if not set_:
            return NOBODY
        return self.look_up(d.tier, set_, d.origin, d.kind, user, month)

    def look_up(self, tier, set_, origin, kind, user, month=None):
        first = self.periods[-1] if month is None else self.period_of(month)
        key = (first, tier, set_, origin, kind, user)
        if key not in self.memo:
            self.memo[key] = access(self.run, tier, set_, origin, kind, user, first)
        return self.memo[key]


def access(run, tier, set_, origin, kind, user, month):
    world = run.world
    open_, request, requestable = 0, 0, False
    for number in set_:
        r = world.repositories[number]
        channel = "download" if tier == "open" else "request"
        verdict = run.law.judge(Proposal(origin=origin, custodian=origin, from_=r.place, to=user, kind=kind, tier=tier,
                                         channel=channel, sender="repository", recipient="institution",
                                         repository=number), month)
        if verdict.stops:
            continue
        if tier == "open" and not verdict.review and not verdict.offices:
            open_ = FULL
            continue
        requestable = True
        if tier == "open" and not verdict.review:
            a = 1.0
        elif r.place == world.cn_place and user != world.cn_place and world.cn is not None:
            a = run.p["approval_foreign_gsa"]
        else:
            a = run.p["approval_dac"]
        if verdict.offices:
            a *= world.offices[verdict.principal].practice(month)[0]
        request = max(request, math.trunc(a * FULL + 0.5))
    return AccessOf(open_, request, requestable)


def fraction(run, d, f, channel, month=None):
    """Of a month that counts toward a copy, in 1/4096; by the table of a month (now)."""
    if channel in ("equity", "intrusion", "equipment"):
        return FULL
    a = run.access.of(d, run.world.focal[f], month)
    if a.open > 0:
        return 0 if channel == "request" else a.open
    if a.requestable:
        return a.request
    if channel != "diversion":
        return 0
    return FULL if d.tier == "open" else math.trunc(run.p["approval_dac"] * FULL + 0.5)


# --- Stores and calendars


def enter_store(run, d):
    """ODD 7.2, deposit; 7.6, 7.7, 7.10: once; its month is its cohort for mirrors."""
    if d.entered is None:
        d.entered = run.number
        if d.owner is not None:
            run.stores[run.world.shard_of(d.owner)].append(d)


def calendar_of(run, d):
    return run.firm_copies if d.owner is None else run.copies[run.world.shard_of(d.owner)]


# --- Scheduling


def schedule(run, d):
    """When a dataset has been deposited."""
    if run.world.switches["domestic_growth_only"]:
        return
    gamma = run.chance.stream(d.key, 0, chance.POPULARITY).gamma(0.3) / 0.3
    left = run.end - run.month
    channel = "download" if d.tier == "open" else "request"
    for f in range(len(run.world.focal)):
        if f not in d.now:
            rate = gamma * (open_rate(run, f) if d.tier == "open" else request_rate(run, f))
            schedule_for(run, d, f, channel, rate, left)
    cn = run.world.cn
    if cn is not None and cn not in d.now:
        for number, name in ((9, "equity"), (10, "intrusion"), (11, "equipment")):
            rate = gamma * run.p[name + "_rate"] / 12
            words = run.chance.block(d.key, 0, chance.ACQUISITION, 16 * (1 + number) + cn)
            u = uniform52(words[0], words[1])
            if rate > 0 and 1 - u <= rate * left:
                enter(run, d, cn, name, -math.log(u) / rate, left)


def schedule_for(run, d, f, channel, rate, left):
    words = run.chance.block(d.key, 0, chance.ACQUISITION, 16 + f)
    leading = run.chance.block(d.key, 0, chance.ACQUISITION, f // 4)[f % 4]
    u = uniform52(leading, words[0])
    if rate == 0 or 1 - u > rate * left:
        return
    if f in (run.world.cn, run.world.us) and uniform52(words[2], words[3]) < run.p["leak"]:
        channel = "diversion"  # one attempt, which goes on through a third place where law stops it
    enter(run, d, f, channel, -math.log(u) / rate, left)


def open_rate(run, f):
    world = run.world
    r_f = world.places[world.focal[f]].rd_spend
    r_c = world.places[world.cn_place].rd_spend if world.cn is not None else 1.0
    return run.p["open_copies_prc"] * (r_f / r_c if r_c > 0 else 1.0) / 12


def request_rate(run, f):
    world = run.world
    share = run.p["request_share_prc"]
    if f != world.cn:
        others = sum(p.rd_spend for p in world.places)
        if world.cn is not None:
            others -= world.places[world.cn_place].rd_spend
        share = (1 - share) * world.places[world.focal[f]].rd_spend / others if others > 0 else 0.0
    return run.p["requests_per_study_year"] * share / 12


def enter(run, d, f, channel, threshold, left):
    if threshold <= left:
        put_off(run, d, f, channel, math.ceil(threshold * FULL))


def put_off(run, d, f, channel, remaining):
    due = earliest(run, remaining, fraction(run, d, f, channel))
    if due < math.inf:
        calendar_of(run, d).enter(due, (acquisition_due, d, f, channel, remaining, run.month))


def months(n, rate):
    return max(1, min(-(-n // rate), MOST_MONTHS))


def earliest(run, n, rate):
    change = run.access.next_change(run.month)
    if rate == 0:
        return change
    due = run.month + months(n, rate)
    return due if due <= change else min(due, max(change, run.month + months(n, FULL)))


# --- Copies fall due


def acquisition_due(run, d, f, channel, remaining, since):
    done = sum(fraction(run, d, f, channel, x) for x in range(since, run.month))
    if done >= remaining:
        acquire(run, d, f, channel)
    else:
        put_off(run, d, f, channel, remaining - done)


def acquire(run, d, f, channel):
    channel = channel_of(run, d, f, channel, max(run.month - 1, run.first))
    run.ledger.record_copy(d, [f], channel)
    if channel == "request":
        begin_term(run, d, f, "request", 12)


def channel_of(run, d, f, channel, month):
    """The channel of the month that completed an attempt."""
    if channel in ("equity", "intrusion", "equipment"):
        return channel
    a = run.access.of(d, run.world.focal[f], month)
    return "download" if a.open > 0 else "request" if a.requestable else "diversion"


def begin_term(run, d, f, channel, months_):
    calendar_of(run, d).enter(run.month + months_, (term_due, d, f, channel))


def term_due(run, d, f, channel):
    s = run.chance.stream(d.key, run.month, chance.EXPIRY)
    asks = s.uniform() < run.p["renewal"]
    complies = s.uniform() < run.p["deletion_complied"]
    if channel == "request" and asks:
        a = run.access.of(d, run.world.focal[f])
        if a.open > 0 or a.request > 0:
            begin_term(run, d, f, channel, 12)
            return
    run.ledger.record_end(d, f, complies)


def fall_due(run, shard):
    """B4."""
    take(run, run.copies[shard])


def take(run, calendar):
    """For a shard, and at the end of D1 for the firms' datasets."""
    for function, *arguments in calendar.take(run.month):
        function(run, *arguments)


# --- Mirrors


class Mirrors:
    def __init__(self):
        self.carried = 0  # kilobytes
        self.from_ = self.to = 0  # cohorts carried this month: from_ .. to - 1


def publish_mirrors(run):
    """A6."""
    m, world, state = run.number, run.world, run.mirrors
    state.from_ = state.to
    mirroring = [r for r in world.repositories[1:] if r.mirrors_insdc]
    if m == 0 or world.switches["domestic_growth_only"] or not any(r.opened <= run.month for r in mirroring):
        return
    years = (run.month - 12 * 2018) / 12
    bandwidth = run.p["bandwidth_prc_2018"] * 1e15 / 12 * math.exp(math.log(2) * years / run.p["bandwidth_doubling"])
    line = simulated(run, bandwidth * run.p["mirrored_share_cn"])
    room = simulated(run, sum(r.capacity_pb * 1e15 if r.capacity_pb else 1e18 for r in mirroring)) - state.carried
    waiting = run.ledger.insdc_stored[m - 1] - state.carried
    state.carried += min(line, room, waiting)
    while state.to < m and run.ledger.insdc_stored[state.to] <= state.carried:
        state.to += 1


def simulated(run, bytes_):
    return math.trunc(bytes_ / 1000 / max(1e-9, run.world.weight))


def mirror(run, shard):
    """B5."""
    world = run.world
    insdc = [r for r in world.repositories[1:] if r.insdc]
    for d in run.stores[shard]:
        if not run.mirrors.from_ <= d.entered < run.mirrors.to or d.tier != "open":
            continue
        if any(world.repositories[r].insdc for r in d.repositories) and any(may_mirror(run, d, r) for r in insdc):
            run.ledger.record_copy(d, [world.cn], "mirror")


def may_mirror(run, d, r):
    return not run.law.judge(Proposal(origin=d.origin, custodian=d.custodian, from_=r.place, to=run.world.cn_place,
                                      kind=d.kind, tier="open", channel="mirror", sender="repository",
                                      recipient="repository", funding=d.funding, repository=r.number,
                                      persons=d.persons), run.month).stops


# --- Requests at repositories


def requests(run):
    """D3."""
    world = run.world
    for r in world.repositories[1:]:
        n = run.ledger.studies[r.number]
        if "controlled" not in r.tiers or n == 0:
            continue
        mean = n * run.p["requests_per_study_year"] / 12
        share = run.p["request_share_prc"] if world.cn is not None else 0.0
        ask(run, r, "others", mean * (1 - share), world.us_place if world.us is not None else r.place)
        if share > 0:
            ask(run, r, "PRC", mean * share, world.cn_place)


def ask(run, r, side, mean, user):
    s = run.chance.stream(mix(r.key, 1 if side == "PRC" else 0), run.month, chance.REQUESTS)
    a = run.access.look_up("controlled", (r.number,), r.place, "human_research", user)
    asked = s.poisson(mean)
    granted = s.binomial(asked, max(a.open, a.request) / FULL)
    run.ledger.asked[side][r.number] += asked
    run.ledger.granted[side][r.number] += granted
