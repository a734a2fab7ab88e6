"""python -m genratchet.calibrate SCENARIO --out DIR: a posterior and its report. The same command goes on after an interruption."""

from __future__ import annotations

import argparse
import shlex
import sys
from pathlib import Path

import matplotlib

from genratchet.calibrate import Calibration, calibrate
from genratchet.errors import GenRatchetError
from genratchet.scenario import Scenario

FIGURES = {
    "parameters.png": "Prior and posterior of the fitted parameters.",
    "predictive.png": "Runs over observations, before and after fitting.",
    "pairs.png": "Fitted parameters two by two, as positions in their priors.",
    "ranks.png": "Ranks of known values, data from the prior.",
    "posterior-ranks.png": "Ranks of known values, within the posterior.",
}


def main(arguments: list[str] | None = None) -> int:
    told = parser().parse_args(arguments)
    matplotlib.use("agg")
    given = {name: value for name, value in vars(told).items() if name not in ("scenario", "out") and value is not None}
    settings = [f"--{name}={value}" for name, value in given.items() if name != "threads"]
    command = shlex.join(["python", "-m", "genratchet.calibrate", told.scenario, *settings, "--out", "DIR"])
    try:
        found = calibrate(Scenario.load(told.scenario), store=told.out / "runs", **given)
    except GenRatchetError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. The same command goes on.", file=sys.stderr)
        return 130
    write(found, told.out, command)
    print(found.report())
    return 0


def parser() -> argparse.ArgumentParser:
    words = argparse.ArgumentParser(prog="python -m genratchet.calibrate", description=__doc__)
    words.add_argument("scenario", help="preset:NAME, or a scenario file")
    words.add_argument("--out", type=Path, required=True, metavar="DIR", help="for posterior.json, README.md, figures, and the runs")
    for name in ("runs", "waves", "rows", "institutions", "seed", "threads"):
        words.add_argument(f"--{name}", type=int, metavar="N")
    return words


def write(found: Calibration, folder: Path, command: str) -> None:
    """posterior.json, README.md and the figures."""
    found.save(folder / "posterior.json", command)
    plots = found.plot
    figures = {"parameters.png": plots.parameters(), "predictive.png": plots.predictive(), "pairs.png": plots.pairs()}
    if found.all_ranks:
        figures |= {"ranks.png": plots.ranks(), "posterior-ranks.png": plots.ranks("posterior")}
    for name, figure in figures.items():
        figure.savefig(folder / name, dpi=110)
    pictures = "\n\n".join(f"![{FIGURES[name]}]({name})\n\n*{FIGURES[name]}*" for name in figures)
    made = f"Made by `{command}` in {found.made_by['seconds']:,} s on {found.made_by['date']}; every number and figure here is the command's."
    made += (
        "\n\nTo make it anew: `pip install '.[calibration]'`, then the command, with a folder for DIR. The folder keeps the runs: the same "
        "command goes on after an interruption. It holds posterior.json, this page and its figures; a scenario uses the posterior by "
        '`"posterior": "DIR/posterior.json"`.'
    )
    (folder / "README.md").write_text(f"# {found.report('markdown')}\n\n## Figures\n\n{pictures}\n\n{made}\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
