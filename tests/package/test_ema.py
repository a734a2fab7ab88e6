"""Scenarios in the EMA Workbench: the same numbers as sweeps, in processes too, and a known truth that PRIM finds."""

import pickle
import sys

import numpy as np
import pytest

import genratchet as gr

ema = pytest.importorskip("ema_workbench")

FACTORS = {
    "leak": (0.0, 0.5),
    "detection": None,
    "switches.symmetric_openness": [False, True],
    "provisions.b-closes.effective": ["2010-01", "2012-01"],
}
OUTCOME = "held_us_in_cn[b-closes-too]"


@pytest.fixture(scope="module")
def scenario(two_places):
    return two_places


@pytest.fixture(scope="module")
def model(scenario):
    return gr.as_ema_model(scenario, FACTORS, policies=["b-closes-too"], replicates=2)


@pytest.fixture(scope="module")
def experiments(model):
    with ema.SequentialEvaluator(model) as evaluator:
        return evaluator.perform_experiments(200)


def test_what_the_model_says_of_itself(scenario, model):
    kinds = {u.name: type(u).__name__ for u in model.uncertainties}
    assert kinds == {
        "leak": "RealParameter", "detection": "RealParameter", "switches.symmetric_openness": "CategoricalParameter",
        "provisions.b-closes.effective": "CategoricalParameter",
    }  # fmt: skip
    known = gr.Scenario.load("preset:us-countermeasures").parameters.set_index("name").loc["detection"]
    detection = model.uncertainties["detection"]
    assert (detection.lower_bound, detection.upper_bound) == pytest.approx((known["low"], known["high"]))
    assert [o.name for o in model.outcomes] == [OUTCOME]
    several = gr.as_ema_model(scenario, ["leak"], outputs=["held_us_in_cn", "requests_prc"], dates=["2010-01", "2014-12"])
    assert len(several.outcomes) == 3 * 2 * 2 and "requests_prc[asymmetric]@2010-01" in [o.name for o in several.outcomes]


def test_experiments_are_the_points_of_a_sweep(scenario, experiments):
    table, outcomes = experiments
    rows = table[list(FACTORS)].head(20)
    rows = rows.astype({"switches.symmetric_openness": bool, "provisions.b-closes.effective": str})
    swept = gr.sweep(scenario, rows, replicates=2).frame().query("policy == 'b-closes-too'")
    expected = swept.groupby("point")["held_us_in_cn@2014-12"].mean()
    assert list(outcomes[OUTCOME][:20]) == list(expected)


def test_processes_come_to_the_same(model):
    with ema.SequentialEvaluator(model) as evaluator:
        scenarios = ema.em_framework.samplers.sample_uncertainties(model, 24)
        _, alone = evaluator.perform_experiments(scenarios)
    with ema.MultiprocessingEvaluator(model, n_processes=2) as evaluator:
        _, together = evaluator.perform_experiments(scenarios)
    assert sorted(alone[OUTCOME]) == sorted(together[OUTCOME]) and np.ptp(alone[OUTCOME]) > 0


def test_prim_finds_what_makes_copies_many(scenario, model, experiments):
    from ema_workbench.analysis import prim

    # In this world, with the same chance in every experiment, copies rise with leaks and depend on nothing else but when
    # B closes. So those that exceed what a leak of 0.25 and an early date give are a box.
    table, outcomes = experiments
    border = model.function(**{name: table[name].iloc[0] for name in FACTORS} | {"leak": 0.25, "provisions.b-closes.effective": "2010-01"})
    early = (table["provisions.b-closes.effective"].astype(str) == "2010-01").to_numpy()
    many = early & (outcomes[OUTCOME] > border[OUTCOME])
    assert 20 < many.sum() < 80
    box = prim.Prim(table[list(FACTORS)], many, threshold=0.8, peel_alpha=0.05).find_box()
    best = int(np.argmax(box.peeling_trajectory["density"] * (box.peeling_trajectory["coverage"] > 0.8)))
    box.select(best)
    limits = box.box_lims[best]
    assert box.peeling_trajectory["density"].iloc[best] > 0.9
    assert limits["leak"].iloc[0] == pytest.approx(0.25, abs=0.06)
    assert set(limits["provisions.b-closes.effective"].iloc[0]) == {"2010-01"}


def test_what_fails_is_missing_and_said(scenario):
    model = gr.as_ema_model(scenario, {"places.A.population": [1000000, -1]}, policies=["asymmetric"])
    assert model.function(**{"places.A.population": 1000000})["held_us_in_cn[asymmetric]"] > 0
    with pytest.warns(UserWarning, match="An experiment failed.*out of range"):
        told = model.function(**{"places.A.population": -1})
    assert np.isnan(told["held_us_in_cn[asymmetric]"])


def test_the_function_travels(model):
    row = {"leak": np.float64(0.1), "detection": 0.2, "switches.symmetric_openness": np.bool_(True), "provisions.b-closes.effective": "2012-01"}
    assert pickle.loads(pickle.dumps(model.function))(**row) == model.function(**row)


def test_what_is_wrong_is_said_before_anything_runs(scenario, monkeypatch):
    with pytest.raises(gr.ScenarioError) as caught:
        gr.as_ema_model(scenario, {"leek": None}, outputs=["held"], policies=["none"])
    assert len(caught.value.problems) == 3
    monkeypatch.setitem(sys.modules, "ema_workbench", None)
    with pytest.raises(ImportError, match=r"genratchet\[sensitivity\]"):
        gr.as_ema_model(scenario, ["leak"])


def test_a_name_alone_is_drawn_from_its_prior():
    """detection: log-uniform from 0.003 to 0.3; in its middle 90 % as many experiments lie below 0.03 as above."""
    model = gr.as_ema_model(gr.Scenario.load("us-countermeasures"), ["detection"])
    prior = model.uncertainties["detection"].dist
    assert prior.ppf([0.25, 0.5, 0.75]) == pytest.approx([0.003 * 100**u for u in (0.275, 0.5, 0.725)], rel=0.02)
    assert prior.ppf(0) == pytest.approx(0.003 * 100**0.05) and prior.ppf(1) == pytest.approx(0.003 * 100**0.95)
