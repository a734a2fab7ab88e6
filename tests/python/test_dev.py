"""The one door: what `./dev` leaves behind."""

import os
import subprocess


def test_install_links_the_program_with_its_man_page_and_completion(root, tmp_path):
    home = {**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": ""}
    done = subprocess.run([root / "dev", "install", "--yes"], env=home, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    program = tmp_path / ".local" / "bin" / "genratchet"
    assert subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.startswith("GenRatchet ")
    assert ".TH GENRATCHET 1" in (tmp_path / ".local/share/man/man1/genratchet.1").read_text()
    assert "complete -o filenames" in (tmp_path / ".local/share/bash-completion/completions/genratchet").read_text()
