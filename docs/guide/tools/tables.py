"""The tables of the guide that the program itself knows: words, and what a result holds."""

import json
import subprocess
import tempfile
from pathlib import Path

# A small world with every variable: the two sides, their allies, and the worlds of the premium.
SMALL = ["preset:us-countermeasures", "--set", "institutions=200", "--set", "start=2024-01", "--set", "end=2026-12",
         "--set", 'report=["2026-12"]', "--replicates", "2", "--no-challenge", "--quiet"]  # fmt: skip


def printed(executable, *arguments, **options):
    done = subprocess.run([str(executable), *arguments], check=True, capture_output=True, text=True, **options)
    return done.stdout


def cell(text):
    return " ".join(str(text).split()).replace("|", "\\|")


def table(heads, rows):
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    lines += ["| " + " | ".join(cell(value) for value in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def shown(executable, kind):
    """Entries of `genratchet show KIND`, their facts as a dictionary (the first of a label)."""
    entries = json.loads(printed(executable, "show", kind, "--json"))
    return [{**entry, "facts": {fact["label"]: fact["text"] for fact in reversed(entry["facts"])}} for entry in entries]


def glossary(executable):
    rows, seen = [], set()
    for entry in shown(executable, "words"):
        term = entry["facts"].get("In files", entry["id"])
        if term not in seen:
            seen.add(term)
            rows.append((f"`{term}`", entry["facts"].get("On screens", ""), entry["title"]))
    return table(["in files", "on screens", "meaning"], sorted(rows, key=lambda row: row[0].lower()))


def variables(result):
    """The variables of result.nc, outputs first, then axes and labels."""
    import netCDF4

    rows, axes = [], []
    with netCDF4.Dataset(result / "result.nc") as file:
        for name, variable in file.variables.items():
            dimensions = [d for d in variable.dimensions if not d.startswith("string")]
            meaning = ": ".join(filter(None, (getattr(variable, key, "") for key in ("long_name", "comment"))))
            unit = getattr(variable, "unit_name", getattr(variable, "units", ""))
            is_axis = not hasattr(variable, "unit_name")
            (axes if is_axis else rows).append((f"`{name}`", unit, ", ".join(dimensions), meaning))
    return table(["variable", "unit", "by", "meaning"], rows) + "\nAxes and labels:\n\n" + table(
        ["variable", "unit", "by", "meaning"], axes)  # fmt: skip


def small_result(executable, folder):
    printed(executable, "run", *SMALL, "--out", str(folder), cwd=Path(folder).parent)
    return Path(folder)


def outputs(executable):
    with tempfile.TemporaryDirectory() as folder:
        return variables(small_result(executable, Path(folder) / "result"))


GENERATED = {"glossary": glossary, "outputs": outputs}
