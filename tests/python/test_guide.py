"""The guide: every example is run and says what the page says; tables are the program's own; links resolve."""

import json
import os
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "guide"
sys.path.insert(0, str(GUIDE / "tools"))

import examples  # noqa: E402
import tables  # noqa: E402
import update  # noqa: E402

PAGES = [page.name for page in examples.pages()]
RANGE = ["median", "low", "high", "runs", "sd_low", "sd_high"]


@pytest.fixture(scope="module")
def executable():
    path = Path(os.environ.get("GENRATCHET", ROOT / "build" / "genratchet"))
    if not path.exists():
        pytest.skip("build/genratchet does not exist: run ./dev build")
    return path


@pytest.fixture(scope="module")
def run_once(executable):
    """The blocks of a page with all output, and how they differ from it; each page is run once."""
    done = {}

    def call(name):
        if name not in done:
            done[name] = examples.run_page(GUIDE / name, executable)
        return done[name]

    return call


@pytest.mark.parametrize("name", PAGES)
def test_every_example_says_what_the_page_says(run_once, name):
    _, differences = run_once(name)
    for one in differences:
        print(one.where, "the page:", *one.shown, "the program:", *one.printed, sep="\n")
    assert not differences, "to take over what the program says: ./dev docs"


@pytest.mark.parametrize("name", ["glossary.md", "outputs.md"])
def test_tables_are_the_programs_own(executable, name):
    text = (GUIDE / name).read_text()
    assert update.GENERATED.search(text)
    assert update.with_tables(text, executable) == text, "to take over what the program says: ./dev docs"


def test_every_word_stands_in_the_glossary(genratchet):
    cells = {cell.strip(" `") for line in (GUIDE / "glossary.md").read_text().splitlines() for cell in line.split("|")}
    words = {entry["id"] for entry in json.loads(genratchet("show", "words", "--json").stdout)}
    assert words and not words - cells


def test_every_command_has_its_section(genratchet):
    shown = genratchet("--help").stdout.split("Start with")[0]
    commands = re.findall(r"^  (\w+(?: \w+)?)(?=  )", shown, re.MULTILINE)
    sections = re.findall(r"^## (.*)$", (GUIDE / "commands.md").read_text(), re.MULTILINE)
    assert len(commands) > 10 and sorted(commands) == sorted(sections)
    blocks = examples.blocks_of((GUIDE / "commands.md").read_text())
    for command in commands:
        own = [c.typed for b in blocks if b.section == command for c in b.commands]
        assert any(typed.startswith(f"$ genratchet {command}") for typed in own), command


def rows_of(section):
    """The keys that a section of json.md documents, each with its meaning."""
    rows = []
    for line in section.splitlines():
        found = re.match(r"\| (`.*?`) \| (.*) \|$", line)
        if found:
            rows += [(key, found[2]) for key in re.findall(r"`([^`]*)`", found[1])]
    return rows


def documented():
    """{section: the paths of its keys}; a range and a provision stand for their own keys."""
    parts = re.split(r"^## (.*)$", (GUIDE / "json.md").read_text(), flags=re.MULTILINE)
    sections = dict(zip(parts[1::2], parts[2::2]))
    provision = [key for key, _ in rows_of(sections.pop("A provision"))]
    paths = {}
    for name, section in sections.items():
        paths[name] = set()
        for key, meaning in rows_of(section):
            inner = RANGE if "(range)" in meaning else provision if "the keys of a provision" in meaning else []
            if "the same keys" in meaning:
                inner = [*provision, "why"]
            if "and `why`" in meaning:
                inner = [*provision, "why"]
            paths[name].update([key + "." + more for more in inner] or [key])
    return paths


def leaves(node, path=""):
    """The paths of everything in some JSON, [] for the items of lists."""
    if isinstance(node, dict) and node:
        return {p for key, value in node.items() for p in leaves(value, [*path, key])}
    if isinstance(node, list):
        inner = {p for item in node for p in leaves(item, [*path[:-1], path[-1] + "[]"] if path else ["[]"])}
        return inner or {(*path[:-1], (path[-1] if path else "") + "[]")}
    return {tuple(path)}


def matches(pattern, path):
    """Whether a documented path is this one: * is any name, and keys may hold dots."""
    return len(pattern) == len(path) and all(
        a == b or (a.startswith("*") and b.endswith(a[1:]) and (a[1:] or not b.endswith("[]"))) for a, b in zip(pattern, path)
    )


def is_above(path, patterns):
    """A range that no run has is null, a list may be empty: their own keys are not there."""
    return any(matches(p[: len(path)], path) for p in patterns if len(p) > len(path))


def test_the_keys_of_json_are_those_documented(run_once):
    blocks, _ = run_once("json.md")
    paths = documented()
    printed = {}
    for block in blocks:
        for command in block.commands:
            printed.setdefault(block.section, set()).update(leaves(json.loads(command.output), []))
    assert sorted(printed) == sorted(paths)
    for section, found in printed.items():
        patterns = [tuple(key.split(".")) for key in paths[section]]
        unknown = {p for p in found if not any(matches(q, p) for q in patterns) and not is_above(p, patterns)}
        assert not unknown, f"{section}: not in json.md"
        unused = {q for q in patterns if not any(matches(q, p) for p in found)}
        assert not unused, f"{section}: in json.md, and not printed"


def test_every_command_with_json_is_documented(genratchet):
    shown = genratchet("--help").stdout.split("Start with")[0]
    for command in re.findall(r"^  (\w+(?: \w+)?)(?=  )", shown, re.MULTILINE):
        has_json = "--json" in genratchet(*command.split(), "--help").stdout
        assert has_json == (command in documented()), command


def test_the_columns_of_the_summary(executable, tmp_path):
    result = tables.small_result(executable, tmp_path / "result")
    columns = (result / "summary.csv").read_text().splitlines()[0].split(",")
    section = (GUIDE / "outputs.md").read_text().split("## summary.csv")[1].split("## ")[0]
    assert [key for key, _ in rows_of(section)] == columns
    files = (GUIDE / "outputs.md").read_text().split("## summary.csv")[0]
    assert {key for key, _ in rows_of(files)} == {path.name for path in result.iterdir()}


def anchors_of(page):
    heads = re.findall(r"^#+ (.*)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("name", PAGES)
def test_links_resolve(name):
    for target in re.findall(r"\]\(([^)]+)\)", (GUIDE / name).read_text()):
        file, _, anchor = target.partition("#")
        page = (GUIDE / file) if file else GUIDE / name
        assert page.exists(), target
        assert not anchor or anchor in anchors_of(page), target


def test_the_pages_are_reached():
    front = (GUIDE / "README.md").read_text()
    assert all(f"({name})" in front for name in PAGES if name != "README.md")
    assert "docs/guide" in (ROOT / "README.md").read_text()


@pytest.mark.parametrize("name", PAGES)
def test_words_that_promise_too_much(name):
    text = (GUIDE / name).read_text().lower()
    text = re.sub(r"predictive", "", text)  # the check of a prior or posterior, by its name: no promise
    for word in ("confidence interval", "predict", "significan", "status quo", "it is clear", "obviously"):
        assert word not in text, word


def test_an_example_that_drifts_is_found(executable, tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# A\n\n```console lines=1\n$ genratchet --version\nGenRatchet 0.0.0\n```\n\n"
                    "```console\n$ genratchet cite nothing\nall is well\n```\n\n```console exit=2\n$ genratchet rum\nno\n```\n")  # fmt: skip
    blocks, differences = examples.run_page(page, executable)
    assert [d.where for d in differences] == ["page.md: $ genratchet cite nothing", "page.md: $ genratchet rum"]
    assert 'Did you mean "run"?' in examples.rewritten(page.read_text(), blocks)


def test_of_a_trial_the_number_of_runs_is_compared_exactly():
    trial = ["runs    3 policies x 64 runs: 192 runs", "time    about 2 s on 2 threads"]
    elsewhere = ["runs    3 policies x 64 runs: 192 runs", "time    about 11 s on 8 threads"]
    wrong = ["runs    3 policies x 256 runs: 768 runs", trial[1]]
    as_page = {"form": "8", "exact": "runs"}
    assert examples.comparable(trial, as_page) == examples.comparable(elsewhere, as_page)
    assert examples.comparable(trial, as_page) != examples.comparable(wrong, as_page)
