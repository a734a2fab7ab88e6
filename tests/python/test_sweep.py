"""`genratchet sweep`: interrupted in every way and gone on with, it comes to the same bytes."""

import csv
import json
import os
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import netCDF4
import numpy as np
import pytest

from test_writing import flat, full_disk

DESIGN = {
    "title": "Test",
    "scenario": "preset:two-places",
    "design": "latin-hypercube",
    "points": 60,
    "factors": {
        "leak": {"low": 0, "high": 0.5},
        "detection": {},
        "switches.symmetric_openness": {"values": [False, True]},
    },
    "replicates": 5,
    "defaults": False,
}


@pytest.fixture
def executable(genratchet):
    return genratchet("--version").args[0]


@pytest.fixture
def sweep(genratchet, tmp_path):
    """sweep({"points": 3}, "--resume") runs the design so changed in a folder of its own."""

    def call(changes=None, *arguments, name="d.json", **options):
        (tmp_path / name).write_text(json.dumps({**DESIGN, **(changes or {})}))
        return genratchet("sweep", name, *arguments, cwd=tmp_path, **options)

    return call


def told(done):
    assert done.returncode in (0, 4), done.stderr
    return json.loads(done.stdout)


def runs_in(store, scratch):
    """How many runs are committed, seen in a copy: the store itself is left as it is."""
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    for path in store.parent.glob(store.name + "*"):
        shutil.copy(path, scratch / path.name)
    connection = sqlite3.connect(scratch / store.name)
    count = connection.execute("SELECT count(*) FROM run").fetchone()[0]
    connection.close()
    return count


def begun(executable, folder, *arguments, at_least=0):
    """A sweep that is under way: its bar has counted so many runs."""
    command = [executable, "sweep", "d.json", "--progress", "bar", *arguments]
    running = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    said = b""
    while True:
        piece = running.stderr.read1(1000)
        said += piece
        counts = [int(found.replace(b",", b"")) for found in re.findall(rb"%  ([\d,]+) of [\d,]+ runs", said)]
        if not piece or (counts and counts[-1] >= at_least):
            return running


# ---------------------------------------------------------------- interrupted


def test_killed_several_times_and_gone_on_with_it_is_the_undisturbed_one(executable, sweep, tmp_path):
    bigger = {"points": 1500}
    whole = told(sweep(bigger, "--out", "whole.sqlite", "--export", "whole.csv", "--export", "whole.nc", "--json"))
    assert whole["runs"] == whole["ran"] == 1500 * 5 * 3 and whole["failed"] == 0
    committed = [0]
    kills = 0
    for at_least in (3000, 8000, 13000):
        running = begun(executable, tmp_path, "--resume", at_least=at_least)
        if running.poll() is None:
            running.kill()
            kills += running.wait() == -signal.SIGKILL
            assert (tmp_path / "d.sqlite").read_bytes()[18:20] == b"\2\2"  # SQLite's WAL mode: safe as it is synced
        running.communicate()
        committed.append(runs_in(tmp_path / "d.sqlite", tmp_path / "seen"))
        assert committed[-1] >= committed[-2]  # nothing that was committed is lost
    assert kills >= 2 and committed[-1] > 0
    last = told(sweep(bigger, "--resume", "--export", "d.csv", "--export", "d.nc", "--json"))
    assert last["ran"] == whole["runs"] - committed[-1]  # and nothing is run again
    assert last["content_hash"] == whole["content_hash"]
    for end in ("csv", "nc", "sqlite"):
        assert (tmp_path / f"d.{end}").read_bytes() == (tmp_path / f"whole.{end}").read_bytes(), end
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"d.json", "seen"} | {f"{name}.{end}" for name in ("d", "whole") for end in ("csv", "nc", "sqlite")}


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_end_it_keeps_what_is_finished_and_says_how_to_go_on(executable, sweep, tmp_path, how):
    (tmp_path / "d.json").write_text(json.dumps({**DESIGN, "points": 4000}))
    running = begun(executable, tmp_path, at_least=1)
    running.send_signal(how)
    out, said = running.communicate(timeout=300)
    assert running.returncode == 130 and out == b""
    found = re.search(r"Interrupted after ([\d,]+) of 60,000 runs. They are kept in d.sqlite.", said.decode())
    assert "Go on: genratchet sweep d.json --progress bar --resume" in said.decode()
    assert runs_in(tmp_path / "d.sqlite", tmp_path / "seen") == int(found[1].replace(",", "")) > 0


def test_no_number_of_threads_changes_a_byte(sweep, tmp_path):
    hashes = set()
    for threads in (1, 2, 3):
        files = ["--out", f"{threads}.sqlite", "--export", f"{threads}.csv", "--export", f"{threads}.nc"]
        hashes.add(told(sweep({}, *files, "--threads", str(threads), "--json"))["content_hash"])
    assert len(hashes) == 1
    for end in ("csv", "nc", "sqlite"):
        assert len({(tmp_path / f"{threads}.{end}").read_bytes() for threads in (1, 2, 3)}) == 1


def test_a_finished_sweep_runs_nothing_again(sweep, tmp_path):
    first = told(sweep({"points": 4}, "--json"))
    before = (tmp_path / "d.sqlite").stat()
    again = told(sweep({"points": 4}, "--resume", "--export", "d.csv", "--json"))
    assert again["ran"] == 0 and again["content_hash"] == first["content_hash"]
    after = (tmp_path / "d.sqlite").stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)


def test_a_second_writer_is_refused_and_disturbs_nothing(executable, sweep, tmp_path):
    (tmp_path / "d.json").write_text(json.dumps({**DESIGN, "points": 100000, "factors": {"leak": {}}}))
    running = begun(executable, tmp_path, at_least=1)
    done = subprocess.run([executable, "sweep", "d.json", "--resume"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 2
    assert "d.sqlite belongs to a sweep that is still running." in flat(done.stderr)
    running.send_signal(signal.SIGINT)
    running.communicate(timeout=300)
    assert running.returncode == 130


# ---------------------------------------------------------------- stores that cannot be used


def test_a_store_is_not_begun_twice(sweep, tmp_path):
    assert sweep({"points": 2}).returncode == 0
    before = (tmp_path / "d.sqlite").read_bytes()
    done = sweep({"points": 2})
    assert done.returncode == 2 and "d.sqlite exists; it is left alone. To go on with it: --resume." in flat(done.stderr)
    done = sweep({"points": 3}, "--resume")
    assert done.returncode == 2 and "was made by another design: points: 2 there, 3 here" in flat(done.stderr)
    done = sweep({"points": 2, "set": {"seed": 9}}, "--resume")
    assert done.returncode == 2 and "was made by another scenario: seed: 1 there, 9 here" in flat(done.stderr)
    assert (tmp_path / "d.sqlite").read_bytes() == before


def test_words_may_change_between_two_sittings(sweep):
    assert sweep({"points": 2}).returncode == 0
    assert sweep({"points": 2, "title": "Another", "note": "why"}, "--resume").returncode == 0


@pytest.mark.parametrize("out", ["/proc/nowhere/x.sqlite", "file/x.sqlite", "folder"])
def test_a_place_that_cannot_be_used_is_said_before_anything_runs(sweep, tmp_path, out):
    (tmp_path / "file").write_text("mine")
    (tmp_path / "folder").mkdir()
    done = sweep({"points": 100000, "replicates": 100}, "--out", out)
    assert done.returncode == 2 and done.stdout == ""
    assert len(done.stderr) > 20


def test_a_folder_of_another_owner_is_not_written(sweep, tmp_path):
    shared = tmp_path / "shared"
    shared.mkdir(mode=0o555)
    if os.access(shared, os.W_OK):
        pytest.skip("this user may write everywhere (root)")
    done = sweep({"points": 2}, "--out", shared / "x.sqlite")
    assert done.returncode == 2 and "Permission denied" in done.stderr


@pytest.mark.parametrize("kilobytes", [100, 400, 1000])  # full when it begins, while it runs
def test_a_full_disk_is_said(executable, tmp_path, kilobytes):
    (tmp_path / "d.json").write_text(json.dumps({**DESIGN, "points": 2000}))
    disk = tmp_path / "disk"
    disk.mkdir()
    command = [*full_disk(disk, kilobytes), executable, "sweep", "d.json", "--out", "disk/x.sqlite"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=600)
    assert done.returncode == 1, done.stderr
    assert done.stdout == ""
    assert "disk/x.sqlite cannot be written: No space left on device." in flat(done.stderr)


def test_a_sweep_that_ran_out_of_room_goes_on_when_there_is_some(sweep, tmp_path):
    whole = told(sweep({}, "--out", "whole.sqlite", "--json"))
    for limit in (120_000, 300_000, 600_000):
        grow = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))  # noqa: E731, B023
        done = sweep({}, "--resume", preexec_fn=grow)
        assert done.returncode == 1, done.stderr
        assert "cannot be written: File too large." in flat(done.stderr)
    last = told(sweep({}, "--resume", "--json"))
    assert last["content_hash"] == whole["content_hash"]
    assert (tmp_path / "d.sqlite").read_bytes() == (tmp_path / "whole.sqlite").read_bytes()


def test_an_export_that_cannot_be_written_leaves_what_was_there(sweep, tmp_path):
    assert sweep({"points": 20}).returncode == 0
    (tmp_path / "d.csv").write_text("an earlier one")
    (tmp_path / "d.nc").write_text("an earlier one")
    for end in ("csv", "nc"):
        grow = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))  # noqa: E731
        done = sweep({"points": 20}, "--resume", "--export", f"d.{end}", preexec_fn=grow)
        assert done.returncode == 1 and f"d.{end} cannot be written: File too large." in flat(done.stderr)
        assert (tmp_path / f"d.{end}").read_text() == "an earlier one"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["d.csv", "d.json", "d.nc", "d.sqlite"]


# ---------------------------------------------------------------- designs and results


def test_every_fault_of_a_design_at_once(genratchet, tmp_path):
    (tmp_path / "bad.json").write_text(
        """{
  "scenario": "two-place.json",
  "design": "sobol",
  "pionts": 8,
  "factors": { "leek": {}, "leak": { "low": 1, "high": 0 } },
  "outputs": ["held_us_in_cm"]
}"""
    )
    done = genratchet("sweep", "bad.json", cwd=tmp_path)
    assert done.returncode == 3 and done.stdout == ""
    said = flat(done.stderr)
    for words in (
        "two-place.json: error: this file does not exist.",
        'bad.json:4:3: error: unknown key "pionts". Did you mean "points"?',
        'the design has no "points".',
        "low must be below high.",
        '"held_us_in_cm" is not a monthly output. Did you mean "held_us_in_cn"?',
        "Nothing was run.",
    ):
        assert words in said, words
    assert os.listdir(tmp_path) == ["bad.json"]


def test_a_point_that_fails_is_a_row_with_its_reason(genratchet, tmp_path):
    design = {key: value for key, value in DESIGN.items() if key != "points"}
    design |= {"design": "grid", "factors": {"leak": [0, 0.2], "places.A.population": [1e9, -5]}}
    (tmp_path / "f.json").write_text(json.dumps(design))
    done = genratchet("sweep", "f.json", "--export", "f.csv", "--json", cwd=tmp_path)
    assert done.returncode == 4
    found = json.loads(done.stdout)
    assert found["runs"] == 60 and found["failed"] == 30
    assert found["failures"][0]["runs"] == 30 and "-5 is out of range" in found["failures"][0]["reason"]
    with open(tmp_path / "f.csv") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 60
    for row in rows:
        failed = row["places.A.population"] == "-5"
        assert bool(row["failure"]) == failed and (row["held_us_in_cn@2014-12"] == "") == failed
    again = genratchet("sweep", "f.json", "--retry-failures", "--json", cwd=tmp_path)
    assert again.returncode == 4
    retried = json.loads(again.stdout)
    assert retried["ran"] == 30 and retried["content_hash"] == found["content_hash"]
    text = genratchet("sweep", "f.json", "--resume", cwd=tmp_path).stdout
    assert "30 runs failed:" in text and max(map(len, text.splitlines())) <= 80


def test_a_row_is_the_run_with_its_values(sweep, genratchet, tmp_path):
    design = {"points": 3, "factors": {"leak": {"low": 0, "high": 0.5}}, "outputs": ["held_us_in_cn"]}
    assert sweep(design, "--export", "d.csv").returncode == 0
    with open(tmp_path / "d.csv") as file:
        rows = list(csv.DictReader(file))
    for point in range(3):
        mine = [row for row in rows if row["point"] == str(point)]
        arguments = ["--set", f"parameters.leak={mine[0]['leak']}", "--set", "draw_parameters=true"]
        done = genratchet("run", "preset:two-places", *arguments, "--replicates", "5", "--no-challenge", "--out", "r", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        with netCDF4.Dataset(tmp_path / "r" / "result.nc") as result:
            expected = np.asarray(result["held_us_in_cn"][:, :, -1])
        found = [float(row["held_us_in_cn@2014-12"]) for row in mine]
        assert np.array_equal(np.reshape(found, (3, 5)), expected)


def test_both_exports_say_the_same(sweep, tmp_path):
    assert sweep({"points": 7}, "--export", "d.csv", "--export", "d.nc").returncode == 0
    with open(tmp_path / "d.csv") as file:
        rows = list(csv.DictReader(file))
    with netCDF4.Dataset(tmp_path / "d.nc") as found:
        assert found["held_us_in_cn"].dimensions == ("point", "policy", "replicate", "time")
        assert found["held_us_in_cn"].unit_name == "persons"
        assert "leak" in found["held_us_in_cn"].coordinates.split()
        policies = list(found["policy"][:])
        days = list(netCDF4.num2date(found["time"][:], found["time"].units))
        for row in rows:
            where = int(row["point"]), policies.index(row["policy"]), int(row["replicate"])
            assert float(row["leak"]) == found["leak"][where[0]]
            assert (row["switches.symmetric_openness"] == "true") == found["switches_symmetric_openness"][where[0]]
            for column in row:
                name, _, date = column.partition("@")
                if date:
                    time = [f"{day.year}-{day.month:02}" for day in days].index(date)
                    assert float(row[column] or "nan") == found[name.replace(".", "_")][(*where, time)] or row[column] == ""


def test_cf_by_the_compliance_checker_in_strict_mode(sweep, tmp_path):
    """With the table of standard names that the checker brings: no network."""
    text = {"places.A.bloc": {"values": ["CN", "HK"]}, **DESIGN["factors"]}
    assert sweep({"points": 6, "factors": text}, "--export", "d.nc").returncode == 0
    checker = Path(sys.executable).parent / "compliance-checker"
    flags = ["--test", "cf:1.8", "--criteria", "strict", "--format", "json", "--output", tmp_path / "report.json"]
    done = subprocess.run([checker, *flags, tmp_path / "d.nc"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads((tmp_path / "report.json").read_text())["cf:1.8"]
    assert report["scored_points"] == report["possible_points"] > 50


def test_many_points_do_not_stand_for_runs_and_few_show_no_factor(sweep):
    text = sweep({"points": 8, "replicates": 50}).stdout  # 400 runs of each policy
    assert "PRELIMINARY: 50 runs of each policy at a point; publish with 100." in text
    table = text.split("goes with*")[1].split("\n\n")[0]
    assert "leak" not in table and re.search(r"^asymmetric .* -$", table, re.MULTILINE)
    assert "PRELIMINARY" not in sweep({"points": 2, "replicates": 100}, "--out", "many.sqlite").stdout


def test_the_design_alone(sweep, tmp_path):
    done = sweep({}, "--design-only", "points.csv")
    assert done.returncode == 0 and "60 points of the design in points.csv. Nothing was run." in done.stdout
    with open(tmp_path / "points.csv") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 60 and list(rows[0]) == ["point", *DESIGN["factors"]]
    assert not (tmp_path / "d.sqlite").exists()


def test_memory_does_not_grow_with_the_number_of_runs(executable, tmp_path):
    peaks = []
    for points in (500, 5000):
        design = {**DESIGN, "points": points, "replicates": 1, "policies": ["asymmetric"], "factors": {"leak": {}}}
        (tmp_path / f"{points}.json").write_text(json.dumps(design))
        command = [executable, "sweep", f"{points}.json", "--threads", "1", "--export", "x.csv", "--export", "x.nc"]
        with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL) as running:
            _, status, used = os.wait4(running.pid, 0)
            running.returncode = os.waitstatus_to_exitcode(status)
        assert running.returncode == 0
        peaks.append(used.ru_maxrss / 1024)
    assert peaks[1] - peaks[0] < 8, peaks  # MB
