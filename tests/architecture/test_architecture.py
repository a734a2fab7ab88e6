"""The house keeps its arrows. Each rule is applied to the repository and to a small house that breaks it."""

import subprocess
from pathlib import Path

import pytest

import rules

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN = ".." + "/shared"


def repository_files():
    """Every file that git tracks or would track."""
    listing = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-co", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    if listing.returncode != 0:
        hidden = {".git", ".venv", "build", "node_modules"}
        return [p for p in ROOT.rglob("*") if p.is_file() and not hidden & set(p.relative_to(ROOT).parts)]
    return [ROOT / name for name in listing.stdout.split("\0") if name and (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def sources():
    """The C++ of the repository: {path from the root: text}."""
    files = [p for p in repository_files() if p.suffix in rules.SUFFIXES]
    found = {p.relative_to(ROOT).as_posix(): p.read_text(encoding="utf-8") for p in files}
    assert any(path.startswith("sim/") for path in found)
    return found


def test_includes_follow_the_arrows(sources):
    assert rules.upward_includes(sources) == []


def test_the_exchange_model_follows_its_arrows(sources):
    assert rules.exchange_includes(sources) == []


def test_models_do_not_know_each_other(sources):
    assert rules.models_that_mix(sources) == []


def test_includes_start_at_the_root(sources):
    assert rules.includes_off_root(sources, lambda path: (ROOT / path).is_file()) == []


def test_only_parallel_hpp_names_tbb(sources):
    assert rules.names_tbb(sources) == []


def test_engine_models_and_studies_are_pure(sources):
    assert rules.impure(sources) == []


def test_engine_models_and_studies_use_our_own_math(sources):
    assert rules.platform_math(sources) == []


def test_every_path_in_the_map_exists():
    readme = ROOT / "README.md"
    if not readme.exists():
        pytest.skip("there is no README.md yet")
    paths = rules.map_paths(readme.read_text(encoding="utf-8"))
    assert paths, "README.md has no map: a heading with the word map and a code block below it"
    assert [path for path in paths if not list(ROOT.glob(path.rstrip("/")))] == []


def test_no_file_points_outside_the_repository():
    found = [p for p in repository_files() if FORBIDDEN.encode() in p.read_bytes()]
    assert found == []


@pytest.mark.parametrize(
    ("rule", "path", "line"),
    [
        (rules.upward_includes, "sim/a.hpp", '#include "models/minimal/model.hpp"'),
        (rules.upward_includes, "study/a.cpp", '  # include "io/csv.hpp"'),
        (rules.upward_includes, "bindings/wasm/main.cpp", '#include "io/csv.hpp"'),
        (rules.exchange_includes, "models/exchange/law/a.cpp", '#include "models/exchange/agents/firm.hpp"'),
        (rules.exchange_includes, "models/exchange/law/a.cpp", '#include "models/exchange/ledger/dataset.hpp"'),
        (rules.exchange_includes, "models/exchange/agents/a.cpp", '#include "models/exchange/model.hpp"'),
        (rules.models_that_mix, "models/minimal/a.cpp", '#include "models/exchange/model.hpp"'),
        (rules.names_tbb, "models/exchange/a.cpp", "tbb::parallel_for(0, 1, f);"),
        (rules.impure, "models/exchange/a.cpp", "#include <fstream>"),
        (rules.impure, "sim/a.cpp", 'std::printf("here");'),
        (rules.platform_math, "study/a.cpp", "const double y = std::pow(2.0, x);"),
    ],
)
def test_each_rule_can_be_broken(rule, path, line):
    assert rule({path: line + "\n"}) != []


@pytest.mark.parametrize(
    ("rule", "path", "line"),
    [
        (rules.upward_includes, "bindings/cli/main.cpp", '#include "io/csv.hpp"'),
        (rules.exchange_includes, "models/exchange/model.cpp", '#include "models/exchange/agents/firm.hpp"'),
        (rules.exchange_includes, "models/exchange/law/a.cpp", '#include "models/exchange/law/b.hpp"'),
        (rules.names_tbb, "models/exchange/a.cpp", "// why not tbb::parallel_for: see sim/parallel.hpp"),
        (rules.impure, "sim/a.cpp", 'std::snprintf(text, sizeof text, "%d", 1);'),
        (rules.platform_math, "study/a.cpp", "const double y = std::sqrt(x);"),
    ],
)
def test_no_rule_forbids_what_is_allowed(rule, path, line):
    assert rule({path: line + "\n"}) == []


def test_an_include_that_does_not_start_at_the_root_is_found():
    assert rules.includes_off_root({"sim/a.cpp": '#include "a.hpp"\n'}, lambda path: False) == ["sim/a.cpp includes a.hpp"]


def test_the_map_is_read_with_its_folders():
    readme = "# X\n\n## Map\n\n```\nsim/     engine\n  model.hpp   the concept\n    and more words\nmodels/\n  exchange/\n    law/  rules\ndev      door\n```\n\n## Next\n\n```\nno/\n```\n"
    assert rules.map_paths(readme)[:2] == ["sim/", "sim/model.hpp"]
    assert rules.map_paths(readme)[-3:] == ["models/exchange/", "models/exchange/law/", "dev"]
