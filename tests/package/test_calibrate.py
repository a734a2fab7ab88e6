"""gr.calibrate: what is known in closed form comes out, only what is to be fitted moves, and nothing depends on how it ran."""

import json
import math
from concurrent.futures import ThreadPoolExecutor

import matplotlib
import numpy as np
import pandas as pd
import pytest

import genratchet as gr
from genratchet.calibrate import FITTED, without_posterior
from genratchet.calibrate._conditional import Conditional, Data
from genratchet.calibrate._emulator import Emulator, products, terms_of
from genratchet.calibrate._likelihood import Likelihood
from genratchet.calibrate._process import Process, Wave
from genratchet.calibrate._sampler import split_rhat
from genratchet.calibrate._space import Space
from genratchet.calibrate._statistics import Statistic, shipped_observations, statistics_of
from genratchet.calibrate._tables import predictive_table, rank_table
from genratchet.calibrate._waves import Bench

matplotlib.use("agg")

OBSERVED = {
    "sra.open_bases": {
        "unit": "Pb",
        "points": [
            {"date": "2009-12", "value": 4.0, "role": "calibrate", "fact": "T1", "sd_log": 0.2},
            {"date": "2013-12", "value": 9.0, "role": "hindcast", "fact": "T2"},
            {"date": "2014-12", "value": 14.0, "role": "calibrate", "fact": "T1", "sd_log": 0.2},
        ],
    }
}
SMALL = {"runs": 48, "waves": 2, "rows": 128, "steps": 40, "progress": False}


@pytest.fixture(scope="module")
def teaching(two_places):
    """The teaching world with three uncertain parameters."""
    fixed = {f"parameters.{name}": value for name, value in zip(two_places.parameters["name"], two_places.parameters["value"], strict=True)}
    return two_places.with_(
        fixed
        | {
            "draw_parameters": True,
            "seed": 5,
            "parameters.nu_human": 10,
            "parameters.spend_controlled": {"prior": {"log_normal": [4e7, 2]}},
            "parameters.release_lag": {"prior": {"log_uniform": [6, 24]}},
            "parameters.growth_other": {"prior": {"normal": [0.08, 0.08]}},
        }
    )


def calibrated(teaching, **settings):
    return gr.calibrate(teaching, ["spend_controlled", "release_lag"], OBSERVED, **(SMALL | {"seed": 5} | settings))


@pytest.fixture(scope="module")
def found(teaching):
    return calibrated(teaching)


def one(name, sd, target=0.0):
    return Statistic(name, "sra.open_bases", "log", "2014-12", None, math.exp(target), "Pb", "T", sd)


# ---------------------------------------------------------------- what is fitted, and to what


def test_only_the_twelve_are_fitted(headline):
    space = Space.of(headline)
    assert sorted(space.fitted_names) == sorted(FITTED) and len(FITTED) == 12
    assert len(space.free) == len(space.names) - 12 and not set(space.free) & set(space.fitted)
    with pytest.raises(gr.UnknownNameError, match="leek"):
        Space.of(headline, ["leek"])


def test_only_points_marked_calibrate_are_data(headline):
    observations = shipped_observations()
    statistics = statistics_of(observations)
    marked = {(series, p["date"]) for series, told in observations.items() for p in told["points"] if p["role"] == "calibrate"}
    assert {(s.series, s.date) for s in statistics} == marked - {m for m in marked if m[0] == "sra.total_bases"}
    assert [s.kind for s in statistics if s.kind != "log"] == ["share", "count"]
    opened = [s for s in statistics if s.series == "sra.open_bases"]
    assert sum(s.observed for s in opened) == pytest.approx(8.757) and opened[0].after is None and opened[1].after == opened[0].date
    assert {s.sd for s in opened} == {0.25}
    with pytest.raises(gr.GenRatchetError, match="there is nothing to fit"):
        statistics_of({"sra.open_bases": {"unit": "Pb", "points": [{"date": "2014-12", "value": 1, "role": "hindcast", "fact": "T", "sd_log": 1}]}})


def test_statistics_and_draws_are_those_of_the_hindcast(headline, tmp_path):
    scenario = without_posterior(headline.with_({"seed": 11}))
    space, statistics = Space.of(scenario), statistics_of(shipped_observations())
    ours = Bench(space, statistics, tmp_path).run("x", space.draws(11, 1), 11, scenario.institutions, False)[0]
    told = gr.hindcast(scenario, replicates=1, progress=False).set_index(["series", "date"])["mid"]
    for s, value in zip(statistics, ours, strict=True):
        if s.series in ("sra.open_bases", "sra.controlled_bases", "nifty.tests") and s.after:
            expected = told[s.series, s.date] - told[s.series, s.after]
        else:
            expected = told[s.series, s.date]
        assert value == pytest.approx(float(s.scaled(np.array(expected)))), s.name


def test_likelihood_by_hand():
    statistics = [
        one("a", 0.25, target=1.0),
        Statistic("b", "dbgap.approval_rate", "share", "2011-12", None, 0.75, "share", "T", trials=40),
        Statistic("c", "hgr.penalties", "count", "2018-12", None, 3, "incidents", "T"),
    ]
    covariance = np.diag([0.3**2, 0.1])  # of what is no count; that of a share plays no part
    told = Likelihood(statistics, covariance).of(np.array([[1.2, math.log(0.8 / 0.2), math.log(2.0)]]))[0]
    variance = 0.25**2 + 0.3**2
    normal = -0.5 * 0.2**2 / variance - 0.5 * math.log(2 * math.pi * variance)
    binomial = math.log(math.comb(40, 30)) + 30 * math.log(0.8) + 10 * math.log(0.2)
    poisson = 3 * math.log(2) - 2 - math.log(6)
    assert told == pytest.approx(normal + binomial + poisson)
    assert Likelihood(statistics, covariance, temper=4).of(np.array([[1.2, math.log(4), math.log(2)]]))[0] == pytest.approx(told / 4)


# ---------------------------------------------------------------- closed forms


def test_a_linear_gaussian_posterior_comes_out():
    """Two statistics, linear in four parameters, two of them fitted: given the others the posterior is normal, known."""
    chance = np.random.default_rng(3)
    weights, constant, noise = np.array([[1.0, 0.4, 0.8, 0.0], [-0.3, 0.9, 0.0, 0.5]]), np.array([0.2, -0.1]), np.array([0.3, 0.2])
    z = chance.standard_normal((1200, 4))
    runs = constant + z @ weights.T + noise * chance.standard_normal((1200, 2))
    statistics = [one("a", 0.25, 0.7), one("b", 0.3, -0.4)]
    emulator = Emulator(statistics, z, runs, np.arange(1200) // 4)
    rows = chance.standard_normal((2000, 4))
    rows[:, 2:] = rows[0, 2:]
    told = Conditional(rows, [0, 1], [Data(emulator, Likelihood(statistics, emulator.covariance))])
    drawn = told.sample(rows[:, :2], 30, 1)[-1]
    a = weights[:, :2]
    precision = np.diag(1 / (noise**2 + np.array([0.25, 0.3]) ** 2))
    covariance = np.linalg.inv(np.eye(2) + a.T @ precision @ a)
    mean = covariance @ a.T @ precision @ (np.array([0.7, -0.4]) - constant - weights[:, 2:] @ rows[0, 2:])
    assert drawn.mean(axis=0) == pytest.approx(mean, abs=0.06)
    assert np.cov(drawn, rowvar=False) == pytest.approx(covariance, abs=0.03)
    assert emulator.accuracy["residual_sd"].to_numpy() == pytest.approx(noise, rel=0.1)


def test_slopes_are_those_of_the_likelihood():
    statistics = [
        one("a", 0.25, target=1.0),
        one("d", 0.3, target=0.2),
        Statistic("b", "dbgap.approval_rate", "share", "2011-12", None, 0.75, "share", "T", trials=40),
        Statistic("c", "hgr.penalties", "count", "2018-12", None, 3, "incidents", "T"),
    ]
    likelihood = Likelihood(statistics, np.array([[0.2, 0.1, 0], [0.1, 0.3, 0], [0, 0, 0.1]]), temper=2)
    at = np.array([[1.2, 0.1, 0.4, 0.9]])
    gradient, curvature = likelihood.slope(at)
    for place, step in enumerate(1e-5 * np.eye(4)):
        assert gradient[0, place] == pytest.approx((likelihood.of(at + step) - likelihood.of(at - step))[0] / 2e-5, rel=1e-5)
        less = (likelihood.slope(at - step)[0] - likelihood.slope(at + step)[0])[0] / 2e-5
        assert curvature[0, place] == pytest.approx(less, rel=1e-5, abs=1e-9)


def test_an_emulator_knows_what_is_no_straight_line():
    chance = np.random.default_rng(4)
    z = chance.standard_normal((1500, 5))
    log_rate = 0.5 + 0.8 * z[:, 1] - 0.4 * z[:, 3]
    runs = np.column_stack([z[:, 0] * z[:, 2] + 0.3 * z[:, 0] ** 3, chance.poisson(np.exp(log_rate))])
    statistics = [one("a", 0.1), Statistic("c", "hgr.penalties", "count", "2018-12", None, 3, "incidents", "T")]
    emulator = Emulator(statistics, z, runs, np.arange(1500))
    told = emulator.predict(z)
    assert np.corrcoef(told[:, 0], runs[:, 0])[0, 1] > 0.999
    assert np.abs(told[:, 1] - log_rate).mean() < 0.1
    assert products([(0,), (0, 2), (0, 2, 2)], z)[7] == pytest.approx([z[7, 0], z[7, 0] * z[7, 2], z[7, 0] * z[7, 2] ** 2])
    assert len(terms_of(5, np.arange(10.0), paired=3, tripled=2)) == 5 + 6 + 4


def test_chains_that_disagree_are_told():
    chance = np.random.default_rng(5)
    chains = chance.standard_normal((4, 200, 2, 1))
    chains[0, :, 1] += 3
    rhat = split_rhat(chains)
    assert rhat[0, 0] < 1.05 and rhat[1, 0] > 1.3


def test_ranks_tell_a_posterior_that_is_too_narrow():
    space = Space(None, ["p", "q"], [0, 1], [], 2, ())
    chance = np.random.default_rng(6)
    even, narrow = chance.integers(0, 64, 256), np.where(chance.random(256) < 0.5, 1, 62)
    told = rank_table(space, np.column_stack([even, narrow]).astype(float))
    assert told["p"][0] > 0.01 and told["p"][1] < 1e-6 and told["spread"][1] > 1.5


def test_known_values_are_found_again():
    """Ranks by the process itself, where emulator and model are the same."""
    chance = np.random.default_rng(7)
    statistics = [one("a", 0.3), one("b", 0.3)]
    z = chance.standard_normal((600, 3))
    runs = z @ np.array([[1.0, 0.2, 0.5], [0.0, 0.8, -0.4]]).T + 0.2 * chance.standard_normal((600, 2))
    wave = Wave(z, runs, np.arange(600.0))
    process = Process(Bench(Space(None, list("pqr"), [0, 1], [], 3, ()), statistics, None), 1, 1, False, 100)
    table = rank_table(process.bench.space, process.ranks([process.emulator(wave.only(slice(200, None)))], wave.only(slice(200)), 1))
    assert (table["p"] > 0.001).all() and table["spread"].between(0.85, 1.15).all()


def test_an_observation_out_of_reach_is_a_conflict():
    runs = np.random.default_rng(8).normal(0, 0.1, (400, 1))
    near, far = (predictive_table([one("a", 0.2, target)], runs).iloc[0] for target in (0.1, 0.9))
    assert not near["conflict"] and near["low"] < near["observed"] < near["high"]
    assert far["conflict"] and far["below"] == 1 and far["pit"] > 0.999


# ---------------------------------------------------------------- the whole way, in a teaching world


def test_what_is_not_fitted_keeps_its_draws(teaching, found):
    draws = teaching.run(replicates=128, progress=False).dataset["parameter_draw"].sel(parameter="growth_other")
    space = found.space
    assert space.values(found.posterior_z)["growth_other"].to_numpy() == pytest.approx(draws.values, rel=1e-12)
    assert list(found.posterior.columns) == ["spend_controlled", "release_lag"] and found.design_seed == teaching.seed
    moved = found.parameters.set_index("parameter").loc["spend_controlled"]
    assert moved["contraction"] > 0.5 and moved["informed"]
    assert found.parameters.set_index("parameter").loc["release_lag", "contraction"] < 0.2
    assert found.posterior_predictive["pit"].between(0.05, 0.95).all() and not found.conflicts


def test_the_same_on_threads_and_executors(teaching, found):
    with ThreadPoolExecutor(2) as executor:
        spread = calibrated(teaching, executor=executor, checks=False)
    alone = calibrated(teaching, threads=1, checks=False)
    pd.testing.assert_frame_equal(spread.posterior, found.posterior)
    pd.testing.assert_frame_equal(alone.posterior, found.posterior)


def test_it_goes_on_where_it_was_interrupted(teaching, found, tmp_path):
    begun = []

    def interrupt(done, all_):
        begun.append(done)
        if len(list(tmp_path.glob("wave-2*.sqlite"))) == 1 and done > 0:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        calibrated(teaching, store=tmp_path, progress=interrupt, threads=1)
    kept = {file.name: file.stat().st_mtime_ns for file in tmp_path.glob("wave-1*.sqlite")}
    assert kept
    (tmp_path / "seconds").write_text("86400")
    again = calibrated(teaching, store=tmp_path, checks=False)
    assert again.made_by["seconds"] >= 86400, "the time of earlier sittings counts"
    pd.testing.assert_frame_equal(again.posterior, found.posterior)
    assert kept == {file.name: file.stat().st_mtime_ns for file in tmp_path.glob("wave-1*.sqlite")}
    with pytest.raises(gr.GenRatchetError):
        calibrated(teaching, store=tmp_path, seed=6)


def test_what_is_written(found, tmp_path):
    found.save(tmp_path / "posterior.json", "a command")
    told = json.loads((tmp_path / "posterior.json").read_text("utf-8"))
    assert set(told) == {"title", "note", "source", "made_by", "design_seed", "parameters", "rows"}
    assert told["parameters"] == list(found.posterior.columns) and len(told["rows"]) == 128 and told["design_seed"] == 5
    assert np.array(told["rows"]) == pytest.approx(found.posterior.to_numpy(), rel=1e-5)
    assert {"command", "seed", "date", "seconds", "version", "institutions"} <= set(told["made_by"])


def test_what_is_told(found):
    text = found.report()
    for words in ("Before fitting", "contraction", "R-hat", "within the posterior", "go together"):
        assert words in text
    assert "| parameter |" in found.report("markdown") and "<table" in found._repr_html_() and "Calibration" in repr(found)
    for figure in (found.plot.parameters(), found.plot.pairs(), found.plot.ranks(), found.plot.predictive()):
        assert figure.axes
        matplotlib.pyplot.close(figure)
    with pytest.raises(ValueError, match="html"):
        found.report("html")
