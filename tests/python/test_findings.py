"""docs/findings.md: each number in its prose is what its command prints; and the machinery that says so."""

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "docs" / "guide" / "tools"))

import findings  # noqa: E402

# A stand-in for the program, which prints what it is told: the machinery is tested without a run.
ECHO = """#!/bin/sh
shift
echo "$*"
"""
PAGE = """# Of 3<!--: list--> things

1. In 2026 (`f(7)`, F-NIH-01) there were 1.2 M<!--=persons--> of them, a share of 16 %<!--=share-->, or
   −0.51<!--=log-->, and <0.1 %<!--=little-->.

<!-- figures
$ genratchet say '{"a": {"b.c": 1234567}, "list": [{"id": "x", "n": 0.157}, {"id": "y", "n": -0.51}], "fate": "holds"}'
persons: a.b.c
share: list[id=x].n
log: list[1].n
fate: fate
check: fate = holds
check: share > log
$ genratchet say 'little: 0.01 %'
little: /little: (.*)/
-->
"""


@pytest.fixture(scope="module")
def executable():
    path = Path(os.environ.get("GENRATCHET", ROOT / "build" / "genratchet"))
    if not path.exists():
        pytest.skip("build/genratchet does not exist: run ./dev build")
    return path


@pytest.fixture
def echo(tmp_path):
    program = tmp_path / "echo"
    program.write_text(ECHO)
    program.chmod(0o755)
    return program


def test_the_findings_are_what_the_program_prints(executable):
    found = findings.run(findings.PAGE.read_text(), executable, slow=findings.exhaustive())
    assert not found.faults, "numbers: ./dev docs findings.md; the rest is for words"
    assert found.values


def test_a_page_whose_numbers_agree_has_no_fault(echo):
    assert findings.run(PAGE, echo).faults == []


@pytest.mark.parametrize("before, after, fault", [
    ("1.2 M<!", "1.3 M<!", "persons: the page says 1.3 M, the command prints 1.235e+06"),
    ("1.2 M<!--=persons-->", "1.2 M", "a number without a source: 1.2 M"),
    ("16 %<!--=share-->", "16 %<!--=shard-->", "no figure is called shard"),
    ("<0.1 %", "<0.001 %", "little: the page says <0.001 %"),
    ("list[id=x].n", "list[id=z].n", "share: nothing at list[id=z].n"),
    ("fate = holds", "fate = lost", "does not hold: fate = lost"),
    ("share > log", "share < log", "does not hold: share < log"),
    ("say 'little", "say; false 'little", "exit code 1"),
    (" 2026 (", " 2126 (", "a number without a source: 2126"),
    ("−0.51<!--=log-->", "−0.5<!--=log-->", "log: the page says −0.5, the command prints -0.51"),
    ("check: fate = holds", "", "nothing quotes fate"),
])  # fmt: skip
def test_a_fault_is_named(echo, before, after, fault):
    assert before in PAGE
    faults = findings.run(PAGE.replace(before, after), echo).faults
    assert [f for f in faults if fault in f]


def test_slow_blocks_wait_for_the_exhaustive_tests(echo):
    slow = PAGE.replace("<!-- figures", "<!-- figures slow").replace("1.2 M<", "1.3 M<")
    assert findings.run(slow, echo).faults == []
    assert len(findings.run(slow, echo, slow=True).faults) == 1


def test_numbers_are_written_anew_in_their_own_form(echo):
    stale = PAGE.replace("1.2 M<", "970 k<").replace("16 %<", "1.6 %<").replace("−0.51<", "−12<")
    assert findings.refreshed(findings.run(stale, echo)) == PAGE
    assert findings.rewritten_number("+9 k", 1234567.0) == "+1.2 M"
    assert findings.rewritten_number("100", 98765.0) == "99,000"
    assert findings.rewritten_number("3 %", 0.0004) == "0.04 %"
