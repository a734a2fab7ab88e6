"""Sensitivity: indices that are known, on rows that our designs make, and what is said when they cannot be trusted."""

import sys
from concurrent.futures import ThreadPoolExecutor

import matplotlib
import numpy as np
import pandas as pd
import pytest

import genratchet as gr
from genratchet._indices import must_be_radial, must_be_steps, sobol_doubts
from genratchet.sensitivity import chance_of

pytest.importorskip("SALib")
matplotlib.use("agg")
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")  # they are looked at in `warnings`

ANGLES = {"x1": (-np.pi, np.pi), "x2": (-np.pi, np.pi), "x3": (-np.pi, np.pi)}
COEFFICIENTS = np.array([0, 1, 4.5, 9, 99])


def ishigami(rows, a=7, b=0.1):
    x1, x2, x3 = rows.to_numpy().T
    return np.sin(x1) + a * np.sin(x2) ** 2 + b * x3**4 * np.sin(x1)


def g_function(rows):
    return np.prod((np.abs(4 * rows.to_numpy() - 2) + COEFFICIENTS) / (1 + COEFFICIENTS), axis=1)


def g_indices():
    alone = 1 / (3 * (1 + COEFFICIENTS) ** 2)
    whole = np.prod(1 + alone) - 1
    return alone / whole, alone * np.prod(1 + alone) / (1 + alone) / whole


@pytest.fixture(scope="module")
def scenario(two_places):
    return two_places


# ---------------------------------------------------------------- Sobol'


@pytest.mark.parametrize("seed", [1, 2])
def test_ishigami(seed):
    rows = gr.design_rows("sobol", ANGLES, 2048, seed=seed, second_order=True)
    found = gr.sobol_indices(rows, ishigami(rows), second_order=True, seed=seed)
    assert list(found.table["factor"]) == ["x1", "x2", "x3"]
    assert found.table["S1"].to_numpy() == pytest.approx([0.3139, 0.4424, 0], abs=0.02)
    assert found.table["ST"].to_numpy() == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.02)
    pairs = found.pairs.set_index(["factor", "other"])["S2"]
    assert pairs["x1", "x3"] == pytest.approx(0.2437, abs=0.03)
    assert pairs[[("x1", "x2"), ("x2", "x3")]].to_numpy() == pytest.approx([0, 0], abs=0.03)
    assert found.warnings == [] and found.sweep is None


def test_g_function():
    rows = gr.design_rows("sobol", {f"x{i}": (0, 1) for i in range(5)}, 4096)
    found = gr.sobol_indices(rows, g_function(rows))
    first, total = g_indices()
    assert found.table["S1"].to_numpy() == pytest.approx(first, abs=0.02)
    assert found.table["ST"].to_numpy() == pytest.approx(total, abs=0.02)
    covered = (found.table["ST"] - total).abs() <= 2 * found.table["ST_conf"] + 1e-6
    assert covered.all()


@pytest.mark.parametrize("second_order", [False, True])
def test_rows_have_the_structure_of_salib(second_order):
    from SALib.sample import sobol

    problem = {"num_vars": 3, "names": list(ANGLES), "bounds": [list(r) for r in ANGLES.values()]}
    theirs = sobol.sample(problem, 64, calc_second_order=second_order, seed=1)
    ours = gr.design_rows("sobol", ANGLES, 64, second_order=second_order).to_numpy()
    assert ours.shape == theirs.shape
    for rows in (ours, theirs):
        must_be_radial(rows, 8 if second_order else 5, 3)
        groups = rows.reshape(64, -1, 3)
        for j in range(3 if second_order else 0):  # B with one column of A
            expected = groups[:, -1].copy()
            expected[:, j] = groups[:, 0, j]
            assert (groups[:, 4 + j] == expected).all()
        assert (np.abs(groups[:, 0]) <= np.pi).all() and not (groups[:, 0] == groups[:, -1]).any()


def test_rows_in_another_order_are_refused():
    rows = gr.design_rows("sobol", ANGLES, 8)
    values = ishigami(rows)
    for wrong in (rows.sample(frac=1, random_state=1), rows[["x2", "x1", "x3"]].iloc[::-1], rows[:-1]):
        with pytest.raises(gr.GenRatchetError, match="sobol|whole base samples"):
            gr.sobol_indices(wrong, values[: len(wrong)])
    with pytest.raises(gr.GenRatchetError, match="second_order"):
        gr.sobol_indices(rows, values, second_order=True)
    with pytest.raises(gr.GenRatchetError, match="each row has one"):
        gr.sobol_indices(rows, values[1:])


def test_points_without_a_value_take_their_base_sample_with_them():
    rows = gr.design_rows("sobol", ANGLES, 65)
    values = ishigami(rows)
    values[-2] = np.nan
    found = gr.sobol_indices(rows, values)
    whole = gr.sobol_indices(rows[:-5], values[:-5])
    pd.testing.assert_frame_equal(found.table, whole.table)
    assert any("1 of 65 groups" in warning for warning in found.warnings)
    with pytest.raises(gr.GenRatchetError, match="nothing can be said"):
        gr.sobol_indices(rows, np.full(len(rows), np.nan))


def test_too_few_points_are_said_to_be():
    rows = gr.design_rows("sobol", ANGLES, 12)
    found = gr.sobol_indices(rows, ishigami(rows))
    assert any("not converged" in warning for warning in found.warnings)
    assert any("no power of two" in warning for warning in found.warnings)
    with pytest.warns(UserWarning) as caught:
        gr.sobol_indices(rows, ishigami(rows))
    assert [str(w.message) for w in caught] == found.warnings and {w.filename for w in caught} == {__file__}
    assert "! " in repr(found)


def test_an_output_that_nothing_moves():
    rows = gr.design_rows("sobol", ANGLES, 8)
    found = gr.sobol_indices(rows, np.ones(len(rows)))
    assert found.table["ST"].isna().all() and "no factor moves it" in found.warnings[-1]


@pytest.mark.parametrize(
    ("first", "total", "width", "said"),
    [
        ([0.6, 0.6], [0.7, 0.7], 0.05, "S1 sum to 1.20"),
        ([-0.2, 0.9], [0.1, 0.9], 0.09, "S1 of a is below zero by more than its interval"),
        ([0.1, 0.8], [0.2, 0.9], 0.12, "S1 of a, b is uncertain by up to 0.12"),
        ([0.05, 0.1], [0.05, 0.1], 0.03, "ST of a, b is uncertain"),
        ([0.3, 0.6], [0.4, 0.7], 0.05, None),
    ],
)
def test_doubts(first, total, width, said):
    table = pd.DataFrame({"factor": ["a", "b"], "S1": first, "S1_conf": width, "ST": total, "ST_conf": width})
    doubts = sobol_doubts(table)
    assert any(said in doubt for doubt in doubts) if said else doubts == []


# ---------------------------------------------------------------- Morris


def test_effects_of_a_line_are_its_slopes():
    rows = gr.design_rows("morris", {"a": (0, 1), "b": (0, 10), "c": (-1, 1)}, 20)
    must_be_steps(rows.to_numpy(), 4)
    found = gr.morris_effects(rows, 3 * rows["a"] - 2 * rows["b"]).table.set_index("factor")
    assert found["mu"].to_numpy() == pytest.approx([3, -20, 0], abs=1e-9)
    assert found["mu_star"].to_numpy() == pytest.approx([3, 20, 0], abs=1e-9)
    assert found["sigma"].to_numpy() == pytest.approx([0, 0, 0], abs=1e-9)


def test_effects_of_a_product_differ_from_place_to_place():
    rows = gr.design_rows("morris", {"a": (0, 1), "b": (0, 1)}, 400)
    found = gr.morris_effects(rows, rows["a"] * rows["b"]).table.set_index("factor")
    # the effect of a is b, which is 0, 1/3, 2/3 or 1 with equal chance
    assert found["mu"].to_numpy() == pytest.approx([0.5, 0.5], abs=0.05)
    assert found["sigma"].to_numpy() == pytest.approx(np.sqrt(5 / 36), abs=0.03)


def test_rows_that_are_no_trajectories_are_refused():
    rows = gr.design_rows("morris", {"a": (0, 1), "b": (0, 1)}, 10)
    with pytest.raises(gr.GenRatchetError, match="morris"):
        gr.morris_effects(rows.iloc[::-1].sample(frac=1, random_state=1), rows["a"])
    assert "few" in gr.morris_effects(rows[:6], rows["a"][:6]).warnings[0]


def test_designs_that_are_none():
    with pytest.raises(gr.GenRatchetError, match="Known: latin-hypercube"):
        gr.design_rows("grid", {"a": (0, 1)}, 4)
    with pytest.raises(gr.GenRatchetError, match="at most 64 factors"):
        gr.design_rows("sobol", {str(i): (0, 1) for i in range(65)}, 2)
    with pytest.raises(gr.GenRatchetError, match="1 to"):
        gr.design_rows("sobol", {}, 2)


# ---------------------------------------------------------------- of a scenario


def test_chance_that_all_points_share_is_none():
    points, chance = np.array([[1.0], [2], [4], [7]]), np.array([[10.0, 20, 5]])
    assert chance_of(points + chance) == pytest.approx(0, abs=1e-12)
    noise = np.random.default_rng(1).normal(size=(4000, 3))
    assert chance_of(noise) == pytest.approx(1, abs=0.05)
    assert chance_of(noise + 10 * np.random.default_rng(2).normal(size=(4000, 1))) == pytest.approx(1 / 300, rel=0.2)
    assert chance_of(points) is None


@pytest.fixture(scope="module")
def found(scenario):
    factors = {"detection": None, "nu_human": {"low": 0.3, "high": 3, "scale": "log"}}
    with pytest.warns(UserWarning, match="chance"):
        return gr.sensitivity(scenario, factors, samples=64, replicates=3, threads=2)


def test_a_factor_that_nothing_depends_on_has_no_share(found):
    table = found.table.set_index("factor")
    assert table.loc["detection", ["S1", "S1_conf", "ST", "ST_conf"]].eq(0).all()  # nobody is caught in this world
    assert table.loc["nu_human", "ST"] == pytest.approx(1, abs=0.35)
    assert "US persons copied" in found.output and 0 < found.chance <= 1
    assert any("chance" in warning for warning in found.warnings)


def test_indices_do_not_depend_on_who_ran_them(scenario, found):
    factors = {"detection": None, "nu_human": {"low": 0.3, "high": 3, "scale": "log"}}
    with ThreadPoolExecutor(2) as executor, pytest.warns(UserWarning):
        other = gr.sensitivity(scenario, factors, samples=64, replicates=3, executor=executor)
    pd.testing.assert_frame_equal(other.table, found.table)
    assert other.sweep.content_hash == found.sweep.content_hash


def test_changes_are_paired(scenario):
    with pytest.warns(UserWarning, match="no factor moves it"):  # whether A is open is nothing to what B loses
        same = gr.sensitivity(scenario, ["leak"], policy="both-open", against="asymmetric", samples=8, replicates=2)
    assert same.table["ST"].isna().all() and "both-open minus asymmetric" in same.output
    assert set(same.sweep.policies) == {"asymmetric", "both-open"}


def test_morris_of_a_scenario(scenario):
    with pytest.warns(UserWarning, match="One run at each point"):
        found = gr.sensitivity(
            scenario, {"leak": (0.0, 0.5), "detection": None}, policy="b-closes-too", method="morris", samples=10, replicates=1
        )
    table = found.table.set_index("factor")
    assert table.loc["detection", "mu_star"] == 0 and table.loc["leak", "mu"] > 0
    assert len(found.sweep.frame()) == 10 * 3 * 2


def test_plots_have_a_bar_for_each_index(found):
    ax = found.plot()
    assert len(ax.patches) == 4 and [t.get_text() for t in ax.get_yticklabels()] == ["detection", "nu_human"]
    assert "<table" in found._repr_html_() and "nu_human" in repr(found)


def test_without_salib_it_says_what_to_install(scenario, monkeypatch):
    monkeypatch.setitem(sys.modules, "SALib", None)
    with pytest.raises(ImportError, match=r"pip install 'genratchet\[sensitivity\]'"):
        gr.sensitivity(scenario, ["leak"])


def test_what_is_wrong_is_said(scenario):
    with pytest.raises(gr.UnknownNameError, match="Known: sobol, morris"):
        gr.sensitivity(scenario, ["leak"], method="fast")
    with pytest.raises(gr.ScenarioError, match="leak"):
        gr.sensitivity(scenario, ["leek"])
    with pytest.raises(ValueError, match="A range is"):
        gr.sensitivity(scenario, {"leak": (0, 1, 2)})
