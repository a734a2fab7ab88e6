"""The guide's Python: every block of a page runs, in order, as one program."""

import re

import matplotlib
import pytest

matplotlib.use("agg")

BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks_of(text):
    """Each block with the number of its first line. Those that say ```python untested are not among them."""
    return [(text.count("\n", 0, found.start(1)) + 1, found[1]) for found in BLOCK.finditer(text)]


@pytest.mark.parametrize("page", ["python.md", "sweeps.md"])
@pytest.mark.filterwarnings("ignore::UserWarning")  # few runs are doubted, and rightly so
def test_every_block_runs(page, root, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    file = root / "docs/guide" / page
    blocks = blocks_of(file.read_text("utf-8"))
    assert len(blocks) >= (8 if page == "python.md" else 2)
    names = {"__name__": "__main__"}
    for line, block in blocks:
        exec(compile("\n" * (line - 1) + block, str(file), "exec"), names)  # tracebacks have the page's own lines
    if page == "python.md":
        told = capsys.readouterr().out
        assert "leak" in told and "2050-01 lies outside the run" in told and "GenRatchet" in told


def test_every_analysis_has_its_place(root):
    import genratchet as gr

    text = (root / "docs/guide/python.md").read_text("utf-8")
    functions = [name for name in gr.__all__ if name.islower() and not name.startswith("_")]
    assert len(functions) > 15
    unnamed = [name for name in functions if f"gr.{name}" not in text]
    assert set(unnamed) <= {"facts", "presets", "open_sweep"}
