"""gr.sweep: the same numbers however it runs, whatever happens on the way, and in every form they are asked for."""

import json
import os
import pickle
import shutil
import signal
import threading
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path

import matplotlib
import numpy as np
import pandas as pd
import pytest

import genratchet as gr
from genratchet import _core, _executors
from genratchet._factors import column_of

matplotlib.use("agg")

DESIGN = {
    "title": "Test",
    "design": "latin-hypercube",
    "points": 24,
    "factors": {
        "leak": {"low": 0, "high": 0.5},
        "switches.symmetric_openness": [False, True],
        "provisions.b-closes.effective": ["2010-01", "2012-01"],
    },
    "replicates": 3,
    "outputs": ["held_us_in_cn", "held_cn_in_us"],
}
RUNS = 24 * 3 * 3  # three policies


@pytest.fixture(scope="module")
def scenario(two_places):
    return two_places


@pytest.fixture(scope="module")
def swept(scenario):
    return gr.sweep(scenario, DESIGN, threads=1)


class Obedient(ThreadPoolExecutor):
    """Runs tasks in threads, and does what a test tells it to before each: `rule(units)` may raise."""

    def __init__(self, rule, workers=2):
        super().__init__(workers)
        self.rule, self.sent, self.together, self._open = rule, [], 0, 0
        self._lock = threading.Lock()

    def submit(self, work, build, scenario, design, units):
        def obeying():
            self.rule(units)
            return work(build, scenario, design, units)

        self.sent.append(list(units))
        with self._lock:
            self._open += 1
            self.together = max(self.together, self._open)
        task = super().submit(obeying)
        task.add_done_callback(self._closed)
        return task

    def _closed(self, _):
        with self._lock:
            self._open -= 1


class Stubborn(Executor):
    """Does a few tasks at once and then none."""

    def __init__(self, most):
        self.most = most

    def submit(self, work, *arguments):
        if self.most == 0:
            raise RuntimeError("cannot schedule new futures after shutdown")
        self.most -= 1
        task = Future()
        task.set_result(work(*arguments))
        return task


# ---------------------------------------------------------------- the same numbers


def test_a_point_is_the_scenario_with_its_values(scenario):
    swept = gr.sweep(scenario, {"rows": [{"leak": 0.0}, {"leak": 0.3}], "replicates": 2, "outputs": ["held_us_in_cn"]})
    frame = swept.frame()
    for leak in (0.0, 0.3):
        alone = scenario.with_({"parameters.leak": leak}).run(replicates=2).dataset["held_us_in_cn"]
        for date in scenario.report:
            mine = frame[frame["leak"] == leak].pivot(index="policy", columns="replicate", values=f"held_us_in_cn@{date}")
            expected = alone.sel(time=date).squeeze().to_pandas().loc[list(mine.index)]
            assert (mine.to_numpy() == expected.to_numpy()).all()
    assert frame.groupby("leak")[f"held_us_in_cn@{scenario.report[-1]}"].sum().nunique() == 2


@pytest.mark.parametrize("most_units", [1, 5, 4096])
@pytest.mark.parametrize("workers", [1, 3])
def test_executors_tasks_and_threads_change_nothing(scenario, swept, monkeypatch, most_units, workers):
    monkeypatch.setattr(_executors, "MOST_UNITS_A_TASK", most_units)
    with ThreadPoolExecutor(workers) as executor:
        other = gr.sweep(scenario, DESIGN, executor)
    assert other.content_hash == swept.content_hash
    assert other.store.read_bytes() == swept.store.read_bytes()
    assert gr.sweep(scenario, DESIGN, threads=workers).content_hash == swept.content_hash


def test_order_changes_nothing(swept, tmp_path):
    plan = swept._plan
    worker = _core.SweepWorker(plan.scenario_json, plan.design_json)
    store = _core.SweepStore.create(tmp_path / "backwards.sqlite", plan)
    for unit in reversed(store.missing(0, plan.rows)):
        store.add(pickle.loads(pickle.dumps(worker.run([unit]))))
    store.finish()
    assert store.content_hash() == swept.content_hash
    assert (tmp_path / "backwards.sqlite").read_bytes() == swept.store.read_bytes()


def test_another_design_has_another_hash(scenario, swept):
    assert gr.sweep(scenario, DESIGN | {"seed": 2}).content_hash != swept.content_hash


def test_a_design_may_be_a_dict_a_table_or_a_file(scenario, tmp_path):
    rows = [{"leak": 0.1, "provisions.b-closes.effective": "2010-01"}, {"leak": 0.2, "provisions.b-closes.effective": "2012-01"}]
    file = tmp_path / "design.json"
    file.write_text(json.dumps({"scenario": "preset:two-places", "rows": rows, "replicates": 2}))
    found = {
        gr.sweep(scenario, {"rows": rows}, replicates=2).content_hash,
        gr.sweep(scenario, pd.DataFrame(rows), replicates=2).content_hash,
        gr.sweep(scenario, file).content_hash,
        gr.sweep(None, str(file)).content_hash,
    }
    assert len(found) == 1


def test_few_tasks_are_on_their_way_at_once(scenario):
    with Obedient(lambda units: None, workers=3) as executor:
        gr.sweep(scenario, DESIGN, executor)
    assert executor.together <= 2 * 3
    assert len(executor.sent) > 6
    assert sorted(sum(executor.sent, [])) == [(row, r) for row in range(24) for r in range(3)]


# ---------------------------------------------------------------- interrupted


@pytest.mark.parametrize("with_executor", [False, True])
def test_interrupted_and_gone_on_with(scenario, swept, tmp_path, with_executor):
    store, seen = tmp_path / "s.sqlite", []

    def press_ctrl_c(done, all_):
        seen.append(done)
        if 0 < done < all_:
            os.kill(os.getpid(), signal.SIGINT)

    signal.signal(signal.SIGINT, signal.default_int_handler)
    with ThreadPoolExecutor(1) as pool:
        executor = pool if with_executor else None
        design = DESIGN | {"points": 24 if with_executor else 4000}  # in C++ progress is seen ten times a second
        with pytest.raises(KeyboardInterrupt) as caught:
            gr.sweep(scenario, design, executor, store, threads=1, progress=press_ctrl_c)
        assert "The same call goes on." in caught.value.__notes__[0]
        part = gr.open_sweep(store)
        assert not part.complete and 0 < part._core.runs < part._plan.runs and "INCOMPLETE" in repr(part)
        if not with_executor:
            return
        before, seen[:] = part._core.runs, []
        whole = gr.sweep(scenario, design, executor, store, progress=lambda done, _: seen.append(done))
    assert min(seen) > before - 1  # nothing is run again
    assert whole.complete and whole.content_hash == swept.content_hash
    assert whole.store.read_bytes() == swept.store.read_bytes()


def test_what_an_unnamed_store_holds_is_kept_when_interrupted(scenario, swept):
    def stop(done, all_):
        if done > 0:
            raise ZeroDivisionError

    with ThreadPoolExecutor(1) as executor, pytest.raises(ZeroDivisionError) as caught:
        gr.sweep(scenario, DESIGN, executor, progress=stop)
    store = Path(caught.value.__notes__[0].split("store='")[1].split("'")[0])
    assert gr.sweep(scenario, DESIGN, store=store).content_hash == swept.content_hash
    shutil.rmtree(store.parent)


def test_a_broken_executor_leaves_what_is_finished(scenario, swept, tmp_path):
    with pytest.raises(gr.GenRatchetError, match="takes no more work") as caught:
        gr.sweep(scenario, DESIGN, Stubborn(7), tmp_path / "s.sqlite")
    assert "goes on" in caught.value.__notes__[0]
    assert gr.open_sweep(tmp_path / "s.sqlite")._core.runs >= 7 * 3
    assert gr.sweep(scenario, DESIGN, store=tmp_path / "s.sqlite").content_hash == swept.content_hash


def test_a_store_that_is_being_written_is_nobody_elses(scenario, swept, tmp_path):
    said = []

    def look(done, all_):
        for look_at in (gr.open_sweep, lambda store: gr.sweep(scenario, DESIGN, store=store)):
            with pytest.raises(gr.GenRatchetError) as caught:
                look_at(tmp_path / "s.sqlite")
            said.append(str(caught.value))

    with ThreadPoolExecutor(1) as executor:
        mine = gr.sweep(scenario, DESIGN, executor, tmp_path / "s.sqlite", progress=look)
    assert mine.content_hash == swept.content_hash
    assert said and all("still running. Wait for it, or take another store." in text for text in said)


def test_a_finished_store_is_not_run_again(scenario, swept):
    again = gr.sweep(scenario, DESIGN, Stubborn(0), swept.store)
    assert again.content_hash == swept.content_hash


def test_a_store_of_something_else_is_refused(scenario, swept):
    before = swept.store.read_bytes()
    with pytest.raises(gr.GenRatchetError, match="points: 24 there, 25 here") as caught:
        gr.sweep(scenario, DESIGN | {"points": 25}, store=swept.store)
    assert "--" not in str(caught.value)  # flags are of no help here
    with pytest.raises(gr.GenRatchetError, match="exists; it is left alone"):
        gr.sweep(scenario, DESIGN, store=swept.store, resume=False)
    assert swept.store.read_bytes() == before


# ---------------------------------------------------------------- failures


def test_points_that_cannot_be_set_up_are_failures(scenario):
    rows = [{"places.A.population": 1000000, "leak": 0.1}, {"places.A.population": -1, "leak": 0.2}]
    swept = gr.sweep(scenario, {"rows": rows, "replicates": 2, "policies": ["asymmetric"]})
    assert swept.complete and "2 runs FAILED" in repr(swept)
    failures = swept.failures
    assert list(failures.columns) == ["point", "places.A.population", "leak", "policy", "replicate", "reason"]
    assert list(failures["point"]) == [1, 1] and list(failures["replicate"]) == [0, 1]
    assert failures["reason"].str.contains("out of range").all()
    numbers = swept.frame().filter(like="@")
    assert numbers[:2].notna().all(axis=None) and numbers[2:].isna().all(axis=None)


def test_a_unit_whose_task_raises_is_a_failure_and_can_be_run_again(scenario, swept, tmp_path):
    def poison(units):
        if (5, 1) in units:
            raise MemoryError("too large")

    with Obedient(poison) as executor:
        part = gr.sweep(scenario, DESIGN, executor, tmp_path / "s.sqlite")
    assert part.complete
    assert set(part.failures["reason"]) == {"MemoryError: too large"}
    assert set(zip(part.failures["point"], part.failures["replicate"], strict=True)) == {(5, 1)}
    assert len(part.failures) == 3  # every policy
    whole, good = swept.frame(), part.frame().dropna()
    pd.testing.assert_frame_equal(whole.loc[good.index], good)
    with ThreadPoolExecutor(1) as executor:
        again = gr.sweep(scenario, DESIGN, executor, tmp_path / "s.sqlite", retry_failures=True)
    assert again.content_hash == swept.content_hash


def test_a_worker_with_another_version_ends_it(scenario, monkeypatch):
    monkeypatch.setattr(_executors, "BUILD", "0.0.9 abc")  # as of the caller; the worker's is looked up when it runs
    sent = _executors.run_units

    def elsewhere(build, *rest):
        monkeypatch.setattr(_executors, "BUILD", "0.0.8 def")
        return sent(build, *rest)

    monkeypatch.setattr(_executors, "run_units", elsewhere)
    with ThreadPoolExecutor(1) as executor, pytest.raises(gr.GenRatchetError, match=r"A worker has GenRatchet 0.0.8 def, the caller 0.0.9 abc"):
        gr.sweep(scenario, DESIGN, executor)


def test_every_problem_of_a_design_is_said_at_once(scenario):
    with pytest.raises(gr.ScenarioError) as caught:
        gr.sweep(scenario, {"design": "latin-hypercube", "points": 4, "factors": {"leek": {}}, "outputs": ["held"], "dates": ["2050-01"]})
    assert len(caught.value.problems) == 3
    assert any("leak" in p.suggestion for p in caught.value.problems)


def test_what_is_odd_about_a_design_is_a_warning(scenario):
    with pytest.warns(UserWarning, match="power of two"):
        gr.sweep(scenario, {"design": "sobol", "points": 3, "factors": {"leak": {}}, "replicates": 1, "policies": ["asymmetric"]})


def test_what_is_no_executor_and_no_store_is_refused(scenario, tmp_path):
    with pytest.raises(TypeError, match="Dask Client"):
        gr.sweep(scenario, DESIGN, executor=object())
    (tmp_path / "x.sqlite").write_text("mine")
    with pytest.raises(gr.GenRatchetError, match="not the store of a sweep"):
        gr.open_sweep(tmp_path / "x.sqlite")
    with pytest.raises(gr.GenRatchetError, match="does not exist"):
        gr.open_sweep(tmp_path / "none.sqlite")


# ---------------------------------------------------------------- tables and files


def test_a_frame_has_a_row_for_each_run(swept):
    frame = swept.frame()
    assert list(frame.columns) == [
        "point", "leak", "switches.symmetric_openness", "provisions.b-closes.effective", "policy", "replicate",
        "held_us_in_cn@2009-12", "held_us_in_cn@2014-12", "held_cn_in_us@2009-12", "held_cn_in_us@2014-12",
    ]  # fmt: skip
    assert len(frame) == RUNS == len(frame.drop_duplicates(["point", "policy", "replicate"]))
    assert frame["leak"].between(0, 0.5).all() and frame["leak"].nunique() == 24
    assert set(frame["provisions.b-closes.effective"]) == {"2010-01", "2012-01"}
    assert frame["switches.symmetric_openness"].dtype == bool


@pytest.mark.parametrize("points", [1, 5, 1000])
def test_blocks_make_the_frame(swept, points):
    parts = list(swept.blocks(points))
    assert max(len(part) for part in parts) <= points * 9
    pd.testing.assert_frame_equal(pd.concat(parts, ignore_index=True), swept.frame())


def test_files_hold_the_frame(swept, tmp_path):
    frame = swept.frame()
    swept.to_parquet(tmp_path / "s.parquet", points=7)
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "s.parquet"), frame)
    swept.to_csv(tmp_path / "s.csv")
    table = pd.read_csv(tmp_path / "s.csv", dtype=str)
    assert table.pop("failure").isna().all() and list(table.columns) == list(frame.columns)
    assert (table["policy"] == frame["policy"].astype(str)).all()
    assert (table["provisions.b-closes.effective"] == frame["provisions.b-closes.effective"]).all()
    for column in ["point", "leak", "replicate", *frame.filter(like="@")]:
        assert (table[column].astype(float) == frame[column]).all(), column
    dataset = swept.dataset
    values = dataset["held_us_in_cn"].sel(time="2014-12").values.ravel()
    assert (values == frame["held_us_in_cn@2014-12"]).all()
    assert (dataset["leak"].values == frame["leak"][::9]).all()
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_a_summary_is_over_points_and_runs(swept):
    summary, frame = swept.summary(), swept.frame()
    assert len(summary) == 3 * 2 * 2
    for row in summary.itertuples():
        values = frame.loc[frame["policy"] == row.policy, f"{row.output}@{row.date}"]
        assert [row.low, row.median, row.high] == pytest.approx(np.quantile(values, [0.05, 0.5, 0.95]), rel=1e-12)
        assert row.runs == 72 and row.unit == "persons"


def test_pickles_carry_the_path(swept, tmp_path):
    named = swept.save(tmp_path / "named.sqlite")
    text = pickle.dumps(named)
    assert len(text) < 1000
    assert pickle.loads(text).content_hash == swept.content_hash
    with pytest.raises(pickle.PicklingError, match="store is temporary"):
        pickle.dumps(swept)


def test_text_factors_have_a_type_in_every_part(swept, tmp_path, monkeypatch):
    """pandas 2 has text as objects, of which an empty column shows no type."""
    monkeypatch.setattr("genratchet.swept.column_of", lambda factor, levels: column_of(factor, levels).astype(object if factor.name.endswith("effective") else None))
    swept.to_parquet(tmp_path / "all.parquet", points=5)
    column = pd.read_parquet(tmp_path / "all.parquet")["provisions.b-closes.effective"]
    assert set(column) == {"2010-01", "2012-01"}


def test_a_copy_is_a_store_of_its_own(swept, tmp_path):
    assert swept.save(tmp_path / "copy.sqlite").content_hash == swept.content_hash
    with pytest.raises(FileExistsError):
        swept.save(tmp_path / "copy.sqlite")
    assert gr.open_sweep(tmp_path / "copy.sqlite").design == swept.design
    assert (tmp_path / "copy.sqlite").read_bytes() == swept.store.read_bytes()
    assert swept.save(tmp_path / "deep" / "copy.sqlite").complete
    with pytest.raises(gr.GenRatchetError, match="copy.sqlite"):
        swept.save(tmp_path / "copy.sqlite" / "inside.sqlite")


def test_what_a_killed_sweep_left_can_be_read_copied_and_gone_on_with(scenario, swept, tmp_path):
    file, worker = tmp_path / "killed.sqlite", _core.SweepWorker(swept._plan.scenario_json, swept._plan.design_json)
    results = worker.run([(0, 0), (5, 2)])
    child = os.fork()
    if child == 0:
        store = _core.SweepStore.create(file, swept._plan)
        store.add(results)
        store.commit()
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    assert Path(f"{file}-wal").stat().st_size > 0
    part = gr.open_sweep(file)
    copy = part.save(tmp_path / "copy.sqlite")
    assert part._core.runs == copy._core.runs == 6 and copy.frame().equals(part.frame())
    for store in (part.store, copy.store):  # while they are looked at
        assert gr.sweep(scenario, DESIGN, store=store).content_hash == swept.content_hash
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.sqlite", "killed.sqlite"]


def test_a_temporary_store_goes_with_its_sweep(scenario):
    swept = gr.sweep(scenario, DESIGN | {"points": 1})
    folder = swept.store.parent
    assert folder.exists()
    del swept
    assert not folder.exists()


def test_many_points_do_not_stand_for_runs(scenario):
    many = gr.sweep(scenario, DESIGN | {"points": 120, "policies": ["asymmetric"]}, replicates=1)
    assert many.preliminary and "PRELIMINARY: 1 run of each policy at a point" in repr(many)
    few = gr.sweep(scenario, {"rows": [{"leak": 0.1}], "policies": ["asymmetric"], "replicates": 100})
    assert not few.preliminary and "PRELIMINARY" not in repr(few)


def test_what_it_says_of_itself(swept):
    assert "PRELIMINARY: 3 runs of each policy at a point" in repr(swept) and "24 points x 3 policies x 3 runs = 216 runs" in repr(swept)
    assert "<table" in swept._repr_html_() and "b-closes-too" in swept._repr_html_()
    assert swept.scenario.id == "two-places" and swept.reference == "asymmetric"


def test_plots_show_medians_by_policy(swept):
    frame = swept.frame()
    ax = swept.plot("switches.symmetric_openness", policies=["b-closes-too"])
    chosen = frame[frame["policy"] == "b-closes-too"].groupby("switches.symmetric_openness")["held_us_in_cn@2014-12"].median()
    assert list(ax.lines[0].get_ydata()) == list(chosen)
    assert len(swept.plot("leak", "held_cn_in_us", "2009-12").lines) == 3
    with pytest.raises(gr.UnknownNameError, match="leak"):
        swept.plot("leek")
