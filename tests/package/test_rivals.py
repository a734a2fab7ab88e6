"""Rival mechanisms from Python: the same numbers as the command line's, and what they say of themselves."""

import json

import pytest

import genratchet as gr

FLAGS = ["--institutions", 500, "--replicates", 3, "--policy", "full-closure", "--rival", "domestic-growth-only",
         "--rival", "collaboration-decline", "--json"]  # fmt: skip


@pytest.fixture(scope="module")
def told(headline):
    return gr.rivals(headline, "full-closure", ["domestic-growth-only", "collaboration-decline"], institutions=None, replicates=3)


def test_rivals_are_the_command_lines(told, genratchet):
    same = json.loads(genratchet("rivals", "preset:us-countermeasures", *FLAGS).stdout)
    assert list(told.table["held"]) == [same["held_us_in_cn"]["median"], *(r["held_us_in_cn"]["median"] for r in same["rivals"])]
    under = {(o["series"], o["date"], name): seen for o in same["observations"] for name, seen in o["under"].items()}
    assert len(told.observations) == len(under) > 50
    for row in told.observations.itertuples():
        seen = under[row.series, str(row.date), row.rival]
        assert (row.nearer, row.evidence, row.tells) == (seen["nearer"], seen["evidence"], seen["tells"])
    assert list(told.would_tell["output"]) == [u["output"] for r in same["rivals"] for u in r["would_tell"]]
    assert {(c.subject, c.rival, c.under) for c in told.conclusions.itertuples()} == {
        (c["subject"], name, verdict) for c in same["conclusions"] for name, verdict in c["under"].items()
    }
    assert told.conclusions["fate"].iloc[0] == same["conclusions"][0]["fate"]


def test_rivals_say_what_they_found_and_what_that_is_worth(told):
    text = repr(told)
    assert "domestic-growth-only" in text and "may lie as near" in text and "PRELIMINARY" in text
    assert told.plot().get_xlabel() == "observations that speak"
    counted = told.table.iloc[1:][["for_full", "for_rival", "neither"]].sum(axis=1)
    assert counted.nunique() == 1 and counted.iloc[0] > 20


def test_an_unknown_mechanism_says_what_may_be_meant(two_places):
    with pytest.raises(gr.UnknownNameError, match="symmetric-openness"):
        gr.rivals(two_places, mechanisms=["symetric-openness"])
