"""The examples of the guide: blocks of pages that are commands with their output, run and compared.

A block starts with ```console and options:
  lines=1-8,-3   of the output show lines 1 to 8 and the last three; `...` stands for the rest
  exit=3         the command is meant to end with this code (0 if not said)
  form=N         what is printed depends on the machine: compare the first N characters, numbers aside
  exact=runs     with form: but lines that begin with this word are compared as they stand
A line that starts with "$ " is a command; one that ends with a backslash goes on. All blocks of a page run
in one folder, in order; the files of examples/ lie in it. A block ```json file=NAME shows such a file.
"""

import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

GUIDE = Path(__file__).resolve().parents[1]
ROOT = GUIDE.parents[1]
EXAMPLES = GUIDE / "examples"
BLOCK = re.compile(r"^```(console|json)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
VARYING = [  # what may differ between two machines, two days or two versions
    (re.compile(r"GenRatchet \d+\.\d+\.\d+"), "GenRatchet VERSION"),
    (re.compile(r"([Vv]ersion\W{1,4})\d+\.\d+\.\d+"), r"\1VERSION"),
    (re.compile(r"(commit:? \"?)[0-9a-f]{7,40}(-dirty)?"), r"\1COMMIT"),
    (re.compile(r"((?:VERSION|COMMIT), |year(?: = \{|: ))20\d\d"), r"\1YEAR"),
]


@dataclass
class Command:
    typed: str  # as it stands in the block, with "$ "
    shown: list = field(default_factory=list)  # the lines below it in the page
    output: str = ""  # all that it printed
    code: int = 0

    def line(self):
        return self.typed[2:].replace("\\\n", " ")


@dataclass
class Block:
    language: str
    options: dict
    commands: list
    start: int  # of its text in the page
    end: int
    section: str  # the heading above it


def pages():
    return sorted(GUIDE.glob("*.md"))


def options_of(words):
    return dict(word.partition("=")[::2] for word in words.split())


def commands_of(text):
    commands = []
    goes_on = False
    for line in text.splitlines():
        if goes_on:
            commands[-1].typed += "\n" + line
        elif line.startswith("$ "):
            commands.append(Command(line))
        elif commands:
            commands[-1].shown.append(line)
        else:
            raise ValueError(f"a console block starts with a command, not with: {line}")
        goes_on = line.endswith("\\") and (goes_on or line.startswith("$ "))
    return commands


def blocks_of(text):
    """The blocks of a page that are examples: all console blocks, and json blocks that show a file."""
    blocks = []
    for found in BLOCK.finditer(text):
        options = options_of(found[2])
        if found[1] == "json" and "file" not in options:
            continue
        headings = re.findall(r"^#+ (.*)$", text[: found.start()], re.MULTILINE)
        commands = commands_of(found[3]) if found[1] == "console" else []
        blocks.append(Block(found[1], options, commands, found.start(3), found.end(3), (headings or [""])[-1]))
    return blocks


def selected(lines, spec):
    """The lines that `lines=` names, with `...` for what is left out."""
    if not spec:
        return lines
    keep = set()
    for part in spec.split(","):
        if part.startswith("-"):
            keep.update(range(len(lines) - int(part[1:]), len(lines)))
        else:
            first, _, last = part.partition("-")
            keep.update(range(int(first) - 1, int(last or (first if "-" not in part else len(lines)))))
    out = []
    for number, line in enumerate(lines):
        if number in keep:
            out.append(line)
        elif not out or out[-1] != "...":
            out.append("...")
    return out


def comparable(lines, options):
    """The lines without what may differ."""
    text = "\n".join(lines)
    for pattern, word in VARYING:
        text = pattern.sub(word, text)
    if "form" not in options:
        return text.splitlines()
    width = int(options["form"]) or None
    exact = options.get("exact", "\0")
    forms = [line if line.startswith(exact) else form_of(line[:width]) for line in text.splitlines()]
    return [line for line in forms if line]


def form_of(line):
    return re.sub(r"\s+", " ", re.sub(r"\d[\d.,]*", "#", line)).strip()


class Folder:
    """The folder of a page: the examples, and a `genratchet` that the shell finds."""

    def __init__(self, executable):
        self.path = Path(tempfile.mkdtemp(prefix="genratchet-guide-"))
        self.work = self.path / "work"
        shutil.copytree(EXAMPLES, self.work)
        (self.path / "bin").mkdir()
        (self.path / "bin" / "genratchet").symlink_to(Path(executable).resolve())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.path)

    def run(self, command, seconds=600):
        environment = {**os.environ, "PATH": f"{self.path / 'bin'}:{os.environ['PATH']}", "NO_COLOR": "1", "LC_ALL": "C"}
        done = subprocess.run(["bash", "-c", command.line()], cwd=self.work, env=environment, text=True, timeout=seconds,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)  # fmt: skip
        command.code = done.returncode
        printed = re.sub(r"(commit:? \"?[0-9a-f]{7,40})-dirty", r"\1", done.stdout)  # while one works on the source
        command.output = printed.replace(str(self.work), "/home/you/work").replace(str(ROOT), "/home/you/genratchet")


@dataclass
class Difference:
    where: str
    shown: list
    printed: list


def run_page(page, executable):
    """Runs the examples of a page. Returns its blocks (with all output) and how they differ from the page."""
    text = page.read_text()
    blocks, differences = blocks_of(text), []
    with Folder(executable) as folder:
        for block in blocks:
            for command in block.commands:
                folder.run(command)
                wanted = int(block.options.get("exit", 0))
                printed = selected(command.output.splitlines(), block.options.get("lines"))
                where = f"{page.name}: {command.typed}"
                if command.code != wanted:
                    differences.append(Difference(where, [f"exit code {wanted}"], [f"exit code {command.code}", *printed]))
                elif comparable(command.shown, block.options) != comparable(printed, block.options):
                    differences.append(Difference(where, command.shown, printed))
                    command.shown = printed
            if block.language == "json":
                shown, file = text[block.start : block.end], (EXAMPLES / block.options["file"]).read_text()
                if shown != file:
                    differences.append(Difference(f"{page.name}: {block.options['file']}", shown.splitlines(), file.splitlines()))
    return blocks, differences


def text_of(block):
    if block.language == "json":
        return (EXAMPLES / block.options["file"]).read_text()
    return "".join("\n".join([command.typed, *command.shown]) + "\n" for command in block.commands)


def rewritten(text, blocks):
    """The page with the blocks as they were run."""
    for block in reversed(blocks):
        text = text[: block.start] + text_of(block) + text[block.end :]
    return text
