"""What an analyst meets in notebooks: cards, plain text, plots, and the small manners of results."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.dates import num2date

import genratchet as gr


@pytest.fixture(scope="module")
def world():
    return gr.Scenario.load("preset:two-places")


@pytest.fixture(scope="module")
def result(world):
    return world.run(replicates=4)


@pytest.fixture(scope="module")
def many():
    """Seven policies: more than bands can show."""
    later = {f"later-{n}": {"starts_from": "b-closes-too", "amend": {"b-closes": {"effective": f"201{n}-01"}}} for n in range(4)}
    return gr.Scenario.from_dict({"title": "Many", "extends": "preset:two-places", "policies": {
        "asymmetric": {}, "both-open": {}, "b-closes-too": {}, **later}}).run(replicates=2)  # fmt: skip


@pytest.fixture(autouse=True)
def closed_figures():
    yield
    plt.close("all")


def small_print(ax):
    return " ".join(text.get_text() for text in ax.texts).replace("\n", " ")


# ---------------------------------------------------------------- plots


def test_persons_are_not_summed_over_depths(result):
    with pytest.raises(gr.UnknownNameError, match="sequencing_depth=... of none, array"):
        result.plot.level("held_persons_by_depth", origin="B", holder="A")
    result.plot.level("held_persons_by_depth", origin="B", holder="A", sequencing_depth="whole_genome")


def test_few_policies_have_bands_and_many_have_bars(result, many):
    few = result.plot.level("held_us_in_cn")
    assert len(few.collections) == 3 and "band: 90 %" in small_print(few)
    ax = many.plot.level("held_us_in_cn")
    assert not ax.collections and "bars, for the last month: 90 %" in small_print(ax)
    last = many.dataset.held_us_in_cn.isel(time=-1)
    highest = float(last.quantile(0.95, "replicate").max())
    assert ax.get_ylim()[1] >= highest
    bars = [line for line in ax.lines if len(line.get_xdata()) == 2 and line.get_xdata()[0] > 1 and line.get_transform() != ax.transData]
    assert max(max(bar.get_ydata()) for bar in bars) == pytest.approx(highest)


def test_a_change_is_plotted_from_the_year_before_it_begins(result):
    ax = result.plot.change("held_us_in_cn", policies=["b-closes-too"])
    change = result.paired("b-closes-too").held_us_in_cn
    begins = change.time.values[np.flatnonzero((change != 0).any("replicate"))[0]].astype("datetime64[D]").item()
    assert 365 <= (begins - num2date(ax.get_xlim()[0]).date()).days <= 366
    nothing = result.plot.change("held_us_in_cn", policies=["both-open"])  # as is what never changes: from the start
    assert num2date(nothing.get_xlim()[0]).year <= 2005


def test_asymmetry_is_told_in_odds(result):
    ax = result.plot.asymmetry()
    word = ax.yaxis.get_major_formatter()
    assert [word(log2) for log2 in (0, 3, -3)] == ["1 to 1", "8 to 1", "1 to 8"]


def test_the_small_print_says_preliminary_and_how_large_the_world_is(result):
    for ax in (result.plot.level("held_us_in_cn"), result.plot.change("held_us_in_cn"), result.plot.policies()):
        assert "PRELIMINARY: 4 runs of each policy; publish with 100" in small_print(ax)
        assert "40 institutions" in small_print(ax)


# ---------------------------------------------------------------- cards and plain text


def test_analyses_show_a_table_in_plain_text_and_in_notebooks(world):
    challenge = gr.challenge(world, parameters=["nu_human"], replicates=3)
    tradeoff = gr.tradeoff(world, replicates=3)
    delay = gr.delay(world.with_reference("b-closes-too"), "b-closes", [0, 2], replicates=3)
    for told, head in ((challenge, "studies"), (tradeoff, "b-closes-too"), (delay, "2011-07")):
        assert head in repr(told) and head in told._repr_html_()
        assert "PRELIMINARY: 3 runs" in repr(told) and "PRELIMINARY: 3 runs" in told._repr_html_()
        assert "DataFrame" not in repr(told) and "dtype" not in repr(told)


def test_a_challenge_says_what_was_decided_to_begin_with(world):
    text = repr(gr.challenge(world, parameters=["nu_human"], replicates=8))
    decided, undecided = (line for line in text.splitlines() if line.startswith(("Nine in ten", "Not decided")))
    assert "b-closes-too leaves fewer copies than asymmetric" in decided
    assert "both-open against asymmetric" in undecided


def test_what_is_over_nothing_has_no_thousands():
    told = repr(gr.challenge(gr.Scenario.load("preset:two-places"), parameters=["nu_human"], replicates=3))
    assert " inf " in told and "inf G" not in told  # the least median of the headline number is zero


def test_a_premium_knows_its_runs():
    told = gr.premium(gr.Scenario.load("preset:us-countermeasures").resized(300), replicates=2)
    assert told.replicates == 2 and "PRELIMINARY: 2 runs" in repr(told)
    assert "PRELIMINARY: 2 runs" in small_print(told.plot())


def test_an_explanation_is_words_and_says_why_something_changes_it():
    told = gr.Scenario.load("preset:us-countermeasures").explain(
        kind="prenatal", channel="service", origin="US", from_="US", to="CN", date="2026-03", persons=500
    )
    assert repr(told).startswith("PROHIBITED") and repr(told) == str(told)
    assert "CHANGES IT federally-funded -> free (28 CFR 202.504)" in repr(told)
    assert "(28 CFR 202.504)" in told._repr_html_()


# ---------------------------------------------------------------- scenarios and results


def test_the_last_month_is_the_last_that_is_simulated(world):
    assert (world.last, world.end) == ("2014-12", "2015-01")
    assert "2005-01 to 2014-12" in repr(world)


def test_problems_of_a_dict_stand_at_its_indented_lines():
    tree = {"extends": "preset:two-places", "policies": {"asymmetric": {}, "mine": {"starts_from": "asymetric"}}}
    with pytest.raises(gr.ScenarioError) as caught:
        gr.Scenario.from_dict(tree)
    (problem,) = [p for p in caught.value.problems if p.severity == "error"]
    assert problem.line == 6


def test_saving_the_same_result_again_is_no_error(result, world, tmp_path):
    kept = result.save(tmp_path / "out")
    written = (kept.directory / "provenance.json").stat().st_mtime_ns
    assert world.run(replicates=4).save(tmp_path / "out").result_hash == kept.result_hash
    assert (kept.directory / "provenance.json").stat().st_mtime_ns == written
    with pytest.raises(FileExistsError, match="left alone"):
        world.run(replicates=3).save(tmp_path / "out")
    with pytest.raises(FileExistsError):
        world.with_({"title": "Another"}).run(replicates=4).save(tmp_path / "out")
