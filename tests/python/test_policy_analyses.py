"""`credit` and `tradeoff`: what they print, their JSON, and what they refuse."""

import json
import re
import signal
import subprocess

import pytest

from screens import fits, flat

QUICK = ["--set", "institutions=300", "--set", "end=2030-12", "--set", 'report=["2030-12"]', "--replicates", "3"]
US = "preset:us-countermeasures"


@pytest.fixture(scope="module")
def shared_out(genratchet):
    done = genratchet("credit", US, *QUICK, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_credit_shares_out_the_change(shared_out):
    assert (shared_out["policy"], shared_out["reference"]) == ("current-law", "no-us-measures")
    assert shared_out["exact"] and shared_out["sets"] == 16 and shared_out["orders"] == 0
    measures = {m["measure"]: m for m in shared_out["measures"]}
    assert set(measures) == {"us-listings", "us-bulk-data", "us-nih", "us-fda"}
    assert measures["us-fda"]["provisions"] == ["us-fda-2025"]
    sums = [sum(values) for values in zip(*(m["by_run"] for m in shared_out["measures"]), strict=True)]
    assert len(sums) == shared_out["replicates"] == 3
    assert sorted(sums)[1] == pytest.approx(shared_out["change"]["median"])
    for measure in shared_out["measures"]:
        assert measure["interplay"] in ("independent", "overlaps", "reinforced", "undecided")
        assert measure["sampling_error"] == 0


def test_the_table_of_credit(genratchet, shared_out):
    done = genratchet("credit", US, *QUICK)
    text = flat(fits(done.stdout))
    assert done.returncode == 0 and "PRELIMINARY: 16 sets of 4 measures x 3 runs; publish with 100." in text
    assert "no evidence of what a measure did or will do" in text
    order = re.findall(r"^(us-[a-z-]+):", done.stdout, re.MULTILINE)
    size = {m["measure"]: abs(m["credit"]["median"]) for m in shared_out["measures"]}
    assert order == sorted(size, key=size.get, reverse=True)


def test_credit_does_not_depend_on_threads(genratchet, shared_out):
    again = genratchet("credit", US, *QUICK, "--json", "--threads", "5")
    assert json.loads(again.stdout) == shared_out


def test_credit_names_what_it_is_compared_with(genratchet):
    done = genratchet("credit", US, *QUICK, "--policy", "listings-only", "--reference", "no-us-measures", "--json")
    told = json.loads(done.stdout)
    assert (told["reference"], [m["measure"] for m in told["measures"]]) == ("no-us-measures", ["us-listings"])
    assert told["measures"][0]["credit"] == told["change"]


def test_a_change_without_direction_has_no_shares(genratchet):
    asked = ["--policy", "listings-only", "--reference", "no-us-measures"]
    assert "?. That change, shared out" in flat(genratchet("credit", US, *QUICK, *asked).stdout)
    told = json.loads(genratchet("credit", US, *QUICK, *asked, "--json").stdout)
    assert told["measures"][0]["share"]["median"] is None and told["measures"][0]["share"]["runs"] == 0
    assert "%" not in genratchet("credit", US, *QUICK, *asked).stdout.split("last\n")[1].split("credit:")[0]


def test_one_rule_off(genratchet):
    done = genratchet("credit", US, *QUICK, "--policy", "listings-only", "--reference", "no-us-measures", "--provisions")
    text = flat(fits(done.stdout))
    assert done.returncode == 0 and "PRELIMINARY: 9 policies x 3 runs" in text
    assert "us-biosecure-2025" in text and "no proof that a rule never matters" in text
    told = json.loads(genratchet("credit", "two-places", "--jurisdiction", "A", "--json").stdout)
    assert [rule["provision"] for rule in told["provisions"]] == ["a-licence", "a-deposit"]
    assert told["jurisdiction"] == "A" and all(rule["no_run_differs"] for rule in told["provisions"])


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["two-places", "--policy", "nobody"], "nobody"),
        (["two-places", "--reference", "both-open"], "--policy ID"),
        (["two-places", "--policy", "both-open", "--reference", "both-open"], "name the reference"),
        (["two-places", "--jurisdiction", "Atlantis"], 'no provision of "Atlantis"'),
        (["two-places", "--orders", "1"], "--orders"),
    ],
)
def test_credit_refuses(genratchet, arguments, said):
    done = genratchet("credit", *arguments)
    assert done.returncode == 2 and said in flat(done.stderr) and done.stdout == ""


def test_dry_runs_count_what_will_run(genratchet):
    told = flat(fits(genratchet("credit", US, *QUICK, "--dry-run").stdout))
    assert "16 policies x 3 runs: 48 runs" in told and "Nothing was run." in told
    told = flat(genratchet("credit", US, *QUICK, "--provisions", "--dry-run").stdout)
    assert "16 policies x 3 runs: 48 runs" in told  # the policy, the reference and 14 without a rule
    told = flat(genratchet("tradeoff", US, *QUICK, "--policy", "reciprocity", "--dry-run").stdout)
    assert "2 policies x 3 runs: 6 runs" in told


def test_tradeoff(genratchet):
    done = genratchet("tradeoff", US, *QUICK)
    text = flat(fits(done.stdout))
    assert done.returncode == 0 and "PRELIMINARY: 8 policies x 3 runs" in text
    assert "Least worst shortfall: in copies" in text and "not for the model to say" in text
    told = json.loads(genratchet("tradeoff", US, *QUICK, "--json").stdout)
    rows = {row["policy"]: row for row in told["policies"]}
    assert rows["current-law"]["change"]["runs"] == 0 and rows["current-law"]["is_reference"]
    least = min(row["shortfall_copies"]["worst"] for row in told["policies"])
    assert told["least_worst_copies"] == [p for p, row in rows.items() if row["shortfall_copies"]["worst"] == least]
    for policy, row in rows.items():
        assert row["shortfall_copies"]["worst"] >= row["shortfall_copies"]["median"] >= 0
        assert 0 <= row["dominated_share"] <= 1 and (row["dominated_by"] is None) == (row["dominated_share"] == 0)
        assert row["dominated"] == (row["dominated_share"] >= 0.9), policy  # of three runs: all of them
        said = f"{policy} by {row['dominated_by']}, in"
        assert (said in text) == (row["dominated_share"] > 0), policy
    full = fits(genratchet("tradeoff", US, *QUICK, "--table", "full").stdout)
    assert "joint projects" in full and "--table full" not in full


def test_equal_policies_do_not_dominate(genratchet):
    world = ["--institutions", "300", "--replicates", "3"]  # where the law ten years earlier changes nothing in any run
    told = json.loads(genratchet("tradeoff", US, *world, "--json").stdout)
    rows = {row["policy"]: row for row in told["policies"]}
    assert rows["current-law-ten-years-earlier"]["change"]["median"] == 0
    assert not rows["current-law-ten-years-earlier"]["dominated"]


def test_tradeoff_says_what_run_says(genratchet, tmp_path):
    run = genratchet("run", US, *QUICK, "--json", "--no-challenge", "--out", tmp_path / "out")
    of_run = {p["policy"]: p for p in json.loads(run.stdout)["policies"]}
    told = json.loads(genratchet("tradeoff", US, *QUICK, "--json").stdout)
    for row in told["policies"]:
        if not row["is_reference"]:
            assert row["change"] == of_run[row["policy"]]["change"]
            assert row["science_cost"] == of_run[row["policy"]]["science_cost"]


@pytest.mark.parametrize("command", ["credit", "tradeoff"])
def test_ctrl_c_ends_them(root, tmp_path, command):
    arguments = [root / "build" / "genratchet", command, US, "--institutions", "4000", "--progress", "bar"]
    running = subprocess.Popen(arguments, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    running.stderr.read(1)  # the first of its bar: it runs
    running.send_signal(signal.SIGINT)
    out, said = running.communicate(timeout=300)
    assert running.returncode == 130 and out == "" and "Interrupted" in said
    assert list(tmp_path.iterdir()) == []
