"""A scenario with a posterior, from its file to the result and back; forecasts of one's own points."""

import hashlib
import json

import pytest

from screens import fits, flat

SAMPLE = {
    "title": "By hand", "made_by": {"command": "none", "seed": 1}, "design_seed": 5, "parameters": ["detection", "worth"],
    "rows": [[0.02, 1], [0.03, 2], [0.04, 3], [0.05, 4]],
}  # fmt: skip
MINE = {"extends": "preset:two-places", "title": "Mine", "draw_parameters": True, "posterior": "sample.json", "replicates": 4}
FEW = ["--institutions", "200", "--replicates", "2"]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "sample.json").write_text(json.dumps(SAMPLE))
    (tmp_path / "mine.json").write_text(json.dumps(MINE))
    return tmp_path


def run(genratchet, folder, *arguments):
    done = genratchet(*arguments, cwd=folder)
    assert done.returncode == 0, done.stderr
    return done


def test_a_result_carries_its_posterior(genratchet, folder):
    told = run(genratchet, folder, "run", "mine.json", "--out", "one", "--no-challenge")
    assert "Parameters: posterior of 2 fitted, the rest from priors." in told.stdout
    (folder / "sample.json").unlink()  # the result needs it no more
    assert "result hash" in run(genratchet, folder, "verify", "one").stdout
    run(genratchet, folder, "run", "one/scenario.json", "--out", "two", "--no-challenge")
    hashes = {json.loads((folder / name / "provenance.json").read_text())["result_hash"] for name in ("one", "two")}
    assert len(hashes) == 1
    prior = run(genratchet, folder, "run", "one/scenario.json", "--out", "three", "--no-challenge", "--prior")
    assert "Parameters: every one from its prior (--prior)." in prior.stdout
    assert "posterior" not in (folder / "three/scenario.json").read_text()
    assert "Parameters:" not in run(genratchet, folder, "run", "mine.json", "--dry-run", "--prior", "--defaults").stdout
    assert "Parameters:" not in run(genratchet, folder, "run", "preset:two-places", "--dry-run", "--prior").stdout  # it has none
    said = run(genratchet, folder, "compare", "one", "three").stdout
    assert "only in A: 4 rows of 2 parameters" in said and "drawn from the posterior ->" in said


def test_screens_say_what_was_fitted(genratchet, folder):
    shown = flat(run(genratchet, folder, "show", "worth", "--scenario", "mine.json").stdout)
    assert "Fitted posterior median 2.5; 90 % between 1.15 and 3.85" in shown
    assert "more than the posterior has rows (4)" in flat(run(genratchet, folder, "hindcast", "mine.json", "--replicates", "5").stderr)
    typed = run(genratchet, folder, "run", "preset:two-places", "--set", "draw_parameters=true", "--set", "posterior=sample.json",
                "--replicates", "2", "--dry-run")  # fmt: skip
    assert "posterior of 2 fitted" in typed.stdout


def test_points_of_ones_own_are_forecast(genratchet, folder):
    (folder / "points.csv").write_text("series,date,value\r\nega.bytes,2030-06-30,0.5\r\n")  # the last value known: nobody is nearer
    name = ["hindcast", "preset:us-countermeasures", *FEW, "--against", "points.csv"]
    text = fits(run(genratchet, folder, *name).stdout)
    assert text.index("ega.bytes (last value") < text.index("ega.bytes, PB")
    assert "200 institutions, each for 100: a small world" in text and "judge the fit at full size." in flat(text)
    points = json.loads(run(genratchet, folder, *name, "--json").stdout)["ega.bytes"]
    [point] = [p for p in points if p.get("role") == "hindcast"]
    assert point["date"] == "2030-06" and point["observed"] == 0.5
    fitted = [p for p in points if p.get("role") == "calibrate"]
    assert point["naive"]["last value"]["value"] == fitted[-1]["observed"] and "naive" not in fitted[0]
    assert point["naive"]["linear"]["crps"] == pytest.approx(abs(point["naive"]["linear"]["value"] - 0.5))


def test_predictions_are_the_same_bytes_and_know_nothing_observed(genratchet, folder):
    (folder / "points.csv").write_text("series,date,value\nega.bytes,2030-05,60\n")
    name = ["hindcast", "preset:us-countermeasures", *FEW, "--forecasts"]
    told = run(genratchet, folder, *name, "a.json").stdout
    run(genratchet, folder, *name, "b.json", "--threads", "1", "--against", "points.csv")
    data = (folder / "a.json").read_bytes()
    assert data == (folder / "b.json").read_bytes() and hashlib.sha256(data).hexdigest() in told
    written = json.loads(data)
    assert list(written)[5:9] == ["seed", "institutions", "parameters", "law_to"]
    assert written["institutions"] == 200 and written["parameters"] == "posterior"
    assert f"law announced by {written['law_to']}" in told
    assert {p["date"][-2:] for s in written["series"].values() for p in s["points"]} == {"06", "12"}
    assert all(len(p["quantiles"]) == 19 and p["quantiles"][9] == p["mid"] for s in written["series"].values() for p in s["points"])
    refused = genratchet(*name, "a.json", cwd=folder)
    assert refused.returncode == 2 and "left alone" in refused.stderr and (folder / "a.json").read_bytes() == data


def test_predictions_say_what_they_are_made_of(genratchet, folder):
    name = ["hindcast", "preset:us-countermeasures", "--institutions", "100", "--replicates", "1", "--forecasts"]
    run(genratchet, folder, *name, "a.json", "--prior", "--as-of", "2020-03-15")
    run(genratchet, folder, "hindcast", "preset:two-places", "--replicates", "1", "--forecasts", "b.json", "--defaults")
    a, b = (json.loads((folder / file).read_text()) for file in ("a.json", "b.json"))
    assert (a["institutions"], a["parameters"], a["law_to"]) == (100, "prior", "2020-03")
    assert b["parameters"] == "defaults"
