"""What of the C++ is offered in Python, with which words, and with which types."""

import subprocess
import sys

import pytest

import genratchet as gr
from genratchet import _core


@pytest.fixture(scope="module")
def docstrings(root):
    sys.path.insert(0, str(root / "bindings/python/tools"))
    try:
        import docstrings
    finally:
        sys.path.pop(0)
    return docstrings


@pytest.fixture(scope="module")
def left_out(root):
    lines = (root / "bindings/python/left_out.txt").read_text("utf-8").splitlines()
    split = [line.split(None, 1) for line in lines if line.strip() and not line.startswith("#")]
    assert all(len(words) == 2 for words in split), "each name that is left out has its reason"
    return [words[0] for words in split]


def test_every_public_name_of_cpp_is_bound_or_left_out_for_a_reason(docstrings, left_out, root):
    bound = set(_core.bound_names)
    names = {name.qualified for name in docstrings.public_names(root)}
    assert len(names) > 500
    whole = {n for n in left_out if not any(b == n or b.startswith(n + "::") for b in bound)}

    def is_left_out(name):
        outer = name.split("::")
        return name in left_out or any("::".join(outer[:n]) in whole for n in range(1, len(outer)))

    assert sorted(n for n in names - bound if not is_left_out(n)) == []


def test_nothing_is_left_out_that_is_not_there_or_is_bound(docstrings, left_out, root):
    missing = {name.qualified for name in docstrings.public_names(root)} - set(_core.bound_names)
    assert [n for n in left_out if n not in missing] == []


def test_docstrings_are_the_comments_of_the_headers():
    assert _core.Range.__doc__.strip().startswith("5th to 95th percentile over the replicates")
    assert _core.DelayPoint.years.__doc__ == "later; negative is earlier"
    assert "Throws sim::Error" in _core.credit.__doc__


def test_a_header_is_read_as_its_author_meant_it(docstrings):
    text = """
    namespace study {
    // A range.
    struct Range {
      double low = 0, high = 0;  // its ends,
                                 // same unit
      std::vector<std::pair<int, double>> parts{{1, 2}, {3, 4}};
      int32_t runs() const { return 1; }
     private:
      int hidden = 0;
    };
    enum class Fate : uint8_t { holds, lost };  // in order
    template <class T>
    class Tool { void use(); };
    // Runs it.
    Range run(int32_t times, const std::function<void(int)>& each = {});
    }
    """
    found = {name.qualified: name.doc for name in docstrings.Reader("x.hpp").read(text)}
    assert found == {
        "study::Range": "A range.",
        "study::Range::low": "its ends, same unit",
        "study::Range::high": "its ends, same unit",
        "study::Range::parts": "",
        "study::Range::runs": "",
        "study::Fate": "",
        "study::Fate::holds": "in order",
        "study::Fate::lost": "in order",
        "study::run": "Runs it.",
    }


def test_every_name_of_the_package_says_what_it_is():
    undocumented = [n for n in gr.__all__ if not n.startswith("__") and not (getattr(gr, n).__doc__ or "").strip()]
    assert undocumented == []


def test_stubs_are_those_of_the_extension(root):
    done = subprocess.run([sys.executable, str(root / "bindings/python/tools/stubs.py"), "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_types_hold_in_strict_mode(tmp_path):
    user = tmp_path / "user.py"
    user.write_text(
        "import genratchet as gr\n"
        "scenario = gr.Scenario.load('preset:two-places')\n"
        "reveal_type(scenario.run(replicates=2).paired('both-open').held_us_in_cn)\n"
        "scenario.run(replicates='two')\n"
    )
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), "-p", "genratchet"]
    whole = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert whole.returncode == 0, whole.stdout
    of_user = subprocess.run([*command[:-2], str(user)], capture_output=True, text=True, cwd=tmp_path)
    assert "DataArray" in of_user.stdout
    assert 'incompatible type "str"' in of_user.stdout and "Found 1 error" in of_user.stdout
