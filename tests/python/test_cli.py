"""The command line: exit codes, streams, 80 columns, and screens that say what they should."""

import json
import os
import re
import signal
import subprocess

import pytest
import xarray

from screens import fits, flat

SMALL = ["preset:two-places", "--replicates", "4", "--threads", "1"]
ASKED = "--origin US --kind prenatal --channel service --from US --to CN --date 2026-03 --persons 500".split()


@pytest.fixture(scope="module")
def small_run(genratchet, tmp_path_factory):
    folder = tmp_path_factory.mktemp("run")
    done = genratchet("run", *SMALL, "--out", folder / "result", cwd=folder)
    assert done.returncode == 0, done.stderr
    return done, folder / "result"


def test_version_and_help(genratchet):
    assert re.fullmatch(r"GenRatchet \d+\.\d+\.\d+\n", genratchet("--version").stdout)
    commands = "run delay premium explain check hindcast schema list doctor".split()
    for command in [*([name] for name in commands), ["law", "list"], ["law", "diff"], ["law", "coverage"]]:
        shown = genratchet(*command, "--help")
        assert shown.returncode == 0
        assert shown.stderr == ""
        assert "Example:" in shown.stdout and "genratchet " + " ".join(command) in shown.stdout


@pytest.mark.parametrize(
    "arguments, said",
    [
        ([], "no command"),
        (["rum"], 'Did you mean "run"?'),
        (["run"], "scenario"),
        (["run", *SMALL, "--replicate", "3"], 'Did you mean "--replicates"?'),
        (["run", "preset:two-place"], 'Did you mean "two-places"?'),
        (["run", *SMALL, "--policy", "both-opem"], 'Did you mean "both-open"?'),
        (["run", *SMALL, "--set", "seed"], "path=value"),
        (["run", *SMALL, "--replicates", "0"], "--replicates"),
        (["law", "list", "--date", "2026-13"], "is not a month"),
        (["law", "diff", "2026-01"], "two dates"),
        (["explain", *ASKED[:-2], "--tier", "opne"], 'Did you mean "open"?'),
        (["delay", *SMALL, "--measure", "b-close"], 'Did you mean "b-closes"?'),
    ],
)
def test_usage_errors(genratchet, tmp_path, arguments, said):
    done = genratchet(*arguments, cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert said in flat(done.stderr)
    assert list(tmp_path.iterdir()) == []


def test_both_ends_of_a_range_have_their_unit(genratchet, tmp_path):
    done = genratchet("run", "preset:two-places", "--replicates", "20", "--out", tmp_path / "out")
    ranges = re.findall(r"\(([^()]* to [^()]*)\)", done.stdout.replace("\n", " "))
    assert ranges
    for low, high in (text.split(" to ") for text in ranges):
        if re.search(r"[kMG]$", high) and float(re.sub(r"[^0-9.]", "", low)) > 0:
            assert re.search(r"[kMG]$", low) or float(re.sub(r"[^0-9.]", "", low)) < 1000, (low, high)


def test_the_table_of_a_run(small_run):
    done, result = small_run
    lines = fits(done.stdout).splitlines()
    assert lines[0].startswith("two-places 2005-01..2014-12  GenRatchet ")
    assert lines[1] == "PRELIMINARY: 3 policies x 4 runs; publish with 100. Range = 90 % of runs."
    text = flat(done.stdout)
    assert "copies of the whole genomes of" in text
    assert re.search(r"^asymmetric .*, the reference ", done.stdout, re.MULTILINE)
    assert re.search(r"^b-closes-too +(-|no change)", done.stdout, re.MULTILINE)  # a stricter B never gives more
    assert "Set to zero for want of evidence: theft, acquisitions, equipment, brokers." in text
    assert f"Result {result}" in lines
    assert lines[-1] == "Next   genratchet run preset:two-places --threads 1 --replicates 100"
    for word in ("confidence interval", "predict", "significan", "status quo"):
        assert word not in done.stdout.lower()
    assert done.stderr == ""  # no terminal: no progress


def test_the_coverage_of_a_result(genratchet, small_run):
    _, result = small_run
    policy = json.loads((result / "scenario.json").read_text())["reference"]
    rows = json.loads((result / "coverage.json").read_text())[policy]
    said = genratchet("law", "coverage", result)
    assert said.returncode == 0
    bound = [row for row in rows if row["transfers"] or row["standing"]]
    assert f"{len(bound)} of {len(rows)} provision" in flat(fits(said.stdout))
    assert all(row["provision"] in said.stdout for row in rows)
    as_json = json.loads(genratchet("law", "coverage", result, "--json").stdout)
    assert {p["id"]: p["transfers"] for p in as_json} == {row["provision"]: row["transfers"] for row in rows}


def test_the_result_of_a_run(small_run):
    _, result = small_run
    names = {path.name for path in result.iterdir()}
    assert {"result.nc", "summary.csv", "summary.json", "scenario.json", "provenance.json"} <= names
    assert os.listdir(result.parent) == [result.name]  # nothing temporary is left


def test_threads_change_no_number(genratchet, small_run, tmp_path):
    _, result = small_run
    again = genratchet("run", *SMALL[:-1], "2", "--out", tmp_path / "two", cwd=tmp_path)
    assert again.returncode == 0
    for name in ("summary.csv", "summary.json"):
        assert (tmp_path / "two" / name).read_bytes() == (result / name).read_bytes()
    hashes = [json.loads((folder / "provenance.json").read_text())["result_hash"] for folder in (result, tmp_path / "two")]
    assert hashes[0] == hashes[1]


def test_flags_that_change_a_run(genratchet, tmp_path):
    one = genratchet("run", *SMALL, "--policy", "b-closes-too", "--out", "one", "--table", "full", cwd=tmp_path)
    assert one.returncode == 0, one.stderr
    fits(one.stdout)
    assert "2 policies x 4 runs" in one.stdout
    assert "both-open" not in one.stdout
    other = genratchet("run", *SMALL, "--reference", "both-open", "--json", "--out", "other", "--seed", "7", cwd=tmp_path)
    assert other.returncode == 0, other.stderr
    json.loads(other.stdout)
    assert "Result" in other.stderr
    assert json.loads((tmp_path / "other" / "scenario.json").read_text())["seed"] == 7
    wrong = genratchet("run", *SMALL, "--set", "sed=1", cwd=tmp_path)
    assert wrong.returncode == 3
    assert wrong.stdout == ""
    assert "--set sed=1: error: unknown key" in wrong.stderr and "1 error. Nothing was run." in wrong.stderr


def test_origins_by_place_on_request(genratchet, tmp_path):
    by = {}
    for detail in ("blocs", "places"):
        out = tmp_path / detail
        done = genratchet("run", "preset:us-countermeasures", "--set", "institutions=200", "--set", "end=2008-12", "--set",
                          'report=["2008-12"]', "--replicates", "1", "--detail", detail, "--out", out)
        assert done.returncode == 0, done.stderr
        with xarray.open_dataset(out / "result.nc") as data:
            by[detail] = data.held_persons.load()
    places, blocs = by["places"], by["blocs"]
    assert "TH" in places.origin.values and "TH" not in blocs.origin.values
    assert places.sizes["origin"] > blocs.sizes["origin"]
    assert (places.sum("origin") == blocs.sum("origin")).all()


def test_a_dry_run_writes_nothing(genratchet, tmp_path):
    done = genratchet("run", *SMALL, "--dry-run", cwd=tmp_path)
    assert done.returncode == 0
    for word in ("runs ", "time ", "memory ", "disk ", "Nothing was run."):
        assert word in fits(done.stdout)
    assert list(tmp_path.iterdir()) == []


def test_progress_only_where_it_is_asked_for(genratchet, tmp_path):
    done = genratchet("run", *SMALL, "--progress", "bar", cwd=tmp_path)
    assert re.search(r"[\r\n]\[=* *\] +\d+ %  [\d,]+ of [\d,]+ months", done.stderr)
    assert "months" not in done.stdout.split("\n")[-1]


def test_ctrl_c_leaves_nothing_behind(genratchet, root, tmp_path):
    executable = os.environ.get("GENRATCHET", root / "build" / "genratchet")
    command = [str(executable), "run", "preset:two-places", "--replicates", "100000", "--progress", "bar"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.stderr.read(1)  # the bar appears once the run is under way
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=300)
    assert running.returncode == 130
    assert out == b""
    assert b"Interrupted" in err and b"Again: genratchet run preset:two-places --replicates 100000" in err
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


FAULTY = """{
  "title": "What if?",
  "extends": "preset:us-countermeasures",
  "reference": "curent-law",
  "policies": {
    "current-law": {},
    "no-threshold": {
      "starts_from": "current-law",
      "amend": {
        "us-bulk-data-rule": {
          "announced": "2026-09",
          "effective": "2027-13",
          "aplies": { "persons_over": { "count": 0, "months": 12 } }
        }
      }
    }
  }
}
"""


def test_check_on_a_faulty_file(genratchet, tmp_path):
    (tmp_path / "my-policy.json").write_text(FAULTY)
    done = genratchet("check", "my-policy.json", cwd=tmp_path)
    assert done.returncode == 3
    assert done.stderr == ""
    out = fits(done.stdout)
    assert out.startswith('my-policy.json:4:16: error: reference "curent-law" is not a policy here.\n    Did you mean "current-law"?')
    assert 'my-policy.json:12:24: error: "2027-13" is not a month. Write YYYY-MM, 01 to 12.\n' in out
    assert "\n    at policies.no-threshold.amend.us-bulk-data-rule.effective\n" in out
    assert 'my-policy.json:13:11: error: unknown key "aplies". Did you mean "applies"?\n' in out
    assert re.search(r"\n3 errors, \d warnings?\. Nothing was run\.  Help: genratchet show keys\n$", out)
    problems = json.loads(genratchet("check", "my-policy.json", "--json", cwd=tmp_path).stdout)["problems"]
    assert {p["path"] for p in problems} >= {"/policies/no-threshold/amend/us-bulk-data-rule/effective"}
    run = genratchet("run", "my-policy.json", cwd=tmp_path)
    assert run.returncode == 3
    assert run.stdout == ""
    assert "3 errors. Nothing was run." in run.stderr


def test_check_on_good_files(genratchet, tmp_path):
    done = genratchet("check", "preset:us-countermeasures")
    assert done.returncode == 0
    assert "is valid: 8 policies, reference current-law" in flat(fits(done.stdout))
    corrected = FAULTY.replace("curent", "current").replace("2027-13", "2027-01").replace("aplies", "applies")
    (tmp_path / "mine.json").write_text(corrected)
    warned = genratchet("check", "mine.json", cwd=tmp_path)
    assert warned.returncode == 0
    assert "warning: " in warned.stdout and "0 errors, 1 warning. mine.json is valid: 2 policies" in flat(fits(warned.stdout))


def test_every_preset_is_listed_and_valid(genratchet):
    presets = json.loads(genratchet("list", "--json").stdout)
    names = [preset["name"] for preset in presets]
    assert {"us-countermeasures", "two-places", "asymmetry-premium"} <= set(names)
    assert all(name in genratchet("list").stdout for name in names)
    for name in names:
        done = genratchet("check", name)
        assert done.returncode == 0, done.stdout


def test_explaining_the_bulk_data_rule(genratchet):
    done = genratchet("explain", *ASKED)
    assert done.returncode == 0
    out = fits(done.stdout)
    words = flat(out)
    assert out.startswith("PROHIBITED in advance, by 1 provision")
    assert "policy current-law, 2026-03" in out
    assert "500 US persons, prenatal, testing service, US to CN" in out
    assert "You did not say, assumed: private funding; closed data; recipient not listed" in words
    assert re.search(r"DECIDES +us-bulk-data-rule +28 CFR 202\.303, since 2025-04-08 +evidence A\n", out)
    assert "USD 368,136" in out
    assert "In practice:" in out and "fitted: the posterior of this scenario." in words
    assert "ASSUMPTION, no evidence found." in flat(genratchet("explain", *ASKED, "--set", "posterior=null").stdout)
    assert "cn-intelligence-2017" in out and "more: --table full" in out
    assert "us-biosecure-2025" in fits(genratchet("explain", *ASKED, "--table", "full").stdout)
    for change in ("100 persons or fewer -> free", "before 2025-04-08 -> free", "28 CFR 202.504"):
        assert change in words
    assert "not legal advice" in out


def test_explaining_otherwise(genratchet):
    few = genratchet("explain", "us-countermeasures", *ASKED[:-1], "100")
    assert few.stdout.startswith("FREE")
    granted = genratchet("explain", *ASKED, "--funding", "federal", "--policy", "current-law")
    assert granted.stdout.startswith("FREE") and "exempt: federally-funded" in flat(granted.stdout)
    told = json.loads(genratchet("explain", *ASKED, "--json").stdout)
    assert told["outcome"] == "prohibited"
    assert [provision["id"] for provision in told["decides"]] == ["us-bulk-data-rule"]
    assert told["decides"][0]["sources"][0]["grade"] == "A"
    without = genratchet("explain", *ASKED, "--policy", "no-us-measures", "--table", "full")
    assert fits(without.stdout).startswith("FREE")
    open_data = genratchet("explain", "--origin", "US", "--kind", "human_research", "--channel", "download", "--from", "US",
                           "--to", "CN", "--date", "2028-01", "--policy", "full-closure")
    assert "at ncbi, dbgap, ena or ddbj -> refused" in flat(fits(open_data.stdout))  # no archive was named
    plain = genratchet("explain", "--kind", "research", "--channel", "request", "--from", "china", "--to", "us")
    assert plain.returncode == 0, plain.stderr
    assert "people of CN" in flat(fits(plain.stdout))


def test_law(genratchet):
    now = fits(genratchet("law", "list", "--date", "2026-03").stdout)
    assert "us-bulk-data-rule" in now and "2025-04-08" in now
    assert "us-bulk-data-rule" not in genratchet("law", "list", "--date", "2020-01").stdout
    full = fits(genratchet("law", "list", "--date", "2026-03", "--table", "full").stdout)
    assert "28 CFR 202.303" in full
    changed = fits(genratchet("law", "diff", "2025-01", "2025-06").stdout)
    assert "+ us-bulk-data-rule  since 2025-04-08" in changed
    between = fits(genratchet("law", "diff", "--policy", "current-law", "--policy", "no-us-measures").stdout)
    assert "- us-bulk-data-rule" in between
    ids = {p["id"] for p in json.loads(genratchet("law", "list", "--date", "2026-03", "--json").stdout)}
    assert "us-bulk-data-rule" in ids
    covered = genratchet("law", "coverage", "preset:two-places", "--policy", "b-closes-too")
    assert covered.returncode == 0
    assert "5 of 5 provisions" in fits(covered.stdout)
    late = genratchet("law", "coverage", "preset:two-places", "--policy", "b-closes-too", "--set", "end=2009-12", "--set",
                      'report=["2009-12"]')
    assert "b-closes" in fits(late.stdout) and "never in force during the run" in late.stdout


def test_hindcast(genratchet):
    shown = genratchet("hindcast", *SMALL)
    assert shown.returncode == 0, shown.stderr
    assert "Ratio = model / observed" in fits(shown.stdout) and "small world" not in shown.stdout
    series = json.loads(genratchet("hindcast", *SMALL, "--json").stdout)
    points = series["sra.open_bases"]
    assert [point["date"] for point in points if point["date"].endswith(("-06", "-12"))][:2] == ["2005-06", "2005-12"]
    assert {"date", "mid", "low", "high", "unit"} <= set(points[0])
    assert any("observed" in point and "role" in point for point in points)


def test_rivals_of_nothing_decided(genratchet):
    name = ["rivals", "preset:us-countermeasures", "--rival", "quality-feedback", "--institutions", "100", "--replicates", "2"]
    told = fits(genratchet(*name, "--policy", "current-law").stdout)
    assert "\nNo conclusion could be tested" in told and "REVERSED" not in told
    assert "(such as --policy no-us-measures)" in flat(told) and "Was not decided in the full model:" in told
    decided = fits(genratchet(*name, "--policy", "no-us-measures").stdout)
    assert "No conclusion could be tested" not in decided and "Holds under every rival:" in decided


def test_words_of_the_fit_can_be_looked_up(genratchet):
    words = ["posterior", "prior", "fitted", "crps", "naive forecast", "role", "in-sample", "contraction", "emulator", "likelihood ratio"]
    for word in words:
        [entry] = json.loads(genratchet("show", word, "--json").stdout)
        assert entry["kind"] == "word" and len(entry["title"]) > 40, word


def test_delay(genratchet):
    shown = genratchet("delay", *SMALL, "--measure", "b-closes", "--years", "0:2")
    assert shown.returncode == 0, shown.stderr
    assert "Already held when it came" in fits(shown.stdout)
    told = json.loads(genratchet("delay", *SMALL, "--measure", "b-closes", "--years", "0:2", "--json").stdout)
    assert [point["years"] for point in told["points"]] == [0, 1, 2]
    costs = [point["cost"]["median"] for point in told["points"]]
    assert costs == sorted(costs)  # what B gives away in the years of delay is never given back


def test_premium_needs_its_worlds(genratchet):
    lacking = genratchet("premium", *SMALL)
    assert lacking.returncode == 2
    assert "no-us-measures" in lacking.stderr


def test_schema_and_doctor(genratchet, tmp_path):
    assert json.loads(genratchet("schema").stdout)["$schema"].startswith("https://json-schema.org/draft/2020-12")
    assert genratchet("schema", "--out", "s.json", cwd=tmp_path).stdout == ""
    json.loads((tmp_path / "s.json").read_text())
    well = genratchet("doctor", cwd=tmp_path)
    assert well.returncode == 0, well.stdout
    for word in ("GenRatchet", "compiler", "threads", "memory", "NetCDF", "CLI11", "scenarios", "writable"):
        assert word in fits(well.stdout)
    assert json.loads(genratchet("doctor", "--json", cwd=tmp_path).stdout)["scenarios"]["ok"]


def test_no_colour_without_a_terminal(small_run, genratchet):
    assert "\033" not in small_run[0].stdout + genratchet("explain", *ASKED).stdout


def test_observations_that_are_not_there_are_a_mistake_of_use(genratchet):
    done = genratchet("hindcast", "preset:us-countermeasures", "--against", "nosuch.csv")
    assert done.returncode == 2 and done.stdout == ""
    assert "nosuch.csv does not exist." in done.stderr
