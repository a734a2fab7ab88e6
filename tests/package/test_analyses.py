"""Analyses: the numbers are those of the command line, tables and plots hold them."""

import json
import pickle

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

import genratchet as gr
from genratchet._told import runs_of

SMALL = {"institutions": 300, "replicates": 3}
FLAGS = ["--institutions", 300, "--replicates", 3, "--json", "--quiet"]
PRESET = "preset:us-countermeasures"


@pytest.fixture(scope="module")
def small():
    return gr.Scenario.load(PRESET).resized(300)


def printed(genratchet, *arguments):
    done = genratchet(*arguments)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_delay(small, genratchet):
    told = gr.delay(small, "us-nih", range(3), replicates=3)
    same = printed(genratchet, "delay", PRESET, "--measure", "us-nih", "--years", "0:2", *FLAGS)
    assert list(told.table["held"]) == [p["held_us_in_cn"]["median"] for p in same["points"]]
    assert list(told.table["cost_high"]) == [p["cost"]["high"] for p in same["points"]]
    assert told.table["cost"].iloc[0] == 0 and told.vintage_held[0] == same["vintage_held"]["median"]


def test_challenge(small, genratchet):
    told = gr.challenge(small, "full-closure", ["leak", "repatriated"], values=2, institutions=None, replicates=3)
    flags = ["--policy", "full-closure", "--parameter", "leak", "--parameter", "repatriated", "--values", 2]
    same = printed(genratchet, "challenge", PRESET, *flags, *FLAGS)
    assert list(told.table["parameter"]) == [a["parameter"] for a in same["assumptions"]]
    assert list(told.table["spread"]) == [a["spread"] for a in same["assumptions"]]
    assert list(told.points["held"]) == [p["held_us_in_cn"]["median"] for a in same["assumptions"] for p in a["points"]]
    assert list(told.conclusions["verdict"]) == [c["verdict"] for c in same["conclusions"]]


def test_premium(small, genratchet):
    told = gr.premium(small, replicates=3)
    same = printed(genratchet, "premium", PRESET, *FLAGS)
    parts = told.table[told.table["part"] == "premium"]
    assert list(parts["persons"]) == [row["premium"]["median"] for row in same]
    assert len(told.worlds) == 4 * len(same)


def test_premium_is_empty_where_its_worlds_are_not(two_places):
    assert gr.premium(two_places, replicates=1).table.empty


def test_credit(small, genratchet):
    told = gr.credit(small, "current-law", institutions=None, replicates=3)
    same = printed(genratchet, "credit", PRESET, "--policy", "current-law", *FLAGS)
    assert list(told.table["measure"]) == [r["measure"] for r in same["measures"]]
    assert list(told.table["value"]) == [r["credit"]["median"] for r in same["measures"]]
    np.testing.assert_allclose(told.by_run.sum(axis=1), told.change, atol=1e-6)
    assert told.exact and told.reference == "no-us-measures"


def test_ablation(small):
    told = gr.ablation(small, "current-law", institutions=None, replicates=3)
    nih = told.table.set_index("provision").loc["us-nih-access-2025"]
    assert not nih["never"] and nih["difference"] > 0
    assert (told.table.loc[told.table["never"], "difference"] == 0).all()


def test_tradeoff(small, genratchet):
    told = gr.tradeoff(small, replicates=3)
    same = printed(genratchet, "tradeoff", PRESET, *FLAGS)
    assert list(told.table["policy"]) == [r["policy"] for r in same["policies"]]
    assert list(told.table["dominated"]) == [r["dominated"] for r in same["policies"]]
    assert list(told.table["dominated_share"]) == [r["dominated_share"] for r in same["policies"]]
    assert (told.table["dominated"] == (told.table["dominated_share"] >= 0.9)).all()
    assert "by full-closure, in 100 % of runs" in repr(told) and "undecided: by" in repr(told)
    hollow = {line.get_label().removesuffix(" ?") for line in told.plot().get_lines() if line.get_markerfacecolor() == "none"}
    assert hollow == set(told.table["policy"][told.table["dominated"] & ~told.table["is_reference"]])
    assert told.table.loc[told.table["is_reference"], "change"].isna().all()


def test_runs_that_disagree_are_marked(small):
    told = gr.tradeoff(small, replicates=3)
    moved = told.table.set_index("policy").loc["current-law-ten-years-earlier"]
    assert moved["change_low"] < 0 < moved["change_high"] and moved["change_disagree"] and moved["disagree"]
    row = next(line for line in repr(told).splitlines() if line.strip().startswith("current-law-ten-years-earlier"))
    assert " ?" in row and "? fewer than nine in ten runs" in repr(told)
    assert "current-law-ten-years-earlier ?" in [text.get_text() for text in told.plot().get_legend().get_texts()]
    premium = gr.premium(small, replicates=3)
    last = premium.table[premium.table["date"] == "2040-12"].set_index("part")
    assert last["persons_disagree"]["inflow"] and not last["persons_disagree"]["retention"]
    assert [label.get_text() for label in premium.plot().get_yticklabels()][:3] == ["premium ?", "inflow ?", "retention"]
    plt.close("all")


def test_a_range_disagrees_as_the_core_says():
    assert gr._core.range_of([1.0, -1.0, 0.0]).disagree
    assert not gr._core.range_of([0.0, 0.0, float("nan")]).disagree
    assert not gr._core.range_of([-1.0, -2.0, float("nan")]).disagree


def test_a_change_without_direction_has_no_shares(small):
    told = gr.credit(small, "current-law-ten-years-earlier", institutions=None, replicates=3)
    assert " ?, against current-law" in told.summary
    assert told.table["share"].isna().all() and (told.table["share_runs"] == 0).all()


def test_sides_are_called_by_the_names_of_their_places(two_places):
    answers = [
        gr.delay(two_places.with_reference("b-closes-too"), "b-closes", [0, 2], replicates=2),
        gr.challenge(two_places, parameters=["leak"], replicates=2),
        gr.credit(two_places, "b-closes-too", replicates=2),
        gr.ablation(two_places, "b-closes-too", replicates=2),
        gr.tradeoff(two_places, replicates=2),
    ]
    for answer in answers:
        ax = answer.plot()
        drawn = " ".join([answer._repr_html_(), ax.get_xlabel(), ax.get_ylabel()])
        assert "China" not in drawn and "PRC" not in drawn and "US persons" not in drawn
        assert "B persons copied to A" in ax.get_xlabel() + ax.get_ylabel()
    assert "B persons copied to A by 2014-12" in two_places.run(replicates=2)._repr_html_()
    plt.close("all")


def test_answers_say_what_they_are_not(small):
    credit = gr.credit(small, "current-law", institutions=None, replicates=2)
    ablation = gr.ablation(small, "listings-only", institutions=None, replicates=2)
    tradeoff = gr.tradeoff(small, replicates=2)
    for answer, said in ((credit, "no evidence of what a measure did"), (ablation, "no proof that a rule never"), (tradeoff, "not for the model to say")):
        notes = " ".join(text.get_text().replace("\n", " ") for text in answer.plot().texts)
        for shown in (repr(answer), answer._repr_html_(), notes):
            assert said in shown and "a small world, in which rare large studies weigh more" in shown
    plt.close("all")


class Failed:
    """What the core told, with a failed run in it."""

    failure = type("RunFailure", (), {"policy": 1, "replicate": 2, "reason": "broken"})

    def __init__(self, told):
        self._told = told

    def __getattr__(self, name):
        return [self.failure] if name == "failures" else getattr(self._told, name)


@pytest.mark.parametrize("name", ["tradeoff", "delay", "credit", "ablation", "challenge", "premium", "hindcast"])
def test_failed_runs_are_told(small, monkeypatch, name):
    core = getattr(gr._core, name)

    def failing(*arguments):
        told = core(*arguments)
        return (told[0], [Failed.failure]) if isinstance(told, tuple) else Failed(told)

    monkeypatch.setattr(gr._core, name, failing)
    given = {
        "delay": ["us-nih", [0]], "credit": ["listings-only"], "ablation": ["listings-only"],
        "challenge": ["full-closure", ["leak"]],
    }  # fmt: skip
    with pytest.warns(UserWarning, match="1 runs FAILED .*policy 1, run 2: broken"):
        told = getattr(gr, name)(small, *given.get(name, []), replicates=2)
    if name == "hindcast":
        assert told.attrs["failures"] == ["policy 1, run 2: broken"] and set(told["runs"]) <= {0, 1, 2}
        return
    assert told.failures == ["policy 1, run 2: broken"]
    assert "1 runs FAILED: see .failures" in repr(told) and "1 runs FAILED" in told._repr_html_()


def test_ranges_are_of_the_runs_that_they_have():
    table = pd.DataFrame({"change_runs": [0, 3, 8]})
    assert runs_of(table, "change") == "3 to 8" and runs_of(table.tail(1), "change") == "8"


def test_hindcast(small, genratchet):
    table = gr.hindcast(small, replicates=3)
    same = printed(genratchet, "hindcast", PRESET, *FLAGS)
    rows = [p for points in same.values() for p in points]
    np.testing.assert_array_equal(table["mid"].to_numpy(dtype=float), np.array([np.nan if p["mid"] is None else p["mid"] for p in rows]))
    assert list(table["observed"].dropna()) == [p["observed"] for p in rows if "observed" in p]
    assert list(table["crps"].dropna()) == [p["crps"] for p in rows if p.get("crps") is not None]
    forecasts = table[table["role"] == "hindcast"]
    assert list(forecasts["last_value"]) == [p["naive"]["last value"]["value"] for p in rows if "naive" in p]
    assert table[table["role"] != "hindcast"]["linear"].isna().all()
    board = pd.DataFrame(table.attrs["scoreboard"])
    assert set(board["series"]) == set(forecasts["series"]) and board["forecasts"].sum() == len(forecasts)
    assert ((board["linear_skill"] > 0) >= board["linear_beaten"].astype(bool)).all()


def test_hindcast_of_points_of_ones_own(small, tmp_path):
    mine = pd.DataFrame({"date": pd.period_range("2030-06", periods=2, freq="M"), "series": "ega.bytes", "value": [60.0, 61.0]})
    file = tmp_path / "forecasts.json"
    table = gr.hindcast(small, replicates=2, against=mine, forecasts=file)
    assert list(table.query("series == 'ega.bytes' and role == 'hindcast'")["observed"]) == [60, 61]
    mine.to_csv(tmp_path / "mine.csv", index=False)
    assert gr.hindcast(small, replicates=2, against=tmp_path / "mine.csv").equals(table)
    with pytest.raises(gr.ScenarioError, match="not a series"):
        gr.hindcast(small, against=mine.assign(series="ega.byte"))
    with pytest.raises(FileExistsError):
        gr.hindcast(small, replicates=2, forecasts=file)
    axes = gr.plot.hindcast(table, "ega.bytes")
    assert "naive: linear" in [t.get_text() for t in axes.get_legend().get_texts()] and axes.get_ylabel() == "PB"
    with pytest.raises(gr.UnknownNameError, match='Did you mean "ega.bytes"'):
        gr.plot.hindcast(table, "ega.byte")


def test_a_posterior_in_python(two_places):
    sample = {"design_seed": 5, "parameters": ["detection", "worth"], "rows": [[0.02, 1], [0.03, 2], [0.04, 3]]}
    fitted = two_places.with_({"posterior": sample, "draw_parameters": True})
    assert fitted.fitted == ["detection", "worth"] and "posterior of 2 fitted" in repr(fitted)
    told = fitted.parameters.set_index("name")["posterior_median"]
    assert told["worth"] == 2 and np.isnan(told["leak"])
    draws = fitted.run(replicates=3).dataset["parameter_draw"]
    np.testing.assert_array_equal(draws.sel(parameter=["detection", "worth"]), sample["rows"])
    prior = fitted.run(replicates=3, prior=True)
    assert prior.scenario.fitted == [] and not np.isin(prior.dataset["parameter_draw"].sel(parameter="worth"), [1, 2, 3]).any()
    with pytest.warns(UserWarning, match="has 3 rows"):
        fitted.run(replicates=4)
    assert fitted.with_({"posterior": None}).sha256 != fitted.sha256


def test_answers_pickle_plot_and_have_cards(small, result):
    answers = [
        gr.delay(small, "us-nih", [0, 1], replicates=2),
        gr.challenge(small, "full-closure", ["leak"], values=2, institutions=None, replicates=2),
        gr.premium(small, replicates=2),
        gr.credit(small, "current-law", institutions=None, replicates=2),
        gr.ablation(small, "listings-only", institutions=None, replicates=2),
        gr.tradeoff(small, replicates=2),
    ]
    for answer in answers:
        assert pickle.loads(pickle.dumps(answer)).table.equals(answer.table)
        assert "<table" in answer._repr_html_()
        assert answer.plot().figure
    plt.close("all")


def test_plots_show_median_range_and_origin(result):
    ax = result.plot.change("held_persons", origin="US", holder="CN", policies=["full-closure", "no-us-measures"])
    line = ax.get_lines()[0]
    expected = result.paired("full-closure").held_persons.sel(origin="US", holder="CN").sum("kind").median("replicate")
    np.testing.assert_allclose(line.get_ydata(), expected)
    assert line.get_label() == "full-closure"
    notes = " ".join(t.get_text() for t in ax.texts)
    assert "PRELIMINARY" in notes and result.result_hash[:8] in notes.replace("\n", " ")
    assert len({(ln.get_color(), ln.get_linestyle()) for ln in ax.get_lines()[:2]}) == 2
    given = plt.figure().add_subplot()
    assert result.plot.level("held_us_in_cn", ax=given) is given
    assert result.plot.policies().get_yticklabels() and result.plot.asymmetry()
    plt.close("all")


SEEN_BY = {  # linear RGB, severity 1: Machado, Oliveira and Fernandes 2009, doi:10.1109/TVCG.2009.113
    "everybody": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "protanopes": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopes": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopes": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


def cielab(rgb):
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ np.clip(rgb, 0, 1)
    scaled = xyz / [0.9505, 1, 1.089]
    f = np.where(scaled > 0.008856, np.cbrt(scaled), 7.787 * scaled + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("who", SEEN_BY)
def test_colours_of_plots_differ_for(who):
    from matplotlib.colors import to_rgb

    from genratchet.plot import COLOURS

    seen = [cielab(np.array(SEEN_BY[who]) @ np.power(to_rgb(c), 2.2)) for c in COLOURS]
    apart = [np.linalg.norm(a - b) for i, a in enumerate(seen) for b in seen[:i]]
    assert min(apart) > 12
