"""ODD 7.6: applications, queues and answers of offices."""

import math
from dataclasses import dataclass

from . import chance
from .chance import uniform52


@dataclass
class Application:
    arrived: int  # month index
    priority: int
    key: int  # the dataset's at the application
    dataset: object
    answer: object  # answer(run, dataset, *arguments, granted)
    arguments: tuple


def publish_practice(run):
    """A5."""
    for office in run.world.offices:
        approval, capacity, minimum = office.practice(run.month)
        office.approval = approval * (1 - office.severity)
        office.delay = minimum + len(office.queue) / max(1e-9, capacity)


def apply(run, office, d, answer, *arguments):
    priority = run.chance.block(d.key, 0, chance.OFFICE, 0)[0]
    run.world.offices[office].arriving.append(Application(run.month, priority, d.key, d, answer, arguments))
    run.ledger.applications += 1


def answer_offices(run):
    """D2."""
    for office in run.world.offices:
        answer_office(run, office)


def answer_office(run, office):
    approval, capacity, minimum = office.practice(run.month)
    office.queue += office.arriving
    office.arriving = []
    office.queue.sort(key=lambda a: (a.arrived, a.priority, a.key))
    office.budget += min(capacity, 1e15)
    can = math.floor(office.budget)
    decisions = min(can, len(office.queue))
    office.budget -= can
    for application in office.queue[:decisions]:
        words = run.chance.block(application.key, 0, chance.OFFICE, 0)
        granted = uniform52(words[2], words[3]) < approval * (1 - office.severity)
        if granted:
            run.ledger.approvals += 1
        else:
            run.ledger.refusals += 1
        shard = run.world.shard_of(application.dataset.owner)
        run.pending[shard].enter(run.month + max(1, minimum), (application.answer, application.dataset,
                                                               *application.arguments, granted))
    del office.queue[:decisions]
    office.severity *= math.exp(-math.log(2) / max(1.0, run.p["hgr_halving_months"]))
