"""A result as others take it: result.nc by CF, verified where it lies, cited."""

import csv
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import netCDF4
import pytest
import xarray
import yaml

from screens import flat

SMALL = ["preset:two-places", "--replicates", "3", "--threads", "1", "--quiet"]
SHRUNKEN = ["preset:us-countermeasures", "--set", "institutions=200", "--set", "end=2012-06", "--set",
            'report=["2010-06", "2012-06"]', "--replicates", "2", "--quiet"]  # fmt: skip
COLUMNS = "output,policy,reference,holder,origin,kind,time,unit,median,low,high,change,change_low,change_high,runs"


def run(genratchet, folder, *arguments):
    done = genratchet("run", *arguments, "--out", folder, cwd=folder.parent)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def small(genratchet, tmp_path_factory):
    return run(genratchet, tmp_path_factory.mktemp("small") / "result", *SMALL)


@pytest.fixture(scope="module")
def shrunken(genratchet, tmp_path_factory):
    return run(genratchet, tmp_path_factory.mktemp("shrunken") / "result", *SHRUNKEN)


@pytest.fixture(params=["small", "shrunken"])
def each(request):
    return request.getfixturevalue(request.param)


def test_cf_by_the_compliance_checker_in_strict_mode(each, tmp_path):
    """With the table of standard names that the checker brings: no network."""
    checker = Path(sys.executable).parent / "compliance-checker"
    flags = ["--test", "cf:1.8", "--criteria", "strict", "--format", "json", "--output", tmp_path / "report.json"]
    done = subprocess.run([checker, *flags, each / "result.nc"], capture_output=True, text=True)
    report = json.loads((tmp_path / "report.json").read_text())["cf:1.8"]
    findings = [message for level in ("high", "medium", "low") for check in report[f"{level}_priorities"]
                if check["value"][0] < check["value"][1] for message in check["msgs"]]  # fmt: skip
    assert findings == []
    assert report["scored_points"] == report["possible_points"] > 100
    assert done.returncode == 0, done.stdout + done.stderr
    assert "exceptions occurred" not in done.stderr


def test_every_variable_has_unit_name_and_definition(each):
    with netCDF4.Dataset(each / "result.nc") as file:
        for name, variable in file.variables.items():
            if name == "time_bounds":  # CF: bounds take these from what they bound
                continue
            attributes = variable.ncattrs()
            assert {"long_name", "comment"} <= set(attributes) and variable.comment and variable.long_name, name
            assert "units" in attributes or variable.dtype == "S1", name
            if variable.ndim > 1 and variable.dtype != "S1":
                assert variable.unit_name, name


def test_every_coordinate_is_used_and_numbers_rise(each):
    with xarray.open_dataset(each / "result.nc") as data:
        used = {name for variable in data.data_vars.values() for name in variable.dims}
        assert used - {"bound"} == set(data.indexes)
        for name, index in data.indexes.items():
            assert index.is_unique, name
            if index.dtype != object:
                assert index.is_monotonic_increasing, name
        months = data.time_bounds.values
        assert (months[1:, 0] == months[:-1, 1]).all() and (months[:, 0] == data.time.values).all()


def test_the_axes_of_the_named_arrays(each):
    """The names and axes that INTERFACES promises."""
    axes = {
        "held_us_in_cn": "policy replicate time",
        "held_persons": "policy replicate year holder origin kind",
        "held_bases": "policy replicate year holder origin kind",
        "reach_persons": "policy replicate year holder access origin kind",
        "reach_bases": "policy replicate year holder access origin kind",
        "first_acquired_persons": "policy replicate year holder channel origin kind",
        "openness": "policy replicate year from to outcome",
        "asymmetry": "policy replicate time",
        "premium": "replicate part time",
        "open_science_cost": "policy replicate year bloc item",
        "repository_bytes": "policy replicate year repository",
        "repository_institutions": "policy replicate year repository",
        "parameter_draw": "replicate parameter",
        "held_persons_by_place_mean": "policy year holder place kind",
        "held_persons_by_place_quantile": "policy quantile year holder place kind",
    }
    with xarray.open_dataset(each / "result.nc") as data:
        assert {name: " ".join(data[name].dims) for name in axes} == axes
        assert dict(zip(data.item.values, data.item_unit.values))["reach_person_months"] == "person-months"
        assert dict(zip(data.parameter.values, data.parameter_unit.values))["nu_other"]


def test_by_place_are_statistics_of_what_blocs_hold(shrunken):
    scenario = json.loads((shrunken / "scenario.json").read_text())
    bloc = [place.get("bloc") for place in scenario["places"].values()]
    with xarray.open_dataset(shrunken / "result.nc") as data:
        assert list(data.place.values) == list(scenario["places"])
        mean = data.held_persons_by_place_mean.assign_coords(place=bloc).groupby("place").sum("place", min_count=1)
        expected = data.held_persons.mean("replicate").rename(origin="place").sel(place=mean.place)
        for year in (2010, 2012):  # of the report dates
            xarray.testing.assert_allclose(mean.sel(year=year), expected.sel(year=year).transpose(*mean.sel(year=year).dims))
        assert data.held_persons_by_place_mean.sel(year=2011).isnull().all()
        low, middle, high = (data.held_persons_by_place_quantile.sel(quantile=q, year=2012) for q in (0.05, 0.5, 0.95))
        assert (low <= middle).all() and (middle <= high).all() and (low < high).any()


def test_routes_stand_at_the_holders_that_are_followed(shrunken):
    with xarray.open_dataset(shrunken / "result.nc") as data:
        first = data.first_acquired_persons.isel(year=-1)
        assert first.sel(holder=["CN", "US"]).notnull().all()
        assert first.drop_sel(holder=["CN", "US"]).isnull().all()
        # each person whom a side ever had came by one first route
        routes, held = first.sum("channel"), data.held_persons.isel(year=-1)
        human = [kind for kind in data.kind.values if kind != "other_omics"]
        for holder, origin in (("CN", "US"), ("US", "CN")):
            at = dict(holder=holder, origin=origin, kind=human)
            assert (routes.sel(at) == held.sel(at)).all()


def test_the_columns_of_the_summary(each):
    text = (each / "summary.csv").read_text()
    assert text.splitlines()[0] == COLUMNS
    rows = list(csv.DictReader(text.splitlines()))
    keys = [tuple(row[k] for k in ("output", "policy", "holder", "origin", "kind", "time")) for row in rows]
    assert len(set(keys)) == len(keys)
    units = {row["output"].rsplit(".", 1)[-1]: row["unit"] for row in rows if row["output"].startswith("science.")}
    assert units["reach_person_months"] == "person-months"


def test_what_open_science_loses_is_summed_up(small):
    with open(small / "summary.csv", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["output"].startswith("open_science_cost.")]
    assert {row["unit"] for row in rows} >= {"person-months"}
    of_policies = [row for row in rows if row["policy"] != row["reference"]]
    assert of_policies and all(row["median"] == row["change"] for row in of_policies)
    assert {row["median"] for row in rows if row["policy"] == row["reference"]} == {"0"}


def test_provenance_lists_the_files(each):
    provenance = json.loads((each / "provenance.json").read_text())
    assert {"version", "commit", "scenario_sha256", "seed", "generator", "result_hash"} <= set(provenance)
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in each.iterdir()}
    del files["provenance.json"]
    assert provenance["files"] == files
    assert provenance["scenario_sha256"] == files["scenario.json"]


@pytest.mark.parametrize(
    "flags",
    [
        [],
        ["--policy", "b-closes-too", "--reference", "both-open"],
        ["--set", "parameters.leak=0.2", "--set", "policies.both-open.title=Öffnung", "--seed", "18446744073709551615"],
        ["--as-of", "2009-03-15"],
        ["--defaults", "--detail", "places"],
    ],
)
def test_a_result_verifies_after_it_was_moved(genratchet, tmp_path, flags):
    result = run(genratchet, tmp_path / "result", *SMALL, *flags).rename(tmp_path / "moved")
    done = genratchet("verify", result, cwd="/")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "verifies" in done.stdout and "DIFFERS" not in done.stdout
    assert genratchet("check", result / "scenario.json").returncode == 0


def test_the_headline_scenario_verifies(genratchet, shrunken, tmp_path):
    assert genratchet("verify", shrunken, "--threads", "2").returncode == 0
    dated = run(genratchet, tmp_path / "dated", *SHRUNKEN, "--as-of", "2008-03", "--policy", "full-closure",
                "--reference", "no-us-measures", "--defaults", "--seed", "9")  # fmt: skip
    done = genratchet("verify", dated)
    assert done.returncode == 0, done.stdout


def test_what_was_tampered_with_is_named(genratchet, tmp_path):
    result = run(genratchet, tmp_path / "result", *SMALL)
    with netCDF4.Dataset(result / "result.nc", "a") as file:
        file["held_persons"][0, 0, 3] += 1
    done = genratchet("verify", result)
    assert done.returncode == 5
    assert "does NOT verify" in flat(done.stdout) and "DIFFERS  result.nc" in done.stdout
    assert all(len(line) <= 80 for line in done.stdout.splitlines() if str(tmp_path) not in line)
    told = json.loads(genratchet("verify", result, "--json").stdout)
    assert not told["verified"] and [p for p, part in told["parts"].items() if not part["same"]] == ["result.nc"]
    nothing = genratchet("verify", tmp_path)
    assert nothing.returncode == 2 and "is not the folder of a result" in flat(nothing.stderr)


CFF_KEYS = {"cff-version", "message", "title", "authors", "type", "abstract", "version", "license", "keywords",
            "identifiers", "references"}  # fmt: skip


def citation_file(text):
    """What the schema of CFF 1.2.0 requires of the keys we use; its validator does not install beside the rest."""
    cff = yaml.safe_load(text)
    assert {"cff-version", "message", "title", "authors"} <= set(cff) <= CFF_KEYS
    assert cff["cff-version"] == "1.2.0" and cff["type"] in ("software", "dataset")
    for person in cff["authors"]:
        assert set(person) == {"name"} and isinstance(person["name"], str) and person["name"]
    for identifier in cff.get("identifiers", []):
        assert set(identifier) == {"type", "value", "description"} and identifier["type"] == "other"
    for reference in cff.get("references", []):
        assert {"type", "title", "authors"} <= set(reference) <= {"type", "title", "authors", "version", "commit", "year"}
    assert "doi" not in text.lower() and "http" not in text
    return cff


def test_the_citation_file_of_the_program(genratchet, root):
    cff = citation_file((root / "CITATION.cff").read_text())
    assert f"GenRatchet {cff['version']}" == genratchet("--version").stdout.strip()
    licence = (root / "LICENSE").read_text()
    assert cff["license"] == "MIT" and licence.startswith("MIT License")
    assert cff["authors"][0]["name"] in licence


def test_citing_a_result(genratchet, small, root, tmp_path):
    provenance = json.loads((small / "provenance.json").read_text())
    hashes = provenance["scenario_sha256"], provenance["result_hash"]
    text = genratchet("cite", small, "--format", "text").stdout
    assert all(len(line) <= 80 for line in text.splitlines())
    assert text.startswith("GenRatchet: Two places") and all(h in text for h in hashes)
    assert provenance["written"][:4] in text and f"GenRatchet {provenance['version']}" in flat(text)
    bibtex = genratchet("cite", small, "--format", "bibtex").stdout
    assert bibtex.startswith("@misc{genratchet-" + hashes[1][:8]) and "@software{genratchet," in bibtex
    assert bibtex.count("{") == bibtex.count("}") and all(h in bibtex for h in hashes)
    software = bibtex[bibtex.index("@software"):]
    cff = citation_file(genratchet("cite", small, "--format", "cff").stdout)
    program = citation_file((root / "CITATION.cff").read_text())
    assert program["title"] in software and cff["references"][0]["title"] == program["title"]
    assert f"Copyright (c) {cff['references'][0]['year']}" in (root / "LICENSE").read_text()
    assert [i["value"] for i in cff["identifiers"]] == [f"sha256:{hashes[1]}", f"sha256:{hashes[0]}"]
    assert genratchet("cite", small, "--format", "cff", "--out", tmp_path / "CITATION.cff").stdout == ""
    assert citation_file((tmp_path / "CITATION.cff").read_text()) == cff
    everything = genratchet("cite", small).stdout
    assert text in everything and bibtex in everything
    assert genratchet("cite", tmp_path).returncode == 2
