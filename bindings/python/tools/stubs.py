"""Type stubs of the extension: python stubs.py [--check] writes genratchet/_core.pyi, or says whether it is up to date.

Needs an importable genratchet._core and pybind11-stubgen.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

STUB = Path(__file__).resolve().parents[1] / "genratchet" / "_core.pyi"


def stub_text():
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pybind11_stubgen", "genratchet._core", "-o", folder, "--exit-code"]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            sys.exit(done.stderr)
        text = (Path(folder) / "genratchet" / "_core.pyi").read_text(encoding="utf-8")
    text = re.sub(r"^(commit|version): str = .*$", r"\1: str", text, flags=re.MULTILINE)
    text = re.sub(r"^bound_names: list = .*$", "bound_names: list[str]", text, flags=re.MULTILINE)
    text = re.sub(r'\n +"""\n +"""\n', "\n    ...\n", text)  # what has no comment
    text = text.replace("typing.ClassVar[tuple] =", "typing.ClassVar[tuple[str, ...]] =")
    text = text.replace("os.PathLike |", "os.PathLike[str] |")
    text = text.replace("arg0: tuple)", "arg0: tuple[typing.Any, ...])")
    return "# Made by bindings/python/tools/stubs.py\n" + text


if __name__ == "__main__":
    text = stub_text()
    if "--check" in sys.argv:
        sys.exit(0 if STUB.exists() and STUB.read_text(encoding="utf-8") == text else f"{STUB} is out of date: run {sys.argv[0]}")
    STUB.write_text(text, encoding="utf-8")
