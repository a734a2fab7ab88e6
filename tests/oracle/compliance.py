"""ODD 7.5: what is weighed, what is chosen, what is booked; trailing flows."""

import math
from dataclasses import dataclass


@dataclass
class Stakes:
    worth: float
    chilled: float
    patience: float = 0.0
    fine: float = 0.0


def stakes(run, proposal, verdict, d):
    """What an institution weighs; `fine` and `patience` only matter where the verdict is not free."""
    if d.depth == "array":
        replacement = 60.0 * d.persons
    else:
        replacement = d.kilobases * 1e3 / 1e11 * run.economy.price(1 if d.human else 0, run.month)
    worth = max(1.0, run.p["worth"] * replacement)
    result = Stakes(worth, chilled(run, proposal, verdict))
    if not verdict.free:
        if verdict.offices and not verdict.stops:
            office = run.world.offices[verdict.principal]
            result.patience = office.approval * math.exp(-office.delay / 6)
        result.fine = run.law.fine(verdict, worth)
    return result


def chilled(run, proposal, verdict):
    reluctance = 1.5 * verdict.cost / 100
    to_or_from_cn = run.world.cn is not None and run.world.cn_place in (proposal.from_, proposal.to)
    if proposal.from_ != proposal.to and to_or_from_cn:
        salience = run.salience[proposal.from_] + run.salience[proposal.to]
        reluctance += run.p["chilling"] * salience
    return 1 - math.exp(-reluctance) if reluctance > 0 else 0.0


def choose(run, institution, verdict, at_stake, u, v):
    if verdict.free:
        return "drop" if v < at_stake.chilled else "comply"
    gain = 1 - at_stake.patience
    loss = run.p["detection"] * at_stake.fine / at_stake.worth
    reluctance = institution.theta - run.p["evasion_kappa"] * (gain - loss)
    if reluctance < 700 and u < 1 / (1 + math.exp(reluctance)):  # beyond it the chance is below 1e-300
        return "evade"
    if verdict.stops:
        return "divert" if v < run.p["leak"] else "drop"
    return "apply" if verdict.offices and at_stake.patience > 0.1 else "drop"


def book_proposal(run, proposal, verdict, choice):
    outcome = {"comply": "free", "apply": "licensed", "evade": "evaded", "divert": "evaded"}.get(choice)
    if choice == "drop":
        outcome = "stopped" if verdict.stops else "dropped" if verdict.free else "refused"
    run.ledger.propose(proposal.from_, proposal.to, outcome)
    if choice in ("evade", "divert"):
        run.evasions[proposal.from_] += 1


def weigh_and_choose(run, institution, proposal, verdict, d, u, v):
    return choose(run, institution, verdict, stakes(run, proposal, verdict, d), u, v)


# --- Trailing flows


def trailing(run, institution, recipient):
    """Persons sent to a recipient this month and in the eleven before."""
    return sum(persons for to, month, persons in institution.flows if to == recipient and month > run.month - 12)


def remember_flow(run, institution, recipient, persons):
    institution.flows.append((recipient, run.month, persons))
