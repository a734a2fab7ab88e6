"""Reads the table of faulty scenarios (*.txt in this folder) and makes their files."""

import json
import os
import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent


@dataclass
class Case:
    name: str
    where: str  # file and line, to find it
    files: dict = field(default_factory=dict)
    python: str = ""
    scenario: str = "case.json"
    as_user: str = ""
    arguments: list = field(default_factory=list)
    commands: list = field(default_factory=lambda: ["run", "check"])
    exit: int = 3
    says: str = ""

    def add(self, heading, body):
        """One section: `--- heading`, and the lines below it."""
        word, _, rest = heading.partition(" ")
        if word == "file":
            self.files[rest] = body
        elif word == "python":
            self.python = body
        elif word == "says":
            self.says = body.rstrip("\n") + "\n"
        elif word in ("arguments", "commands"):
            setattr(self, word, shlex.split(rest))
        elif word == "as":
            self.as_user = rest
        elif word in ("scenario", "exit"):
            setattr(self, word, type(getattr(self, word))(rest))
        else:
            raise ValueError(f"{self.where}: what is '--- {heading}'?")

    def make(self, folder):
        """Writes the files of this case."""

        def case(content):
            data = content if isinstance(content, bytes) else json.dumps(content).encode()
            (folder / "case.json").write_bytes(data)

        for name, text in self.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        names = {"folder": folder, "case": case, "arguments": self.arguments, "scenario": self.scenario, "os": os}
        exec(self.python, names)  # the table is ours
        self.scenario = names["scenario"]


def read(path):
    """The cases of one file."""
    pieces = re.split(r"^(===|---) (.*)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    line = 1 + pieces[0].count("\n")
    cases = []
    for kind, heading, body in zip(pieces[1::3], pieces[2::3], pieces[3::3]):
        if kind == "===":
            cases.append(Case(heading, f"{path.name}:{line}"))
            if body.strip():
                cases[-1].files["case.json"] = body
        else:
            cases[-1].add(heading, body)
        line += 1 + body.count("\n")
    return cases


def all_cases():
    return [case for path in sorted(HERE.glob("*.txt")) for case in read(path)]
