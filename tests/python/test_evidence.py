"""No number without a source or the word assumption; and the pages of docs/evidence say what the registry says."""

import copy
import json
import os
import re
import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "docs" / "evidence" / "tools"))
import pages as pages_  # noqa: E402
import registry as registry_  # noqa: E402


@pytest.fixture(scope="module")
def executable(root):
    path = Path(os.environ.get("GENRATCHET", root / "build" / "genratchet"))
    if not path.exists():
        pytest.skip("build/genratchet does not exist: run ./dev build")
    return path


@pytest.fixture(scope="module")
def registry(executable):
    return registry_.read(executable)


def test_every_number_cites_a_fact_or_is_called_an_assumption(registry):
    assert list(registry_.complaints(registry)) == []


def set_in(*path, value=None):
    """A change to one file of the scenarios: a value at a path, or nothing there any more."""

    def change(tree):
        for key in path[:-1]:
            tree = tree[key]
        if value is None:
            del tree[path[-1]]
        else:
            tree[path[-1]] = value

    return change


BROKEN = [  # a file, what is done to it, and the complaint that must come
    ("worlds/reference", set_in("places", "KE", "source"), "places.KE has neither"),
    ("worlds/reference", set_in("places", "KE", "source", value="F-POP-01, F-RD-02"), "places.KE.births_per_1000 cites no"),
    ("worlds/reference", set_in("usd_per", "source"), "S17 says input; it is used as context"),
    ("worlds/reference", set_in("firms", "bgi", "products", "sequencing", "note"), "firms.bgi.products.sequencing has neither"),
    ("worlds/reference", set_in("inputs", "mix_exome", "note", value="Assumption."), "inputs.mix_exome has neither"),
    ("worlds/reference", set_in("inputs", "cost_per_genome", "source"), "inputs.cost_per_genome has neither"),
    ("worlds/reference", set_in("programmes", "uk-biobank", "source", value="F-UKB-99"), "cites F-UKB-99, which is no fact"),
    ("worlds/reference", set_in("repositories", "jga", "source"), "repositories.jga has neither"),
    ("worlds/reference", set_in("regulators", "dod", "source"), "regulators.dod has neither"),
    ("law/us", set_in("provisions", "us-fda-2025", "sources"), "provision us-fda-2025 has no source"),
    ("law/us", set_in("provisions", "us-bulk-data-rule", "applies", "persons_over", "count", value=1000),
     "provision us-bulk-data-rule: persons over 1000 is in no cited fact"),
    ("law/us", set_in("provisions", "us-nsdd-189", "sources", 0, "grade", value="A"), "us-nsdd-189 grades U1 A"),
    ("measures/hypothetical", set_in("provisions", "us-mirror-limit", "sources", 0, "grade", value="S"), "us-mirror-limit is hypothetical"),
    ("evidence/observations", set_in("gsa.bytes", "points", 1, "role", value="calibrate"), "S28 says hindcast; it is used as calibrate"),
    ("evidence/observations", set_in("gsa.bytes", "points", 0, "fact", value="S28"), "S28 is kept for the hindcast and used as"),
    ("evidence/facts", set_in("F-SIZE-02", "role", value="input"), "F-SIZE-02 says input; it is used as context"),
    ("evidence/facts", set_in("U8", "grade", value="E"), "U8: E is no grade"),
    ("evidence/facts", set_in("S26", "unit"), "S26: a value has its unit"),
]  # fmt: skip


@pytest.mark.parametrize("file, change, complaint", BROKEN, ids=[str(b[2])[:40] for b in BROKEN])
def test_one_citation_less_is_noticed(file, change, complaint, executable, root, tmp_path):
    scenarios = tmp_path / "scenarios"
    shutil.copytree(root / "scenarios", scenarios)
    path = scenarios / (file + ".json")
    tree = json.loads(path.read_text(encoding="utf-8"))
    change(tree)
    path.write_text(json.dumps(tree), encoding="utf-8")
    found = list(registry_.complaints(registry_.read(executable, scenarios)))
    assert any(complaint in one for one in found), found


@pytest.mark.parametrize("kind, name", [("parameters", "approval_dac"), ("parameters", "leak"), ("constants", "ties.success")])
def test_a_number_of_the_model_without_source_is_noticed(kind, name, registry):
    broken = copy.deepcopy(registry)
    getattr(broken, kind)[name]["Source"] = ["common sense"]
    assert [c for c in registry_.complaints(broken) if f" {name} has neither" in c]


# In agents and the world's own rules: what is left of bare numbers are units, rounding and guards against zero.
BARE = re.compile(r"(?<![\w.\"])(\d+\.\d+(?:e-?\d+)?f?|\d+e-?\d+)(?![\w.])")
PLAIN = {"0.0", "1.0", "1.0f", "0.5", "2.0", "12.0", "65536.0", "30000.0", "1e3", "1e6", "1e8", "1e11", "1e15", "1e18", "1e-9"}
NAMED = re.compile(r"constexpr (?:double|float|int) (k\w+) = (?!whole_constant|constant)[^;]*\d")
UNITS = {"kLineKilobytesPerDay"}


def hidden_numbers(sources):
    for name, text in sources.items():
        code = re.sub(r"//[^\n]*|\"[^\"\n]*\"", "", text)
        yield from (f"{name}: {number}" for number in BARE.findall(code) if number not in PLAIN)
        yield from (f"{name}: {named}" for named in NAMED.findall(code) if named not in UNITS)


def sources_of(root):
    folder = root / "models" / "exchange"
    names = [*folder.glob("agents/*.?pp"), *(folder / "world" / f"{n}.cpp" for n in ("economy", "population", "world"))]
    placeholder = "double detection = 0.03;"  # of Stakes: whoever fills them in sets it
    return {path.name: path.read_text(encoding="utf-8").replace(placeholder, "") for path in names}


def test_no_number_hides_in_the_agents(root):
    assert list(hidden_numbers(sources_of(root))) == []
    assert list(hidden_numbers({"a.cpp": "constexpr double kMostPersons = 1e7;"})) == ["a.cpp: 1e7", "a.cpp: kMostPersons"]
    assert list(hidden_numbers({"a.cpp": "return 0.3 * severity;"})) == ["a.cpp: 0.3"]


def test_every_constant_is_used_by_the_code(registry, root):
    code = "".join(path.read_text(encoding="utf-8") for path in (root / "models" / "exchange").rglob("*.?pp")
                   if path.name != "constants.hpp")  # fmt: skip
    used = set(re.findall(r"constant\(\"([\w.]+)\"", code))
    assert used == set(registry.constants)


def test_pages_say_what_the_registry_says(registry, root):
    stale = [name for name, text in pages_.pages(registry).items() if (pages_.FOLDER / name).read_text(encoding="utf-8") != text]
    assert stale == [], "run ./dev docs"
    assert {path.name for path in pages_.FOLDER.glob("*.md")} == set(pages_.pages(registry))
