"""ODD 6: the resolved scenario: months, series, parameters of a replicate, the provisions of a policy."""

import copy
import json
import math
import subprocess

from . import chance
from .model import ALWAYS, NEVER


def month_index(text: str) -> int:
    """12 x year + month - 1; the day of a date is not used."""
    if text in ("always", "never"):
        return ALWAYS if text == "always" else NEVER
    year, month = text.split("-")[:2]
    return 12 * int(year) + int(month) - 1


class Series:
    """Dated values: linear between dates, constant outside."""

    def __init__(self, values: dict):
        self.points = sorted((month_index(m), float(x)) for m, x in values.items() if m[0].isdigit())

    def _between(self, month, mean):
        if month <= self.points[0][0]:
            return self.points[0][1]
        for (a, x), (b, y) in zip(self.points, self.points[1:]):
            if a <= month < b:
                return mean(x, y, (month - a) / (b - a))
        return self.points[-1][1]

    def linear(self, month: int) -> float:
        return self._between(month, lambda x, y, w: x + w * (y - x))

    def log_linear(self, month: int) -> float:
        return self._between(month, lambda x, y, w: math.exp((1 - w) * math.log(x) + w * math.log(y)))


def parameter_bounds(executable: str) -> dict:
    """name -> (low, high), from `genratchet schema`."""
    schema = json.loads(subprocess.run([executable, "schema"], capture_output=True, text=True, check=True).stdout)
    numbers = {name: member["anyOf"][0] for name, member in schema["properties"]["parameters"]["properties"].items()
               if "anyOf" in member}
    return {name: (number.get("minimum", -math.inf), number.get("maximum", math.inf))
            for name, number in numbers.items()}


def parameters(scenario: dict, replicate: int, bounds: dict) -> dict:
    """ODD 7.0: the values a replicate runs at."""
    declared = {name: p for name, p in scenario["parameters"].items() if isinstance(p, dict)}
    values = {name: float(p["value"]) for name, p in declared.items()}
    if not scenario["draw_parameters"]:
        return values
    posterior = scenario.get("posterior")
    row, seed = replicate, scenario["seed"]
    if posterior:
        row, seed = posterior_row(scenario["seed"], replicate, len(posterior["rows"])), posterior["design_seed"]
    for ordinal, (name, p) in enumerate(declared.items()):
        if posterior and p.get("fitted"):
            values[name] = posterior["rows"][row][posterior["parameters"].index(name)]
        elif "fixed" not in p["prior"]:
            drawn = chance.prior_quantile(p["prior"], chance.design_uniform(seed, ordinal, row))
            values[name] = min(max(drawn, bounds[name][0]), bounds[name][1])
    return values


def posterior_row(seed: int, replicate: int, rows: int) -> int:
    turn = ((seed - 1) * chance.GOLDEN) & chance.M64
    return (replicate % rows + (((turn >> 32) * rows) >> 32)) % rows


# --- Provisions of a policy ------------------------------------------------------------------------------------------


def listed_policies(scenario: dict) -> list:
    return [id for id, policy in scenario["policies"].items() if isinstance(policy, dict) and policy.get("listed", True)]


def as_list(x) -> list:
    return [] if x is None else [x] if isinstance(x, str) else list(x)


def policy_provisions(scenario: dict, policy_id: str) -> list:
    """ODD 6: a list of (id, provision), in order, before switches."""
    policy = scenario["policies"].get(policy_id) or {}
    if policy.get("starts_from"):
        provisions = policy_provisions(scenario, policy["starts_from"])
    else:
        provisions = []
        for id in scenario["law"]:
            _add(scenario, provisions, id)
    measures = policy.get("measures") or {}
    for id in as_list(measures.get("remove")):
        gone = set(_members(scenario, id))
        provisions = [(i, p) for i, p in provisions if i.split("@")[0] not in gone]
    for id in as_list(measures.get("add")):
        _add(scenario, provisions, id)
    for id, change in (policy.get("amend") or {}).items():
        if isinstance(change, dict):
            _amend(provisions, id, change)
    return provisions


def book_provisions(scenario: dict, policy_id: str) -> list:
    """The same after the switches."""
    provisions = policy_provisions(scenario, policy_id)
    switches = scenario["switches"]
    if switches["bandwidth_friction_only"]:
        return []
    if switches["symmetric_openness"]:
        provisions = [(i, p) for i, p in provisions if p["jurisdiction"] != "CN"]
    return provisions


LADDER = ["us-location-access", "us-mirror-limit", "us-reciprocity", "full-closure"]


def rungs(scenario: dict, policy_id: str) -> list:
    """ODD 6, 7.8: the lists of a policy by rung; one only without adaptive regulators."""
    lists = [book_provisions(scenario, policy_id)]
    if scenario["switches"]["adaptive_regulators"]:
        for step in LADDER:
            rung = list(lists[-1])
            for id in _members(scenario, step):
                if id in scenario["provisions"] and id not in [i for i, _ in rung]:
                    provision = dict(scenario["provisions"][id])
                    provision.update(announced="always", effective="always", expires="never")
                    rung.append((id, provision))
            lists.append(rung)
    return lists


def _members(scenario: dict, id: str) -> list:
    measure = scenario.get("measures", {}).get(id)
    return as_list(measure["provisions"]) if measure else [id]


def _known(scenario: dict, provision: dict) -> bool:
    if provision["status"] == "hypothetical":
        return True
    date = provision["announced"] if provision["announced"] != "always" else provision["effective"]
    return month_index(date) <= month_index(scenario["law_as_of"])


def _add(scenario: dict, provisions: list, id: str):
    for member in _members(scenario, id):
        provision = scenario["provisions"].get(member)
        if provision and _known(scenario, provision) and member not in [i for i, _ in provisions]:
            provisions.append((member, provision))


TEXTS = {"article", "title", "summary", "note", "sources", "source"}


def _amend(provisions: list, id: str, change: dict):
    at = max((n for n, (i, _) in enumerate(provisions) if i.split("@")[0] == id), default=None)
    if at is None:
        return
    old_id, original = provisions[at]
    amended = _merged(original, change)
    if set(change) <= TEXTS | {"expires"}:
        provisions[at] = (old_id, amended)
        return
    if "effective" in change and "announced" not in change:
        amended["announced"] = change["effective"]
    if "status" not in change:
        amended["status"] = "hypothetical"
    if "effective" in change and month_index(original["effective"]) < month_index(change["effective"]):
        ended = dict(original)
        if month_index(change["effective"]) < month_index(original["expires"]):
            ended["expires"] = change["effective"]
        provisions[at] = (old_id, ended)
        provisions.append((id + "@amended", amended))
    else:
        provisions[at] = (id + "@amended", amended)


def _merged(original: dict, change: dict) -> dict:
    """`applies` member by member; `exempt` by add and remove; everything else replaced."""
    result = copy.deepcopy(original)
    for key, value in change.items():
        if key == "applies":
            result["applies"] = {**result.get("applies", {}), **value}
        elif key == "exempt":
            exempt = {n: f for n, f in result.get("exempt", {}).items() if n not in as_list(value.get("remove"))}
            result["exempt"] = {**exempt, **value.get("add", {})}
        else:
            result[key] = value
    return result
