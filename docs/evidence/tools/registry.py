"""The evidence as data: facts, what cites them, and what is wrong with that.

`read` takes the JSON files as they stand, and from the executable what only it knows: parameters, constants, and who
uses which fact. `complaints` is empty where every number of the reference world has a source or is called an assumption.
"""

import json
import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
GRADES = ["A", "B", "DER", "C", "S", "D"]  # strongest first
ROLES = ["hindcast", "calibrate", "input", "prior", "context"]  # a fact with several uses has the first of them
KEYS = {"date", "statement", "source", "grade", "role"}
MAY_HAVE = {"value", "unit", "note"}
ID = re.compile(r"\b(?:[SRPUXC]\d{1,2}x?|F(?:-[A-Z]+)+(?:-\d+)?)\b(?![-\d])")
USE = re.compile(r"^(\w+) (.+) \((\w+)\)$")


@dataclass
class Use:
    kind: str  # "parameter", "places"
    names: list
    role: str


@dataclass
class Registry:
    facts: dict
    observations: dict
    world: dict
    provisions: dict
    parameters: dict  # name -> what `show` says of it: label -> texts
    constants: dict
    meanings: dict  # "A" -> "primary text or data, read"; "input" -> ...
    uses: dict  # fact -> [Use]


def shown(executable, kind, scenarios):
    """Entries of `genratchet show KIND` by id: title, and texts by label."""
    environment = {**os.environ, "GENRATCHET_SCENARIOS": str(scenarios)}
    command = [str(executable), "show", kind, "--json"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
    entries = {}
    for entry in json.loads(printed):
        texts = {"title": [entry["title"]]}
        for fact in entry["facts"]:
            texts.setdefault(fact["label"], []).append(fact["text"])
        entries[entry["id"]] = texts
    return entries


def use_of(text):
    kind, names, role = USE.match(text).groups()
    return Use(kind, names.split(", "), role)


def read(executable, scenarios=ROOT / "scenarios"):
    def load(name):
        return json.loads((Path(scenarios) / name).read_text(encoding="utf-8"))

    provisions = {}
    for name in ("law/cn", "law/us", "law/other", "measures/hypothetical"):
        provisions |= load(name + ".json")["provisions"]
    facts = shown(executable, "facts", scenarios)
    uses = {id: [use_of(text) for text in texts["Used by"] if text != "nothing"] for id, texts in facts.items()}
    words = [text.partition(": ") for texts in facts.values() for text in texts["Grade"] + texts["Role"]]
    return Registry(
        facts=load("evidence/facts.json"),
        observations=load("evidence/observations.json"),
        world=load("worlds/reference.json"),
        provisions=provisions,
        parameters=shown(executable, "parameters", scenarios),
        constants=shown(executable, "constants", scenarios),
        meanings={word: meaning for word, _, meaning in words},
        uses=uses,
    )


def world_objects(world):
    """Every object of the world that has numbers of its own, by path."""
    for section in ("places", "repositories", "firms", "regulators", "programmes", "inputs"):
        for id, entry in world[section].items():
            yield f"{section}.{id}", entry
    for firm, entry in world["firms"].items():
        for product, sold in entry["products"].items():
            yield f"firms.{firm}.products.{product}", sold
    for section in ("groups", "usd_per"):
        yield section, world[section]


def says_assumption(text, with_range=True):
    """Whether a text calls something an assumption, and says where it may lie."""
    return "assumption" in text.lower() and (not with_range or "range" in text)


def has_numbers(entry):
    """Numbers or months, at any depth, that are not inside an object with a note of its own (products)."""
    if isinstance(entry, dict):
        return any(has_numbers(value) for key, value in entry.items() if key not in ("note", "source", "products"))
    if isinstance(entry, list):
        return any(has_numbers(item) for item in entry)
    return not isinstance(entry, bool) and (isinstance(entry, (int, float)) or bool(re.match(r"\d{4}-\d\d", str(entry))))


# ---------------------------------------------------------------- what can be wrong


def complaints(registry):
    checks = (facts_are_whole, ids_exist, parameters_are_sourced, constants_are_sourced, world_is_sourced,
              places_are_sourced, provisions_are_sourced, law_has_the_figures_of_its_sources, roles_agree_with_use,
              observations_agree)  # fmt: skip
    return [complaint for check in checks for complaint in check(registry)]


def facts_are_whole(registry):
    for id, fact in registry.facts.items():
        if missing := KEYS - set(fact):
            yield f"{id} lacks {sorted(missing)}"
        if unknown := set(fact) - KEYS - MAY_HAVE:
            yield f"{id} has the unknown keys {sorted(unknown)}"
        if ("value" in fact) != ("unit" in fact):
            yield f"{id}: a value has its unit, and only a value"
        if fact.get("grade") not in GRADES:
            yield f"{id}: {fact.get('grade')} is no grade"
        if fact.get("role") not in ROLES:
            yield f"{id}: {fact.get('role')} is no role"


def texts_with_ids(registry):
    """Where facts are named: every text of the world, law, facts and observations, and the sources of numbers."""

    def texts(path, node):
        if isinstance(node, dict):
            for key, value in node.items():
                yield from texts(f"{path}.{key}", value)
        elif isinstance(node, list):
            for value in node:
                yield from texts(path, value)
        elif isinstance(node, str) and path.rsplit(".", 1)[-1] in ("source", "note", "fact"):
            yield path, node

    for name in ("facts", "observations", "world", "provisions"):
        yield from texts(name, getattr(registry, name))
    for name in ("parameters", "constants"):
        for id, entry in getattr(registry, name).items():
            yield f"{name}.{id}", " ".join(entry["Source"] + entry["title"])


def ids_exist(registry):
    for path, text in texts_with_ids(registry):
        for id in ID.findall(text):
            if id not in registry.facts:
                yield f"{path} cites {id}, which is no fact"


def cited(registry, text):
    return [id for id in ID.findall(text) if id in registry.facts]


def parameters_are_sourced(registry):
    for name, entry in registry.parameters.items():
        ranged = not entry["Range"][0].startswith("fixed")
        unknown = entry["Value"] == ["0"] and "no evidence" in " ".join(entry["Meaning"])
        assumed = any(says_assumption(text, with_range=False) for text in entry["Source"])
        if not any(cited(registry, text) for text in entry["Source"]) and not (assumed and (ranged or unknown)):
            yield f"parameter {name} has neither a fact nor the word assumption and a range"


def constants_are_sourced(registry):
    for name, entry in registry.constants.items():
        ranged = re.match(r"\S+ to \S+", entry["Range"][0])
        assumed = any(says_assumption(text, with_range=False) for text in entry["Source"])
        if not any(cited(registry, text) for text in entry["Source"]) and not (assumed and ranged):
            yield f"constant {name} has neither a fact nor the word assumption and a range"


def world_is_sourced(registry):
    for path, entry in world_objects(registry.world):
        note = entry.get("note", "")
        if not cited(registry, entry.get("source", "")) and not says_assumption(note, with_range=has_numbers(entry)):
            yield f"{path} has neither a fact nor the word assumption and a range"


def places_are_sourced(registry):
    for place, entry in registry.world["places"].items():
        for figure, family in (("population", "F-POP"), ("births_per_1000", "F-BIRTH"), ("rd_spend", "F-RD")):
            if not any(id.startswith(family) for id in cited(registry, entry.get("source", ""))):
                yield f"places.{place}.{figure} cites no fact {family}-.."


def strength(grade):
    """0 is the strongest; what is no grade, such as assumption, is weakest."""
    return GRADES.index(grade) if grade in GRADES else len(GRADES)


def provisions_are_sourced(registry):
    for id, provision in registry.provisions.items():
        sources = provision.get("sources", [])
        if not sources:
            yield f"provision {id} has no source"
        for source in sources:
            fact = registry.facts.get(source.get("fact", ""))
            if not fact:
                yield f"provision {id}: \"{source.get('text')}\" names no fact"
            elif strength(source["grade"]) < strength(fact["grade"]):
                yield f"provision {id} grades {source['fact']} {source['grade']}, the fact itself is {fact['grade']}"
        if provision["status"] == "hypothetical" and not any(s.get("grade") == "assumption" for s in sources):
            yield f"provision {id} is hypothetical and does not say so in a source"


def values_of(fact):
    value = fact.get("value")
    return set(value if isinstance(value, list) else [value])


def law_has_the_figures_of_its_sources(registry):
    """Fines, thresholds and terms of enacted law are those of a cited fact, or called an assumption in the note."""
    for id, provision in registry.provisions.items():
        if provision["status"] == "hypothetical":
            continue
        known = {0} | {v for s in provision.get("sources", []) for v in values_of(registry.facts.get(s.get("fact"), {}))}
        assumed = says_assumption(provision.get("note", ""))
        for name, figure, may_be_assumed in figures_of(provision):
            if figure not in known and not (may_be_assumed and assumed):
                yield f"provision {id}: {name} {figure} is in no cited fact"


def figures_of(provision):
    """Name, figure, and whether it may be an assumption."""
    over = provision["applies"].get("persons_over")
    if over:
        yield "persons over", over["count"], True
        yield "months", over["months"], True
    for effect in provision["effects"]:
        for type, value in effect.items():
            if type == "penalty":
                for key in ("min", "max", "gain_multiple_min", "gain_multiple_max"):
                    if key in value:
                        yield f"penalty {key}", value[key], False
            elif type in ("raise_cost", "open_by_default", "delete"):
                for key in ("percent", "months"):
                    if key in value:
                        yield f"{type} {key}", value[key], True


def roles_agree_with_use(registry):
    for id, uses in registry.uses.items():
        fact, roles = registry.facts[id], {use.role for use in uses}
        strongest = next((role for role in ROLES if role in roles), "context")
        if fact.get("role") != strongest:
            yield f"{id} says {fact.get('role')}; it is used as {strongest}"
        if "hindcast" in roles and roles - {"hindcast", "context"}:
            yield f"{id} is kept for the hindcast and used as {sorted(roles - {'hindcast', 'context'})} too"


def observations_agree(registry):
    for series, entry in registry.observations.items():
        for point in entry["points"]:
            where = f"{series} {point.get('date')}"
            fact = registry.facts.get(point.get("fact"), {})
            if point.get("role") not in ("calibrate", "hindcast", "context"):
                yield f"{where}: {point.get('role')} is no role of an observation"
            elif point["role"] != "context" and fact.get("role") != point["role"]:
                yield f"{where} is to {point['role']}; its fact {point.get('fact')} is not"
