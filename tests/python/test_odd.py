"""The ODD: its tables are the program's own, what it cites exists, and what code cites of it exists."""

import os
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ODD = ROOT / "docs" / "odd"
sys.path.insert(0, str(ODD / "tools"))

import odd_tables as tables  # noqa: E402

PAGES = sorted(ODD.glob("*.md")) + sorted(ODD.glob("tables/*.md"))
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`((?:[\w.-]+/)+[\w.-]*(?:\.(?:hpp|cpp|py|json)|/)|(?:[\w.-]+/)+|\w+\.[hc]pp)`")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
CITED_BY_CODE = re.compile(r"ODD sections? ((?:\d+(?:\.\d+)?(?: \([^)]*\))?(?:, | and | to )?)+)")
CITED_BY_ODD = re.compile(r"\bODD (\d+(?:\.\d+)?)")


def sections(readme):
    """{number of a section: its row of the index}."""
    return {found[1]: found[0] for found in re.finditer(r"^\| (\d+(?:\.\d+)?) .*$", readme, re.MULTILINE)}


def anchors(text):
    """What links may point to within a page."""
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def dead_links(page, text):
    """Links of a page that lead nowhere."""
    dead = []
    for target in LINK.findall(text):
        name, _, anchor = target.partition("#")
        file = page.parent / name if name else page
        if not file.exists() or (anchor and anchor not in anchors(file.read_text(encoding="utf-8"))):
            dead.append(target)
    return dead


def missing_code(text):
    """Files and folders that a page names and that are not there."""
    roots = [ROOT, ROOT / "models" / "exchange"]
    return [path for path in CODE.findall(text) if path != "tables/" and not any((root / path).exists() for root in roots)]


def unanswered(checklist):
    """Items of the checklist without a target."""
    rows = re.findall(r"^\| (.*) \| (.*) \|$", checklist, re.MULTILINE)
    return [item for item, target in rows if item not in ("item",) and not LINK.search(target)]


def unknown_sections(text, known):
    """Sections that a source cites and the ODD lacks; a comment may break a citation over lines."""
    flat = re.sub(r"\s*\n\s*(?://|\*)?\s*", " ", text)
    cited = [number for citation in CITED_BY_CODE.findall(flat) for number in NUMBER.findall(re.sub(r"\([^)]*\)", "", citation))]
    return [number for number in cited if number not in known]


@pytest.fixture(scope="module")
def known():
    return sections((ODD / "README.md").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def executable():
    path = Path(os.environ.get("GENRATCHET", ROOT / "build" / "genratchet"))
    if not path.exists():
        pytest.skip("build/genratchet does not exist: run ./dev build")
    return path


def test_tables_are_the_programs_own(executable):
    differing = [name for name, text in tables.tables(executable).items() if (tables.TABLES / name).read_text(encoding="utf-8") != text]
    assert not differing, "to take over what the program says: ./dev docs"


def test_steps_of_the_month_are_described(executable, known):
    steps = tables.shown(executable, "schedule")
    assert len(steps) > 10
    assert [s["id"] for s in steps if tables.only(s, "Described in").rsplit(" ", 1)[1] not in known] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ODD).as_posix())
def test_what_a_page_names_exists(page, known):
    text = page.read_text(encoding="utf-8")
    assert dead_links(page, text) == []
    assert missing_code(text) == []
    assert [number for number in CITED_BY_ODD.findall(text) if number not in known] == []


def test_the_index_names_every_page():
    readme = (ODD / "README.md").read_text(encoding="utf-8")
    linked = {(ODD / target).resolve() for target in LINK.findall(readme)}
    assert [page.name for page in PAGES if page.resolve() not in linked and page.name != "README.md"] == []


def test_pages_stand_under_their_numbers(known):
    wrong = []
    for number, row in known.items():
        found = re.search(r"\((\d[\w-]*\.md)\)", row)
        if found and not (ODD / found[1]).read_text(encoding="utf-8").startswith(f"# {number} "):
            wrong.append(number)
    assert wrong == []


def test_code_cites_sections_that_exist(known):
    sources = [p for folder in ("sim", "models", "study", "io", "bindings") for p in (ROOT / folder).rglob("*.[hc]pp")]
    texts = {p.relative_to(ROOT).as_posix(): p.read_text(encoding="utf-8") for p in sources}
    assert sum("ODD section" in text for text in texts.values()) > 20
    assert {path: unknown for path, text in texts.items() if (unknown := unknown_sections(text, known))} == {}


def test_every_item_of_the_checklist_is_answered():
    checklist = (ODD / "checklist.md").read_text(encoding="utf-8")
    assert checklist.count("\n| ") > 70
    assert unanswered(checklist) == []


def test_faults_are_found(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# A b\n[x](nowhere.md) [y](#a-b) [z](#c) `sim/chance.hpp` `sim/nothing.hpp`\n", encoding="utf-8")
    text = page.read_text(encoding="utf-8")
    assert dead_links(page, text) == ["nowhere.md", "#c"]
    assert missing_code(text) == ["sim/nothing.hpp"]
    assert unknown_sections("// as in ODD\n// sections 7.1 (law), 7.22 and 8.\n", {"7.1": "", "8": ""}) == ["7.22"]
    assert unanswered("| item | answered in |\n| a | [1](1.md) |\n| b | soon |\n") == ["b"]
