"""The arrows and manners of the house, as functions from {path: text} to a list of violations.

Kept apart from the tests so that each rule can be shown a house that breaks it.
"""

import re
from pathlib import PurePosixPath

LAYERS = ["sim", "models", "study", "io", "bindings"]  # each may include itself and those before it
EXCHANGE = {"law": 1, "world": 2, "ledger": 3, "agents": 4}  # files beside them (the model) rank above
SUFFIXES = (".hpp", ".cpp", ".h", ".cc")

# What the rooms that also run in a browser must not touch: files, threads, streams, chance of the platform's.
IMPURE_HEADERS = {
    "fstream", "iostream", "ostream", "istream", "filesystem", "thread", "mutex", "future",
    "condition_variable", "shared_mutex", "random", "ctime", "chrono", "format", "ranges", "execution",
    "source_location", "memory_resource", "coroutine",
}  # fmt: skip
IMPURE_LIBRARIES = ("fmt/", "CLI/", "netcdf", "sqlite3", "oneapi/", "tbb/")
INPUT_OUTPUT = re.compile(r"\b(printf|fprintf|puts|fputs|putchar|fopen|fread|fwrite|perror|getenv|system)\s*\(")
PLATFORM_MATH = re.compile(r"\bstd::(exp|exp2|expm1|log|log2|log10|log1p|pow|tanh|sin|cos|tgamma|lgamma|erf)\s*\(")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def includes(text, quote='"'):
    """The paths a file includes with quotes, or with angle brackets (quote="<")."""
    return [path for kind, path in INCLUDE.findall(text) if kind == quote]


def code(text):
    """The text without its comments."""
    return re.sub(r"//[^\n]*|/\*.*?\*/", "", text, flags=re.DOTALL)


def room(path):
    return PurePosixPath(path).parts[0]


def pairs(sources):
    return [(path, target) for path, text in sorted(sources.items()) for target in includes(text)]


def upward_includes(sources):
    """bindings -> io -> study -> models -> sim, and bindings/wasm without io."""
    found = []
    for path, target in pairs(sources):
        if room(path) not in LAYERS or room(target) not in LAYERS:
            continue
        up = LAYERS.index(room(target)) > LAYERS.index(room(path))
        skipped = path.startswith("bindings/wasm/") and room(target) == "io"
        if up or skipped:
            found.append(f"{path} includes {target}")
    return found


def exchange_rank(path):
    parts = PurePosixPath(path).parts
    return EXCHANGE.get(parts[2], 5)


def exchange_includes(sources):
    """Inside models/exchange: model -> agents -> ledger -> world -> law; law knows places only by name."""
    found = []
    for path, target in pairs(sources):
        if not (path.startswith("models/exchange/") and target.startswith("models/exchange/")):
            continue
        same_room = PurePosixPath(path).parts[2] == PurePosixPath(target).parts[2]
        top = exchange_rank(path) == exchange_rank(target) == 5
        if not (same_room or top) and exchange_rank(target) >= exchange_rank(path):
            found.append(f"{path} includes {target}")
    return found


def models_that_mix(sources):
    """A model does not know another model."""
    return [
        f"{path} includes {target}"
        for path, target in pairs(sources)
        if room(path) == room(target) == "models"
        and PurePosixPath(path).parts[1] != PurePosixPath(target).parts[1]
    ]


def includes_off_root(sources, exists):
    """A quoted include is a path from the root of the repository that exists."""
    return [f"{path} includes {target}" for path, target in pairs(sources) if not exists(target)]


def names_tbb(sources):
    """sim/parallel.hpp is the only file that names TBB."""
    used = re.compile(r"\btbb(::|/)|\boneapi\b")
    return [path for path, text in sorted(sources.items()) if path != "sim/parallel.hpp" and used.search(code(text))]


def impure(sources):
    """sim, models and study touch no file, thread or stream, nor what emscripten's library lacks."""
    found = []
    for path, text in sorted(sources.items()):
        if room(path) not in LAYERS[:3] or path == "sim/parallel.hpp":
            continue
        for header in includes(text, "<"):
            if header in IMPURE_HEADERS or header.startswith(IMPURE_LIBRARIES):
                found.append(f"{path} includes <{header}>")
        found += [f"{path} calls {call}" for call in INPUT_OUTPUT.findall(code(text))]
    return found


def platform_math(sources):
    """exp, log and pow differ between platforms: sim/math.hpp has ours."""
    return [
        f"{path} calls std::{call}"
        for path, text in sorted(sources.items())
        if room(path) in LAYERS[:3]
        for call in PLATFORM_MATH.findall(code(text))
    ]


def map_paths(readme):
    """The paths in README's map: the code blocks below the heading that speaks of a map.

    Each line starts with a path; two more spaces of indentation mean inside the folder above.
    """
    section = re.search(r"^#+ [^\n]*\bmap\b[^\n]*\n(.*?)(?=^#+ |\Z)", readme, re.MULTILINE | re.DOTALL | re.IGNORECASE)
    found, folders = [], []
    for block in re.findall(r"^```[^\n]*\n(.*?)^```", section.group(1) if section else "", re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            match = re.match(r"( *)(\S+)", line)
            if not match or len(match[1]) > 12:  # a continued description
                continue
            folders = [(indent, name) for indent, name in folders if indent < len(match[1])]
            path = "".join(name for _, name in folders) + match[2]
            found.append(path)
            if match[2].endswith("/"):
                folders.append((len(match[1]), match[2]))
    return found
