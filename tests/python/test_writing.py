"""Results on disks that are full, in places that cannot be used, of runs that are ended: whole or not there at all."""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys

import pytest

from screens import flat

SMALL = ["run", "preset:two-places", "--replicates", "2", "--threads", "1"]
ENDLESS = ["run", "preset:two-places", "--replicates", "100000", "--progress", "bar"]
PARTS = {"result.nc", "summary.csv", "summary.json", "coverage.json", "scenario.json", "provenance.json"}


def assert_whole(result):
    """All parts are there and none is empty, and the program can read them."""
    assert {path.name for path in result.iterdir()} >= PARTS
    assert all(path.stat().st_size > 0 for path in result.iterdir())


@pytest.fixture
def executable(genratchet):
    """The program itself, for those who start it in another way; skips while there is none."""
    return genratchet("--version").args[0]


# ---------------------------------------------------------------- places that cannot be used


def file_there(folder):
    (folder / "out").write_text("mine")
    return "out", "out is a file; a result is a folder."


def below_a_file(folder):
    (folder / "file").write_text("mine")
    return "file/out", "no folder can be made in"


def papers_there(folder):
    (folder / "out").mkdir()
    (folder / "out" / "thesis.txt").write_text("mine")
    return "out", "out exists and is not a result; it is left alone."


def dangling_link(folder):
    os.symlink("gone", folder / "out")
    return "out", "out is a link that leads nowhere."


def unwritable(folder):
    return "/proc/genratchet/out", "no folder can be made in /proc/genratchet"


def name_too_long(folder):
    return "x" * 300, "cannot be used: File name too long."


@pytest.mark.parametrize("make", [file_there, below_a_file, papers_there, dangling_link, unwritable, name_too_long])
def test_a_place_that_cannot_be_used_is_said_before_anything_runs(genratchet, tmp_path, make):
    out, said = make(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    done = genratchet(*ENDLESS[:-2], "--out", out, cwd=tmp_path)  # would run for hours
    assert done.returncode == 2
    assert done.stdout == ""
    assert flat(done.stderr).startswith("genratchet: --out: ") and said in flat(done.stderr)
    assert sorted(tmp_path.rglob("*")) == before
    assert all(path.read_text() == "mine" for path in tmp_path.rglob("*") if path.is_file())


def test_a_folder_of_another_owner_is_not_written(genratchet, tmp_path):
    shared = tmp_path / "shared"
    shared.mkdir(mode=0o555)
    if os.access(shared, os.W_OK):
        pytest.skip("this user may write everywhere (root)")
    done = genratchet(*SMALL, "--out", shared / "out")
    assert done.returncode == 2
    assert "Permission denied" in done.stderr


def test_empty_folders_results_and_links_to_them_are_taken(genratchet, tmp_path):
    (tmp_path / "real").mkdir()
    os.symlink("real", tmp_path / "link")
    for out in ("real", "link/", "link"):  # empty; then a result
        assert genratchet(*SMALL, "--out", out, cwd=tmp_path).returncode == 0
        assert_whole(tmp_path / "real")
    assert sorted(os.listdir(tmp_path)) == ["link", "real"]
    assert (tmp_path / "link").is_symlink()


# ---------------------------------------------------------------- no room


def full_disk(folder, kilobytes):
    """A command that mounts a small disk on `folder`, for the program that it then starts and for nobody else."""
    script = f'mount -t tmpfs -o size={kilobytes}k none "$0" && "$@"; code=$?; ls -A "$0" >&2; exit $code'
    command = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, str(folder)]
    if not shutil.which("unshare") or subprocess.run([*command, "true"], capture_output=True).returncode:
        pytest.skip("no disk can be mounted here (unshare --user --mount)")
    return command


@pytest.mark.parametrize("kilobytes", [4, 64, 400])  # full at once, in the first file, in result.nc
def test_a_full_disk_is_said_and_keeps_nothing(executable, tmp_path, kilobytes):
    command = [*full_disk(tmp_path, kilobytes), executable, *ENDLESS[:-2], "--out", tmp_path / "out"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert done.returncode == 1, done.stderr  # at once, not when the last of 100,000 runs has ended
    assert done.stdout == ""
    assert "cannot be written: No space left on device." in flat(done.stderr)
    assert "HDF" not in done.stderr
    assert done.stderr.rstrip().endswith(".")  # the list of what lies on the disk is empty


def test_files_that_may_not_grow_are_like_a_full_disk(genratchet, tmp_path):
    for limit in (1000, 60_000, 200_000):
        grow = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))  # noqa: E731, B023
        done = genratchet(*SMALL, "--out", "out", cwd=tmp_path, preexec_fn=grow)
        assert done.returncode == 1, done.stderr
        assert "cannot be written: File too large." in flat(done.stderr)
        assert os.listdir(tmp_path) == []


def test_an_output_that_nobody_takes_is_an_error(genratchet, tmp_path):
    for command in (["check", "preset:two-places"], ["list"], [*SMALL, "--out", "out"]):
        with open("/dev/full", "w") as full:
            done = genratchet(*command, cwd=tmp_path, capture_output=False, stdout=full, stderr=subprocess.PIPE)
        assert done.returncode == 1
        assert "the output cannot be written" in done.stderr
    assert_whole(tmp_path / "out")  # the table is lost, the result is not


# ---------------------------------------------------------------- runs that are ended


def ended_by(executable, how, folder):
    """Starts a run that would take hours, ends it once it is under way."""
    command = [executable, *ENDLESS, "--out", "out"]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.stderr.read(1)  # the bar appears once the run is under way
        running.send_signal(how)
        out, err = running.communicate(timeout=300)
    assert out == b""
    return running.returncode, err.decode()


@pytest.mark.parametrize("earlier", [False, True])
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_run_that_is_asked_to_end_leaves_nothing_behind(genratchet, executable, tmp_path, how, earlier):
    if earlier:
        assert genratchet(*SMALL, "--out", "out", cwd=tmp_path).returncode == 0
    before = sorted(tmp_path.rglob("*"))
    code, said = ended_by(executable, how, tmp_path)
    assert code == 130
    assert "Interrupted" in said and "Nothing was written." in said and "Again: genratchet run" in said
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("earlier", [False, True])
def test_what_a_killed_run_leaves_the_next_removes(genratchet, executable, tmp_path, earlier):
    if earlier:
        assert genratchet(*SMALL, "--seed", "7", "--out", "out", cwd=tmp_path).returncode == 0
        provenance = (tmp_path / "out" / "provenance.json").read_bytes()
    code, _ = ended_by(executable, signal.SIGKILL, tmp_path)
    assert code == -signal.SIGKILL
    left_over = [name for name in os.listdir(tmp_path) if name != "out"]
    assert len(left_over) == 1 and left_over[0].startswith(".genratchet-")
    assert (tmp_path / "out").exists() == earlier
    if earlier:
        assert_whole(tmp_path / "out")
        assert (tmp_path / "out" / "provenance.json").read_bytes() == provenance
    assert genratchet(*SMALL, "--out", "out", cwd=tmp_path).returncode == 0
    assert os.listdir(tmp_path) == ["out"]
    assert_whole(tmp_path / "out")


def test_a_run_does_not_remove_what_another_is_building(genratchet, executable, tmp_path):
    command = [executable, *ENDLESS, "--out", "slow"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL) as running:
        assert running.stderr.read(1)
        building = os.listdir(tmp_path)
        assert genratchet(*SMALL, "--out", "quick", cwd=tmp_path).returncode == 0
        assert sorted(os.listdir(tmp_path)) == sorted([*building, "quick"])
        assert (tmp_path / building[0] / "result.nc").exists()
        running.kill()


@pytest.mark.skipif(sys.platform != "linux", reason="counts on /proc")
def test_ignored_signals_stay_ignored(executable, tmp_path):
    """nohup genratchet run ... goes on when the terminal is closed."""
    ignore = lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN)  # noqa: E731
    command = [executable, *ENDLESS]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, preexec_fn=ignore) as running:
        assert running.stderr.read(1)
        with open(f"/proc/{running.pid}/status") as status:
            ignored = next(int(line.split()[1], 16) for line in status if line.startswith("SigIgn"))
        running.kill()
    assert ignored >> (signal.SIGHUP - 1) & 1


def test_a_result_that_holds_somebody_elses_file_is_left_alone(genratchet, tmp_path):
    arguments = ["run", "two-places", "--replicates", "1", "--out", "out"]
    assert genratchet(*arguments, cwd=tmp_path).returncode == 0
    replaced = genratchet(*arguments, cwd=tmp_path)
    assert replaced.returncode == 0 and "was replaced" in replaced.stderr
    (tmp_path / "out" / "thesis.tex").write_text("years of work")
    refused = genratchet(*arguments, cwd=tmp_path)
    assert refused.returncode == 2 and "holds thesis.tex" in flat(refused.stderr)
    assert (tmp_path / "out" / "thesis.tex").read_text() == "years of work"
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "provenance.json").write_text("{}")
    assert genratchet(*arguments[:-1], "mine", cwd=tmp_path).returncode == 2
    assert (tmp_path / "mine" / "provenance.json").read_text() == "{}"


def test_several_flags_are_all_in_the_provenance(genratchet, tmp_path):
    more = ["--set", "parameters.leak=0.1", "--set", "parameters.worth=2", "--policy", "both-open", "--policy", "b-closes-too"]
    assert genratchet("run", "two-places", "--replicates", "1", "--out", "out", *more, cwd=tmp_path).returncode == 0
    flags = json.loads((tmp_path / "out" / "provenance.json").read_text())["flags"]
    assert flags["set"] == ["parameters.leak=0.1", "parameters.worth=2"]
    assert flags["policy"] == ["both-open", "b-closes-too"]
    assert genratchet("verify", "out", cwd=tmp_path).returncode == 0
