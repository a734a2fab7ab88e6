"""Scenarios and results as an analyst uses them."""

import gc
import json
import os
import pickle
import signal
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xarray as xr

import genratchet as gr
from genratchet import _core
from genratchet._plain import as_json


def test_the_package_and_its_scenarios_are_those_installed(root):
    """Not the repository's, unless somebody asks for it."""
    if os.environ.get("PYTHONPATH"):
        pytest.skip("PYTHONPATH is set")
    package = Path(gr.__file__).parent
    assert package.is_relative_to(sys.prefix)
    assert _core.scenario_folder() == (package / "scenarios").resolve()


# ---------------------------------------------------------------- scenarios


def test_presets_load_and_a_bare_name_is_one():
    assert {"us-countermeasures", "two-places"} <= set(gr.presets()["name"])
    assert gr.Scenario.load("two-places") == gr.Scenario.load("preset:two-places")


def test_parameters_have_ranges_units_sources_and_grades(headline):
    table = headline.parameters
    assert list(table.columns[:5]) == ["name", "value", "low", "high", "unit"]
    drawn = table[table["prior"] != "fixed"]
    assert (drawn["low"] < drawn["high"]).all()
    assert table["source"].ne("").all()
    assert (table.loc[table["source"] == "assumption", "grade"] == "assumption").all()
    assert table.query("contested")["label"].ne("").all()


def test_parameters_that_are_not_drawn_have_no_range(headline):
    table = headline.with_({"draw_parameters": False}).parameters
    assert (table["low"] == table["value"]).all() and (table["high"] == table["value"]).all()


def test_law_is_that_of_the_month_and_of_the_policy(headline):
    before, after = headline.law("2024-01"), headline.law("2026-03")
    assert "us-bulk-data-rule" not in set(before["id"]) and "us-bulk-data-rule" in set(after["id"])
    assert "us-bulk-data-rule" not in set(headline.law("2026-03", "no-us-measures")["id"])
    assert after["citation"].ne("").all()


def test_law_diff_tells_what_entered_and_what_differs_between_policies(headline):
    entered = headline.law_diff("2024-01", "2026-03").query("change == 'enters'")
    assert "us-bulk-data-rule" in set(entered["id"])
    apart = headline.law_diff(policies=("current-law", "no-us-measures"))
    assert set(apart["change"]) == {"leaves"} and "us-bulk-data-rule" in set(apart["id"])


def test_explain_is_the_command_lines_verdict(headline, genratchet):
    question = {"origin": "US", "kind": "prenatal", "channel": "service", "to": "CN", "date": "2026-03"}
    told = headline.explain(from_="US", persons=500, **question)
    words = [w for k, v in question.items() for w in (f"--{k}", v)]
    printed = json.loads(genratchet("explain", "preset:us-countermeasures", "--from", "US", "--persons", 500, *words, "--json").stdout)
    assert told.outcome == printed["outcome"] == "prohibited"
    assert list(told.decides["id"]) == [p["id"] for p in printed["decides"]]
    assert told.assumed == printed["assumed"]
    assert "not legal advice" in str(told)


def test_diff_names_the_inputs_that_differ(two_places):
    changed = two_places.with_({"parameters.leak": 0.2, "seed": 7})
    assert set(two_places.diff(changed)["path"]) == {"parameters.leak", "seed"}
    assert two_places.diff(two_places).empty
    assert gr.compare(two_places, changed).equals(two_places.diff(changed))


def test_an_own_policy_can_be_written_as_a_dict():
    mine = gr.Scenario.from_dict(
        {
            "extends": "preset:us-countermeasures",
            "policies": {
                "current-law": {},
                "no-threshold": {
                    "starts_from": "current-law",
                    "amend": {
                        "us-bulk-data-rule": {"effective": "2027-01", "applies": {"persons_over": {"count": 0, "months": 12}}}
                    },
                },
            },
        },
        name="no-threshold.json",
    )
    assert list(mine.policies["id"]) == ["current-law", "no-threshold"]
    assert mine.id == "no-threshold"
    assert mine.select("no-threshold").resized(300).run(replicates=1).policies == ["current-law", "no-threshold"]


def test_what_is_odd_in_a_scenario_is_a_warning():
    tree = {"extends": "preset:two-places", "policies": {"asymmetric": {}, "mine": {"starts_from": "asymmetric"}}}
    with pytest.warns(UserWarning, match="cites no source"):
        mine = gr.Scenario.from_dict(tree, name="mine.json")
    assert len(mine.warnings) >= 1 and "warnings: see .warnings" in repr(mine)


def test_every_problem_is_told_at_once_with_place_and_mend():
    with pytest.raises(gr.ScenarioError) as raised:
        gr.Scenario.from_dict({"extends": "preset:two-places", "seeds": 1, "parameters": {"leek": 0.1}}, name="mine.json")
    problems = {p.path: p for p in raised.value.problems if p.severity == "error"}
    assert set(problems) == {"seeds", "parameters.leek"}
    assert problems["parameters.leek"].suggestion == 'Did you mean "leak"?'
    assert problems["seeds"].file == "mine.json" and problems["seeds"].line == 3
    assert "mine.json:3:" in str(raised.value)
    again = pickle.loads(pickle.dumps(raised.value))
    assert str(again) == str(raised.value) and again.problems[0].message == raised.value.problems[0].message


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda s: gr.Scenario.load("preset:two-place"), 'Did you mean "two-places"?'),
        (lambda s: gr.Scenario.load("nowhere.json"), "no file or preset"),
        (lambda s: s.select("both-opn"), 'Did you mean "both-open"?'),
        (lambda s: s.resized(41), "this one has 40"),
        (lambda s: s.law("2010-13"), "not a month"),
        (lambda s: s.law("2010-01", "both-opn"), 'Did you mean "both-open"?'),
        (lambda s: s.explain(kind="prenatel", channel="service", from_="A", to="B"), "prenatal"),
        (lambda s: s.run(replicates=1).paired("both-opn"), "both-open"),
        (lambda s: s.run(replicates=1).paired("both-open").held_person, "held_persons"),
        (lambda s: s.run(replicates=1).plot.level("held_persons", origin="A"), "holder=... of A, B"),
        (lambda s: s.run(replicates=1).plot.level("held_persons", origin="C", holder="A"), "Known: A, B"),
        (lambda s: s.run(replicates=1).plot.level("held_us_in_chn"), 'Did you mean "held_us_in_cn"?'),
        (lambda s: s.run(replicates=1).plot.level("held_persons", orign="A", holder="A"), 'no axis "orign"'),
        (lambda s: gr.credit(s, "both-opn"), 'Did you mean "both-open"?'),
        (lambda s: gr.challenge(s, parameters=["leek"]), 'Did you mean "leak"?'),
        (lambda s: gr.delay(s, "b-close", [1], replicates=1), 'Did you mean "b-closes"?'),
        (lambda s: s.run(replicates=1).cite("apa"), "bibtex"),
    ],
)
def test_a_name_that_is_none_says_what_may_be_meant(two_places, call, words):
    with pytest.raises(gr.UnknownNameError, match=r"(?s).*") as raised:
        call(two_places)
    assert words in str(raised.value)


@pytest.mark.parametrize("call", [lambda s, n: s.run(replicates=n), lambda s, n: s.run(replicates=1, threads=n), lambda s, n: gr.credit(s, "both-open", replicates=n), lambda s, n: s.resized(n)])
@pytest.mark.parametrize("number", [0, -3])
def test_fewer_than_one_run_or_thread_is_refused(two_places, call, number):
    with pytest.raises(ValueError, match="there must be at least one"):
        call(two_places, number)


@pytest.mark.parametrize(
    ("value", "text"),
    [(np.int64(7), "7"), (np.float32(0.5), "0.5"), (np.bool_(True), "true"), (np.array([1, 2]), "[1, 2]"), (pd.Timestamp("2027-01-15"), '"2027-01"'),
     (np.datetime64("2027-01"), '"2027-01"'), (pd.Period("2027-01"), '"2027-01"'), ({"a": (np.int8(1), None)}, '{"a": [1, null]}')],
)  # fmt: skip
def test_values_of_numpy_and_pandas_are_understood(value, text):
    assert as_json(value) == text


@pytest.mark.parametrize("value", [float("nan"), np.float64("inf"), pd.NA, pd.NaT, np.datetime64("NaT")])
def test_what_is_missing_is_no_value(two_places, value):
    with pytest.raises(ValueError, match="parameters.leak: .* is no value"):
        two_places.with_({"parameters.leak": value})
    with pytest.raises(TypeError, match="nothing that a scenario can hold"):
        two_places.with_({"parameters.leak": object()})


def test_a_parameter_without_its_path_says_where_it_is_set(two_places):
    with pytest.raises(gr.ScenarioError, match="Write it like parameters.leak"):
        two_places.with_({"leak": 0.2})


def test_messages_speak_python(two_places):
    with pytest.raises(gr.ScenarioError, match="with_ parameters.leek=0.2: error") as raised:
        two_places.with_({"parameters.leek": 0.2})
    assert "--set" not in str(raised.value)
    with pytest.raises(gr.UnknownNameError, match=r"gr.presets\(\)"):
        gr.Scenario.load("nowhere")


def test_a_measure_that_is_none_and_a_folder_that_is_no_result_are_errors(two_places, tmp_path):
    with pytest.raises(gr.GenRatchetError, match="neither a measure nor a provision"):
        gr.delay(two_places, "a-licenc", [1], replicates=1)
    with pytest.raises(gr.GenRatchetError, match="not the folder of a result"):
        gr.load(tmp_path)


def test_scenarios_pickle_with_all_that_they_say(two_places):
    changed = two_places.with_({"parameters.leak": 0.2})
    copy = pickle.loads(pickle.dumps(changed))
    assert copy == changed and hash(copy) == hash(changed) and copy != two_places
    assert copy.run(replicates=2).result_hash == changed.run(replicates=2).result_hash
    assert copy.with_({"seed": 3}).seed == 3


# ---------------------------------------------------------------- results


def test_hash_is_that_of_the_command_line(two_places, genratchet, tmp_path):
    printed = genratchet("run", "preset:two-places", "--replicates", 5, "--out", tmp_path / "r", "--quiet", "--no-challenge")
    assert printed.returncode == 0, printed.stderr
    there, here = gr.load(tmp_path / "r"), two_places.run(replicates=5)
    assert here.result_hash == there.result_hash
    xr.testing.assert_identical(here.dataset.drop_attrs(), there.dataset.drop_attrs())


def test_hash_of_a_small_headline_world_is_that_of_the_command_line(result, genratchet, tmp_path):
    flags = ["--replicates", 8, "--institutions", 500, "--out", tmp_path / "r", "--quiet", "--no-challenge"]
    assert genratchet("run", "preset:us-countermeasures", *flags).returncode == 0
    assert gr.load(tmp_path / "r").result_hash == result.result_hash


def test_threads_change_nothing_and_seeds_do(two_places):
    one = two_places.run(replicates=4, threads=1)
    assert one.result_hash == two_places.run(replicates=4, threads=3).result_hash
    other = two_places.run(replicates=4, seed=2)
    assert other.result_hash != one.result_hash and other.provenance.seed == 2


def test_dataset_is_labelled_with_units_time_and_provenance(result):
    data = result.dataset
    assert data.held_persons.dims == ("policy", "replicate", "year", "holder", "origin", "kind")
    assert data.held_us_in_cn.dims == ("policy", "replicate", "time")
    assert np.issubdtype(data["time"].dtype, np.datetime64)
    assert all("long_name" in v.attrs and "units" in v.attrs for n, v in data.data_vars.items() if n != "time_bounds")
    assert data.held_persons.attrs["unit_name"] == "persons"
    assert data.attrs["result_hash"] == result.result_hash and data.attrs["seed"] == 1
    assert {"US", "CN"} <= set(data["holder"].values)


def test_paired_is_policy_minus_reference_run_by_run(result):
    paired = result.paired("full-closure")
    data = result.dataset.held_us_in_cn
    expected = data.sel(policy="full-closure") - data.sel(policy="current-law")
    np.testing.assert_array_equal(paired.held_us_in_cn.values, expected.values)
    assert paired.held_us_in_cn.dims == ("replicate", "time")
    persons = paired["held_persons"].sel(origin="US", holder="CN", time="2040-12").quantile([0.05, 0.5, 0.95], "replicate")
    assert persons.sizes["time"] == 1
    assert "held_persons" in list(paired) and "parameter_draw" not in paired


def test_paired_agrees_with_the_ranges_of_the_summary(result):
    row = result.summary().query("output == 'held_us_in_cn' and policy == 'full-closure' and time == '2040-12'").iloc[0]
    change = result.paired("full-closure").held_us_in_cn.sel(time="2040-12").squeeze()
    low, middle, high = change.quantile([0.05, 0.5, 0.95], "replicate").values
    assert (row["change_low"], row["change"], row["change_high"]) == pytest.approx((low, middle, high))
    assert row["runs"] == 8


def test_summary_has_the_columns_of_summary_csv(result):
    assert list(result.summary().columns) == [
        "output", "policy", "reference", "holder", "origin", "kind", "time", "unit", "median", "low", "high", "change",
        "change_low", "change_high", "runs",
    ]  # fmt: skip


def test_a_result_is_saved_whole_loaded_and_never_overwritten(two_places, tmp_path):
    made = two_places.run(replicates=2)
    saved = made.save(tmp_path / "deep" / "out")
    assert gr.load(tmp_path / "deep" / "out").result_hash == made.result_hash
    assert sorted(p.name for p in (tmp_path / "deep").iterdir()) == ["out"]
    with pytest.raises(FileExistsError, match="left alone"):
        two_places.run(replicates=1).save(tmp_path / "deep" / "out")
    assert made.result_hash[:8] in saved.cite() and saved.cite("bibtex").startswith("@misc")
    assert saved.verify().verified


def test_a_result_named_out_stays_where_it_is(two_places, tmp_path):
    assert two_places.run(replicates=1, out=tmp_path / "named").directory == tmp_path / "named"
    with pytest.raises(gr.GenRatchetError, match="exists and is not a result"):
        (tmp_path / "mine").mkdir()
        (tmp_path / "mine" / "notes.txt").write_text("mine")
        two_places.run(replicates=1, out=tmp_path / "mine")
    assert (tmp_path / "mine" / "notes.txt").read_text() == "mine"


def test_results_pickle(two_places):
    made = two_places.run(replicates=2)
    copy = pickle.loads(pickle.dumps(made))
    assert copy.result_hash == made.result_hash and copy.directory != made.directory
    xr.testing.assert_identical(copy.dataset, made.dataset)


def test_a_temporary_result_goes_with_its_object(two_places):
    made = two_places.run(replicates=1)
    where = made.directory
    assert where.exists()
    made.close()
    assert not where.exists()


def test_arrays_that_are_still_to_be_read_keep_their_folder(two_places):
    with xr.set_options(file_cache_maxsize=1):
        paired = two_places.run(replicates=2).paired("both-open")
        levels = two_places.run(replicates=2).dataset["held_cn_in_us"]
        gc.collect()
        two_places.run(replicates=1).dataset.held_persons.load()  # takes the one place among open files
        assert float(paired.held_us_in_cn.sum()) == float(two_places.run(replicates=2).paired("both-open").held_us_in_cn.sum())
        assert levels.sum() > 0


def test_two_results_are_compared_run_by_run_where_they_share_chance(two_places):
    a, b = two_places.run(replicates=3), two_places.with_({"parameters.request_share_prc": 0.9}).run(replicates=3)
    table = gr.compare(a, b, ["held_cn_in_us"])
    assert set(table["output"]) == {"held_cn_in_us"} and (table["paired_runs"] == 3).all()
    with pytest.raises(TypeError):
        gr.compare(a, two_places)


def test_coverage_tells_which_law_bound(result):
    table = result.coverage()
    assert table.loc[table["provision"] == "us-nih-access-2025", "bound"].all()
    assert not table["bound"].all()


def test_cards_say_what_must_be_known(result, headline):
    assert "full-closure" in repr(result) and " to " in repr(result) and "90 % of runs" in repr(result)
    html = result._repr_html_()
    assert "PRELIMINARY" in html and "current-law" in html and "<table" in html
    assert "contested assumptions" in headline._repr_html_()
    assert "&lt;b&gt;" in gr.Scenario.from_dict({"extends": "preset:two-places", "title": "<b>"})._repr_html_()


# ---------------------------------------------------------------- running


def test_progress_is_told_up_to_the_end(two_places):
    told = []
    two_places.resized(20).run(replicates=400, threads=1, progress=lambda done, all_: told.append((done, all_)))
    assert told and all(0 < done <= all_ for done, all_ in told)
    assert [d for d, _ in told] == sorted(d for d, _ in told)


def test_what_progress_raises_stops_the_run_and_is_raised(headline, tmp_path):
    class Enough(Exception):
        pass

    def enough(done, all_):
        raise Enough

    with pytest.raises(Enough):
        headline.run(replicates=64, progress=enough, out=tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_other_threads_go_on_while_it_runs(headline):
    counted, stop = [0], threading.Event()

    def count():
        while not stop.is_set():
            counted[0] += 1

    other = threading.Thread(target=count)
    other.start()
    before = counted[0]
    headline.run(replicates=2, threads=1)
    after = counted[0]
    stop.set()
    other.join()
    assert after - before > 1000


def test_ctrl_c_stops_the_run_and_leaves_nothing(tmp_path):
    script = (
        "import genratchet as gr, sys\n"
        "s = gr.Scenario.load('preset:us-countermeasures')\n"
        "def show(done, all_):\n"
        "    print('running', flush=True)\n"
        "try:\n"
        f"    s.run(replicates=500, progress=show, out={str(tmp_path / 'out')!r})\n"
        "except KeyboardInterrupt:\n"
        "    print('stopped')\n"
    )
    child = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert child.stdout.readline() == "running\n"
    child.send_signal(signal.SIGINT)
    rest, _ = child.communicate(timeout=120)
    assert rest.splitlines()[-1] == "stopped" and child.returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_runs_of_two_python_threads_do_not_disturb_each_other(two_places):
    expected = two_places.run(replicates=20).result_hash
    found = []
    threads = [threading.Thread(target=lambda: found.append(two_places.run(replicates=20).result_hash)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 3
