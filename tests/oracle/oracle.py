"""ODD 3: the month. `simulate` runs one replicate under one policy and returns what `result.nc` has of it."""

from . import (acquisition, brokerage, collaboration, firms, licensing, production, programmes, regulators, release)
from .chance import Chance
from .law import Law, Laws
from .ledger import Ledger
from .model import Calendar
from .scenario import parameters
from .start import World, calendars


class Run:
    """One replicate under one policy: the world, its state, and what is pending."""

    def __init__(self, scenario: dict, policy: str, replicate: int, bounds: dict):
        self.p = parameters(scenario, replicate, bounds)
        self.chance = Chance(scenario["seed"], replicate)
        self.world = World(scenario, self.p, self.chance)
        self.first, self.end = self.world.first, self.world.end
        self.month, self.number = self.first, 0
        self.laws = Laws(self.world)
        self.law = Law(self.laws, policy)
        self.access_changes = self.laws.access_changes
        self.rung = self.next_rung = 0
        self.economy = production.Economy(self.world)
        self.studies, self.pending, self.copies = (calendars(self.world) for _ in range(3))
        self.firm_copies = Calendar(self.first, self.end)
        self.stores = [[] for _ in range(self.world.shards)]  # datasets in order of entry
        self.access, self.mirrors = acquisition.Access(self), acquisition.Mirrors()
        self.salience = [0.0] * len(self.world.places)
        self.evasions = [0] * len(self.world.places)
        self.messages = []  # (to, from, factor)
        self.months_over = 0  # tolerance
        self.learned = {}  # L by home of a firm
        self.compel_memo = {}
        self.ledger = Ledger(self)
        production.first_studies(self)
        programmes.plan(self)

    def law_for(self, institution) -> bool:
        """Whether it goes by the law as anticipated."""
        return institution.anticipates

    def pending_of(self, d) -> Calendar:
        return self.pending[self.world.shard_of(d.owner)]

    def step(self):
        """A month."""
        self.rung = self.next_rung
        self.law.rung_of.append(self.rung)
        # A. Publish
        release.publish(self)
        acquisition.publish_access(self)
        licensing.publish_practice(self)
        firms.publish_learning(self)
        acquisition.publish_mirrors(self)
        # B. Act
        for shard in range(self.world.shards):
            self.act(shard)
        # C. Settle
        for shard in range(self.world.shards):
            collaboration.settle(self, shard)
        self.messages.clear()
        # D. Resolve
        firms.trade(self)
        licensing.answer_offices(self)
        acquisition.requests(self)
        regulators.enforce(self)
        self.ledger.close_insdc()
        # E. Observe
        self.ledger.observe()
        regulators.react(self)

    def act(self, shard: int):
        while studies := self.studies[shard].take(self.month):
            for function, *arguments in studies:
                function(self, *arguments)
        for function, *arguments in self.pending[shard].take(self.month):
            function(self, *arguments)
        brokerage.offer(self, shard)
        acquisition.fall_due(self, shard)
        acquisition.mirror(self, shard)


def simulate(scenario: dict, policy: str, replicate: int, bounds: dict) -> Run:
    """The run, finished: outputs by month in run.ledger.monthly, arrays by year in run.ledger.yearly."""
    run = Run(scenario, policy, replicate, bounds)
    for month in range(run.first, run.end):
        run.month, run.number = month, month - run.first
        run.step()
    return run
