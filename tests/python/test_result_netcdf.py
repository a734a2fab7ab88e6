"""result.nc as researchers open it: xarray, decoded dates, labels, units."""

import csv
import json

import pytest

xr = pytest.importorskip("xarray")


@pytest.fixture(scope="module")
def result(genratchet, tmp_path_factory):
    """The directory of a small run."""
    where = tmp_path_factory.mktemp("result") / "out"
    done = genratchet("run", "preset:two-places", "--replicates", 4, "--out", where)
    assert done.returncode == 0, done.stderr
    return where


@pytest.fixture(scope="module")
def dataset(result):
    with xr.open_dataset(result / "result.nc") as opened:
        yield opened.load()


def test_dates_are_decoded(dataset):
    assert str(dataset.time.values[0])[:10] == "2005-01-01"
    assert str(dataset.time.values[-1])[:10] == "2014-12-01"
    assert dataset.sizes["time"] == 120
    assert list(dataset.year.values) == list(range(2005, 2015))
    assert dataset.held_us_in_cn.sel(time="2014-12").sizes["time"] == 1


def test_axes_have_labels(dataset):
    assert list(dataset.policy.values) == ["asymmetric", "both-open", "b-closes-too"]
    assert list(dataset.replicate.values) == [0, 1, 2, 3]
    assert dataset.held_persons.dims == ("policy", "replicate", "year", "holder", "origin", "kind")
    assert dataset.reach_persons.dims == ("policy", "replicate", "year", "holder", "access", "origin", "kind")
    assert "channel" in dataset.first_acquired_persons.dims
    assert dataset.openness.dims == ("policy", "replicate", "year", "from", "to", "outcome")
    assert dataset.open_science_cost.dims[-2:] == ("bloc", "item")
    assert dataset.parameter_draw.dims == ("replicate", "parameter")
    assert {"expected", "open", "request", "compelled"} <= set(dataset.access.values)


def test_every_variable_says_what_it_is(dataset):
    for name, variable in dataset.drop_vars("time_bounds").data_vars.items():
        assert variable.attrs.get("units"), name
        assert variable.attrs.get("long_name"), name
    assert dataset.attrs["Conventions"] == "CF-1.8"
    assert "20" not in dataset.attrs["history"]  # no date: the same run, the same file


def test_numbers_are_there(dataset):
    assert not dataset.held_persons.isnull().any()
    produced = dataset.produced_persons.sum(["origin", "kind"])
    assert (produced.isel(year=-1) > 0).all()
    # of no origin and kind can a place hold more persons than were sequenced
    assert (dataset.held_persons.isel(holder=0) <= dataset.produced_persons).all()
    # the reference costs nothing against itself
    assert (dataset.open_science_cost.sel(policy="asymmetric") == 0).all()


def test_the_rest_of_the_directory(result):
    provenance = json.loads((result / "provenance.json").read_text())
    assert len(provenance["result_hash"]) == 64 and provenance["replicates"] == 4
    assert json.loads((result / "scenario.json").read_text())["policies"]
    assert json.loads((result / "summary.json").read_text())["replicates"] == 4
    with open(result / "summary.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["policy"] for row in rows} == {"asymmetric", "both-open", "b-closes-too"}
    # the asymmetry is absent from a run in which one side has too few persons to speak of
    assert all(row["runs"] == "4" for row in rows if row["output"] != "asymmetry")


def test_summary_is_of_the_dataset(result, dataset):
    with open(result / "summary.csv", newline="") as file:
        row = next(r for r in csv.DictReader(file) if r["output"] == "produced_us" and r["policy"] == "both-open" and r["time"] == "2014-12")
    values = dataset.produced_us.sel(policy="both-open", time="2014-12").squeeze()
    assert float(row["median"]) == pytest.approx(float(values.median()))
    assert float(row["high"]) == pytest.approx(float(values.quantile(0.95)))
