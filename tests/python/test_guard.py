"""The instruction guard: what it says of counts, without counting."""

import importlib.util
import json

import pytest

HERE = "gcc 12.2.0, glibc 2.36, x86_64"


@pytest.fixture
def guard(root):
    """benchmarks/guard.py as a module."""
    spec = importlib.util.spec_from_file_location("guard", root / "benchmarks" / "guard.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def compared(guard, tmp_path, monkeypatch, capsys):
    """compared(stored, now) -> exit code, stdout; both are {case: instructions}."""

    def compare(stored, now, made_with=HERE, *flags):
        path = tmp_path / "guard.json"
        path.write_text(json.dumps({"made_with": HERE, "instructions": stored}))
        monkeypatch.setattr(guard, "measure", lambda program: (made_with, now))
        code = guard.main(["program", "--stored", str(path), *flags])
        return code, capsys.readouterr().out

    return compare


def row(text, case):
    return next(line for line in text.splitlines() if line.startswith(case + " "))


@pytest.mark.parametrize(
    "now, code, said",
    [
        (1_031_000, 5, "SLOWER"),
        (1_030_001, 5, "SLOWER"),
        (1_030_000, 0, "ok"),
        (1_029_000, 0, "ok"),
        (971_000, 0, "ok"),
        (969_000, 0, "faster: update"),
    ],
)
def test_more_than_three_per_cent_slower_fails(compared, now, code, said):
    found, text = compared({"read": 500, "world": 1_000_000}, {"read": 500, "world": now})
    assert found == code
    assert row(text, "world").endswith("  " + said)
    assert row(text, "read").endswith("  ok")
    assert text.endswith("1 passed, 1 failed\n" if code else "2 passed, 0 failed\n")
    assert ("--update" in text) == (code == 5 or said.startswith("faster"))


def test_the_table_shows_both_counts_and_the_change_in_80_columns(compared):
    _, text = compared({"a-long-case-name": 98_765_432_100}, {"a-long-case-name": 123_456_789_000})
    assert row(text, "a-long-case-name").split()[1:] == ["98,765,432,100", "123,456,789,000", "+25.00", "%", "SLOWER"]
    assert all(len(line) <= 80 for line in text.splitlines())


def test_counts_of_another_compiler_are_shown_and_do_not_fail(compared):
    code, text = compared({"world": 100}, {"world": 200}, "clang 14.0.6, glibc 2.36, x86_64")
    assert code == 0
    assert "200" in row(text, "world") and row(text, "world").endswith("not compared")
    assert "Cannot be compared" in text and "clang 14.0.6" in text and HERE in text


@pytest.mark.parametrize(
    "stored, now, said",
    [({"read": 100}, {"read": 100, "fork": 100}, "NOT STORED"), ({"read": 100, "fork": 100}, {"read": 100}, "GONE")],
)
def test_a_case_without_its_count_is_named_and_fails(compared, stored, now, said):
    code, text = compared(stored, now)
    assert code == 5
    assert row(text, "fork").endswith(said)


def test_update_stores_what_was_counted(compared, guard, tmp_path):
    code, _ = compared({"old": 1}, {"world": 200}, "gcc 13.1.0, glibc 2.38, x86_64", "--update")
    assert code == 0
    assert guard.read(tmp_path / "guard.json") == ("gcc 13.1.0, glibc 2.38, x86_64", {"world": 200})


@pytest.mark.parametrize(
    "text, said",
    [
        (None, "No such file"),
        ("{", "Expecting"),
        ("[]", "made_with"),
        ('{"made_with": "gcc"}', '"instructions"'),
        ('{"made_with": "gcc", "instructions": [1]}', '"instructions"'),
        ('{"made_with": "gcc", "instructions": {"world": "many"}}', "world"),
        ('{"made_with": "gcc", "instructions": {"world": 0}}', "world"),
    ],
)
def test_a_faulty_file_is_named_with_the_mend(guard, tmp_path, capsys, text, said):
    path = tmp_path / "guard.json"
    if text is not None:
        path.write_text(text)
    assert guard.main(["program", "--stored", str(path)]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert f"{path}: " in shown.err and said in shown.err and "./dev bench guard --update" in shown.err


def test_without_valgrind_it_says_how_to_get_it(guard, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert guard.main(["program"]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "no valgrind" in shown.err and "apt-get install valgrind" in shown.err


def test_the_stored_counts_are_of_the_cases_and_of_the_compiler_of_ci(guard, root):
    made_with, counts = guard.read(root / guard.STORED)  # made where CI runs, or CI would compare nothing
    source = (root / "benchmarks" / "guard.cpp").read_text()
    assert made_with == HERE
    assert counts and all(f'"{case}"' in source for case in counts)
