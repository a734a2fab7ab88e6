"""Faulty scenarios: a clear message for all that is wrong, the right exit code, nothing written, no crash.

The table stands in bad_input/*.txt, each file and what is said of it side by side:

    === what is wrong
    { "this": "is case.json" }
    --- says
    case.json:1:3: error: ...

Between the two may stand:

    --- file NAME       another file, in the lines that follow
    --- python          lines that make files; they know `folder`, `os`, `arguments`, and case(object or bytes)
    --- scenario NAME   what is run, if it is not case.json
    --- arguments ...   more arguments
    --- commands run    if not both run and check
    --- as nobody       who runs it, where the tests run as root
    --- exit 2          if not 3

What is said is compared whole; "..." in a line of its own stands for anything.
"""

import doctest
import json
import os
import re
import resource
import subprocess
import tempfile
from pathlib import Path

import pytest

from bad_input.table import all_cases

MEMORY = 400 << 20  # of address space: what is far too large must be refused, not read
SECONDS = 20        # to end a hang; a refusal takes a few hundredths
CRASH = (b"terminate", b"Segmentation", b"what():", b"std::", b"exception", b"runtime error", b"AddressSanitizer", b"syntax error")
CASES = all_cases()


def limited():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


@pytest.fixture(scope="module")
def bounded(genratchet):
    """How to start the program within MEMORY; a sanitized one reserves more for itself and is left alone."""
    fits = genratchet("--version", preexec_fn=limited).returncode == 0
    return {"preexec_fn": limited if fits else None, "text": False, "stdin": subprocess.DEVNULL, "timeout": SECONDS}


@pytest.fixture
def place(tmp_path):
    """Where the files of a case are made: the folder of the test, or one that another user can enter."""
    with tempfile.TemporaryDirectory() as shared:
        os.chmod(shared, 0o755)
        yield lambda case: Path(shared) if case.as_user else tmp_path


def user_of(case, bounded, genratchet):
    """The options that start the program as another user; skips where that user cannot."""
    if not case.as_user or os.geteuid() != 0:
        return bounded
    try:
        usable = genratchet("--version", user=case.as_user).returncode == 0
    except (PermissionError, LookupError):
        usable = False
    if not usable:
        pytest.skip(f"{case.as_user} cannot run the program where it lies")
    return {**bounded, "user": case.as_user}


def contents(folder):
    """Names, sizes and times of all that lies in a folder."""
    return sorted((str(path), os.lstat(path).st_size, os.lstat(path).st_mtime_ns) for path in folder.rglob("*"))


def assert_said(said, case):
    """What the screen shows: the message of the table, on 80 columns, in the words of the program."""
    for word in CRASH:
        assert word not in said, said.decode(errors="replace")
    text = said.decode()  # UTF-8, whatever the file was
    assert not [c for c in text if ord(c) < 32 and c != "\n"], "a control character reaches the screen"
    for line in text.splitlines():
        assert len(line) <= 80 or max(map(len, line.split())) > 60, line
    ellipsis = doctest.ELLIPSIS if "..." in case.says.splitlines() else 0
    agrees = doctest.OutputChecker().check_output(case.says, text, ellipsis)
    assert agrees, f"{case.where} says\n\n{text}\nnot\n\n{case.says}"


def count_of(problems):
    """`1 error` of `case.json:1:2: error: ...`."""
    errors = len(re.findall(r":\s+error:\s", problems))
    return f"{errors} error{'' if errors == 1 else 's'}"


def assert_refused(done, command, case):
    """The exit code, and all on the one stream where it belongs; an invalid scenario is counted out at the end."""
    assert done.returncode == case.exit, done
    reported = command == "check" and case.exit == 3
    said, silent = (done.stdout, done.stderr) if reported else (done.stderr, done.stdout)
    assert silent == b""
    if case.exit == 3:
        said, _, end = said.rstrip(b"\n").rpartition(b"\n")
        assert end.decode().startswith(count_of(said.decode())) and b"Nothing was run." in end, done
        said += b"\n"
    assert_said(said, case)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_what_is_said_of(case, genratchet, bounded, place):
    folder = place(case)
    options = {**user_of(case, bounded, genratchet), "cwd": folder}
    case.make(folder)
    before = contents(folder)
    for command in case.commands:
        assert_refused(genratchet(command, case.scenario, *case.arguments, **options), command, case)
    if case.exit == 3 and "check" in case.commands:
        told = genratchet("check", case.scenario, *case.arguments, "--json", **options)
        assert told.returncode == 3
        problems = json.loads(told.stdout)["problems"]
        told_as_text = genratchet("check", case.scenario, *case.arguments, **options).stdout.decode()
        assert told_as_text.rsplit("\n", 2)[1].startswith(f"{sum(p['severity'] == 'error' for p in problems)} error")
    assert contents(folder) == before


def test_the_table_is_large_and_every_case_has_its_own_name():
    assert len(CASES) >= 75
    assert len({case.name for case in CASES}) == len(CASES)
