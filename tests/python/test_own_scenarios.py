"""What a researcher does with a scenario of their own: new, show, compare, challenge; and what a shell offers."""

import json
import re
import shutil
import subprocess

import pytest

from screens import fits, flat

QUICK = ["--replicates", "2", "--set", "institutions=300", "--set", "end=2030-12", "--set", 'report=["2030-12"]', "--no-challenge"]


def labels_of(entry):
    """What `show --json` says of an entry."""
    return {fact["label"] for fact in entry["facts"]}


@pytest.mark.parametrize("like", [[], ["--like", "us-bulk-data-rule"], ["--like", "cn-hgr-2019-art24"]])
def test_a_new_scenario_is_valid_and_runs(genratchet, tmp_path, like):
    made = genratchet("new", "mine.json", *like, cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    checked = genratchet("check", "mine.json", cwd=tmp_path)
    assert checked.returncode == 0
    assert "warning" not in checked.stdout and "error" not in checked.stdout, checked.stdout
    ran = genratchet("run", "mine.json", *QUICK, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert "2 policies x 2 runs" in ran.stdout


def test_new_overwrites_nothing_and_names_what_was_meant(genratchet, tmp_path):
    (tmp_path / "mine.json").write_text("precious")
    again = genratchet("new", "mine.json", cwd=tmp_path)
    assert again.returncode == 2 and "it is left alone" in again.stderr
    assert (tmp_path / "mine.json").read_text() == "precious"
    typo = genratchet("new", "other.json", "--like", "us-bulk-data-rul", cwd=tmp_path)
    assert typo.returncode == 2 and 'Did you mean "us-bulk-data-rule"?' in flat(typo.stderr)
    assert genratchet("new", "no/such/folder.json", cwd=tmp_path).returncode == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.json"]


def test_show_answers_for_everything_it_lists(genratchet):
    kinds = [line.split()[0] for line in genratchet("show").stdout.splitlines()[2:] if re.match(r"\w+ +\d", line)]
    assert {"provisions", "parameters", "outputs", "places", "words", "facts", "policies", "keys"} <= set(kinds)
    for kind in kinds:
        entries = json.loads(genratchet("show", kind, "--json").stdout)
        assert entries, kind
        for entry in entries:
            assert entry["id"] and entry["kind"], (kind, entry)
    for parameter in json.loads(genratchet("show", "parameters", "--json").stdout):
        assert {"Meaning", "Unit", "Value", "Range", "Source", "Set in"} <= labels_of(parameter), parameter
    for output in json.loads(genratchet("show", "outputs", "--json").stdout):
        assert output["title"] and "Unit" in labels_of(output), output


@pytest.mark.parametrize(
    "name, said",
    [
        ("leak", "Source ASSUMPTION: no evidence was found"),
        ("requests_per_study_year", "F-CA-03 (evidence B): One committee approved 749 of 945 requests."),
        ("us-bulk-data-rule", "Penalty USD 368,136, or twice the gain if more"),
        ("US-Bulk-Data-Rule", "Law US: 28 CFR 202.303"),
        ("held_us_in_cn", "Unit persons"),
        ("CN", "China (mainland)"),
        ("ncbi", "repository"),
        ("can obtain", "In files reach"),
        ("reach", "On screens can obtain"),
        ("provision", "effective First month in force."),
        ("current-law", "Reference yes"),
        ("mirror", "Channel: a repository copies another's open data"),
        ("quality_feedback", "switch"),
        ("open_science_cost", "reference minus policy"),
        ("first_acquired_persons.request", "Persons by the route that first brought a copy"),
        ("leaks through third countries", "parameter"),
        ("PRC", "China (mainland)"),
    ],
)
def test_show(genratchet, name, said):
    shown = genratchet("show", name)
    assert shown.returncode == 0, shown.stderr
    assert said in flat(fits(shown.stdout))


def test_show_says_where_a_value_is_set(genratchet, tmp_path):
    (tmp_path / "mine.json").write_text('{\n  "extends": "preset:us-countermeasures",\n  "parameters": {\n    "leak": 0.2\n  }\n}\n')
    own = flat(genratchet("show", "leak", "--scenario", "mine.json", cwd=tmp_path).stdout)
    assert "Value 0.2" in own and "Set in mine.json, line 4" in own
    assert "Set in --set parameters.leak=0.3" in flat(genratchet("show", "leak", "--set", "parameters.leak=0.3").stdout)
    assert "Set in preset:law/us, line " in flat(genratchet("show", "us-bulk-data-rule").stdout)
    wrong = genratchet("show", "us-bulk")
    assert wrong.returncode == 2 and "Did you mean us-bulk-data" in flat(wrong.stderr)


@pytest.fixture(scope="module")
def two_results(genratchet, tmp_path_factory):
    folder = tmp_path_factory.mktemp("results")
    for name, more in {"a": [], "b": ["--set", "parameters.open_copies_prc=1"], "other-seed": ["--seed", "2"]}.items():
        done = genratchet("run", "two-places", "--replicates", "4", "--out", name, *more, cwd=folder)
        assert done.returncode == 0, done.stderr
    return folder


def test_compare_results(genratchet, two_results):
    told = flat(fits(genratchet("compare", "a", "b", cwd=two_results).stdout))
    assert "parameters.open_copies_prc 0.3, drawn from log_uniform: 0.02, 2 -> 1 in every run" in told
    assert "paired over 4 runs that share chance" in told
    data = json.loads(genratchet("compare", "a", "b", "--json", cwd=two_results).stdout)
    held = next(n for n in data["numbers"] if n["output"] == "held_us_in_cn" and n["policy"] == "asymmetric")
    assert held["change"]["runs"] == 4 and held["change"]["low"] > 0  # more copying, never fewer copies
    same = json.loads(genratchet("compare", "a", "a", "--json", cwd=two_results).stdout)
    assert same["inputs"] == [] and all(n["change"]["high"] == n["change"]["low"] == 0 for n in same["numbers"])
    unpaired = genratchet("compare", "a", "other-seed", cwd=two_results).stdout
    assert "share no run" in flat(unpaired) and "seed 1 -> 2" in flat(unpaired)
    whole = json.loads(genratchet("compare", "a", "b", "--json", "--table", "full", cwd=two_results).stdout)
    assert len(whole["numbers"]) > 10 * len({n["policy"] for n in whole["numbers"]})


def test_compare_scenarios(genratchet, two_results):
    told = flat(genratchet("compare", "preset:us-countermeasures", "preset:quality-feedback").stdout)
    assert "switches.quality_feedback false -> true" in told
    mixed = genratchet("compare", "a", "two-places", cwd=two_results)
    assert mixed.returncode == 0
    assert "Numbers are compared between two results" in mixed.stdout
    assert genratchet("compare", "a", "nothing", cwd=two_results).returncode == 2


def test_challenge(genratchet, tmp_path):
    done = genratchet("challenge", "two-places", "--replicates", "4", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Holds at every value tried, one assumption moved at a time" in flat(fits(done.stdout))
    data = json.loads(genratchet("challenge", "two-places", "--replicates", "4", "--values", "2", "--json", cwd=tmp_path).stdout)
    contested = [p["id"] for p in json.loads(genratchet("show", "parameters", "--json").stdout) if "Contested" in labels_of(p)]
    assert sorted(a["parameter"] for a in data["assumptions"]) == sorted(contested)
    assert data["assumptions"][0]["parameter"] == "open_copies_prc"
    wrong = genratchet("challenge", "two-places", "--parameter", "leek", cwd=tmp_path)
    assert wrong.returncode == 2 and 'Did you mean "leak"?' in wrong.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_most_influential_assumptions_stand_under_the_headline(genratchet, tmp_path):
    arguments = [*QUICK[:-1], "--policy", "no-us-measures", "--out", tmp_path / "out"]
    shown = fits(genratchet("run", "preset:us-countermeasures", *arguments).stdout)
    rows = shown.split("Not settled by evidence, most influential first")[1].split("\n\n")[0].splitlines()
    assert len([row for row in rows if re.search(r" (holds|blurs|CHANGES)$", row)]) == 3
    assert "Not settled" not in genratchet("run", "preset:us-countermeasures", *arguments, "--no-challenge").stdout


@pytest.mark.parametrize("command", ["run", "challenge", "credit", "tradeoff", "premium", "hindcast", "delay"])
def test_a_dry_run_of_every_analysis(genratchet, tmp_path, command):
    more = ["--measure", "us-nih"] if command == "delay" else []
    done = genratchet(command, "us-countermeasures", "--set", "institutions=300", "--replicates", "2", "--dry-run", *more, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Nothing was run." in fits(done.stdout) and list(tmp_path.iterdir()) == []


def offered(genratchet, *words):
    return genratchet("complete", "--", *words).stdout.split()


def test_completion_offers_what_fits(genratchet):
    assert "challenge" in offered(genratchet, "ch") and "complete" not in offered(genratchet, "")
    assert offered(genratchet, "law", "") == ["list", "diff", "coverage"]
    assert "us-countermeasures" in offered(genratchet, "run", "us")
    assert offered(genratchet, "run", "two-places", "--policy", "b") == ["both-open", "b-closes-too"]
    assert offered(genratchet, "run", "x", "--table", "") == ["short", "full"]
    assert "us-nih" in offered(genratchet, "delay", "us-countermeasures", "--measure", "us-n")
    assert "leak" in offered(genratchet, "show", "lea")
    assert offered(genratchet, "schema", "--out", "") == [":files"]
    assert offered(genratchet, "run", "no-such-file.json", "--policy", "") == []


@pytest.mark.parametrize("shell, check", [("bash", ["bash", "-n"]), ("zsh", ["zsh", "-n"]), ("fish", ["fish", "-n"])])
def test_completion_scripts_are_scripts(genratchet, tmp_path, shell, check):
    script = genratchet("completion", shell)
    assert script.returncode == 0 and "genratchet complete" in script.stdout
    (tmp_path / "script").write_text(script.stdout)
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    assert subprocess.run([*check, tmp_path / "script"], check=False).returncode == 0


def test_bash_completes(genratchet, root, tmp_path):
    (tmp_path / "genratchet").symlink_to(root / "build" / "genratchet")
    colon = "source <(genratchet completion bash); echo \"${COMP_WORDBREAKS//[^:=]/}.\""
    assert subprocess.run(["bash", "-ic", colon], capture_output=True, text=True, env={"PATH": f"{tmp_path}:/usr/bin:/bin"}, check=True).stdout == ".\n"
    lines = "source <(genratchet completion bash); COMP_WORDS=(genratchet run us); COMP_CWORD=2; _genratchet; echo ${COMPREPLY[@]}"
    done = subprocess.run(["bash", "-c", lines], capture_output=True, text=True, env={"PATH": f"{tmp_path}:/usr/bin:/bin"}, check=True)
    assert "us-countermeasures" in done.stdout.split()


def test_the_man_page_is_clean(genratchet):
    page = genratchet("man").stdout
    for command in ("run", "law diff", "challenge", "verify"):
        assert f".SS genratchet {command}" in page
    if shutil.which("groff") is None:
        pytest.skip("groff is not installed")
    shown = subprocess.run(["groff", "-man", "-Tutf8", "-ww", "-rLL=80n"], input=page, capture_output=True, text=True, check=True)
    assert shown.stderr == ""


def commands(genratchet):
    return re.findall(r"^  ((?:law )?[a-z]+) +\S", genratchet("--help").stdout, re.MULTILINE)


def test_every_example_of_help_runs(genratchet, root, tmp_path):
    """As typed, in a fresh folder in which a first result is there."""
    assert genratchet("run", "two-places", "--out", tmp_path / "results" / "first").returncode == 0
    names = commands(genratchet)
    assert {"run", "law diff", "challenge", "verify", "man"} <= set(names)
    path = tmp_path / "bin"
    path.mkdir()
    (path / "genratchet").symlink_to(root / "build" / "genratchet")
    (tmp_path / "docs").symlink_to(root / "docs")  # of a design that is shipped
    for name in names:
        example = genratchet(*name.split(), "--help").stdout.split("Example:\n")[1]
        done = subprocess.run(["bash", "-c", f"PATH={path}:$PATH\n{example}"], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (example, done.stderr)
        if name != "schema":
            assert done.stdout, example
