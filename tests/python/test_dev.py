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


def test_the_commit_is_the_projects_own(root, tmp_path):
    """A source distribution may be unpacked inside another project's repository."""

    def git(*arguments):
        identity = ["-c", "user.name=a", "-c", "user.email=a@b.invalid"]
        return subprocess.run(["git", *identity, *arguments], cwd=tmp_path, check=True, capture_output=True, text=True).stdout

    def commit_of(source):
        written = tmp_path / "commit.cpp"
        script = root / "cmake" / "commit.cmake"
        subprocess.run(["cmake", f"-DSOURCE={source}", f"-DOUTPUT={written}", "-P", script], check=True, capture_output=True)
        return written.read_text().split('"')[1]

    git("init", "-q")
    git("commit", "-q", "--allow-empty", "-m", "theirs")
    unpacked = tmp_path / "genratchet-0.1.0"
    unpacked.mkdir()
    assert commit_of(unpacked) == ""
    assert commit_of(tmp_path) == git("rev-parse", "HEAD")[:12]
    (tmp_path / "link").symlink_to(tmp_path)
    assert commit_of(tmp_path / "link") == commit_of(tmp_path)
    assert commit_of(root / "docs") == ""
