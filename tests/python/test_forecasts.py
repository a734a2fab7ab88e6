"""docs/hindcast: forecasts that were written down stay as they are, and say of every observed series what they are of."""

import hashlib
import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "hindcast"


def test_the_forecasts_are_those_whose_digest_was_committed():
    digest = re.search(r"^    ([0-9a-f]{64})$", (FOLDER / "README.md").read_text(), re.MULTILINE)[1]
    assert hashlib.sha256((FOLDER / "forecasts.json").read_bytes()).hexdigest() == digest


def test_every_observed_series_is_forecast_in_order():
    told = json.loads((FOLDER / "forecasts.json").read_text())
    observed = json.loads((ROOT / "scenarios" / "evidence" / "observations.json").read_text())
    assert told["scenario"] == "us-countermeasures" and told["runs"] == 100 and told["failed_runs"] == 0
    assert set(observed) <= set(told["series"])
    for series in told["series"].values():
        dates = [point["date"] for point in series["points"]]
        assert dates == sorted(dates) and dates[-1] >= "2040-06"
        for point in series["points"]:
            if point["mid"] is None:  # a rate of nothing yet
                continue
            assert point["quantiles"] == sorted(point["quantiles"])
            assert point["low"] == point["quantiles"][0] and point["high"] == point["quantiles"][-1]
