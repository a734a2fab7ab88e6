"""Python's docstrings are the comments of the C++ headers.

python docstrings.py ROOT OUTPUT   writes a header: every public name of the public headers with its comment
python docstrings.py ROOT          prints them

Reads the house's style, not C++ at large: a comment stands above what it explains, or behind it.
"""

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

PUBLIC = [  # what the extension offers: analyses, results, the door, the law
    "study/*.hpp",
    "io/*.hpp",
    "models/exchange/world/door.hpp",
    "models/exchange/world/parameters.hpp",
    "models/exchange/world/posterior.hpp",
    "models/exchange/world/question.hpp",
    "models/exchange/world/scenario.hpp",
    "models/exchange/world/tree_diff.hpp",
    "models/exchange/law/citing.hpp",
    "models/exchange/law/diff.hpp",
    "models/exchange/law/explain.hpp",
    "models/exchange/law/provision.hpp",
    "sim/ensemble.hpp",
    "sim/error.hpp",
    "sim/parameters.hpp",
]
NOT_DECLARATIONS = re.compile(r"^\s*(using|friend|static_assert|template|return|case|typedef|enum\s*\{)\b")


@dataclass
class Scope:
    kind: str  # namespace, struct, enum, or block: a body that declares nothing
    name: str
    public: bool = True


@dataclass
class Name:
    qualified: str  # study::Range::median
    doc: str
    kind: str  # struct, enum, value, function, field
    header: str


@dataclass
class Reader:
    header: str
    names: list = field(default_factory=list)
    scopes: list = field(default_factory=list)

    def add(self, name, comment, kind):
        visible = all(scope.public and scope.kind != "block" for scope in self.scopes)
        if visible and name and not name.endswith("_"):
            qualified = "::".join([scope.name for scope in self.scopes] + [name])
            self.names.append(Name(qualified, " ".join(comment).strip(), kind, self.header))

    def read(self, text):
        above, declared, behind = [], "", None  # behind: (column, name count before it, lines)
        for line in text.splitlines():
            code, column, comment = split_comment(line)
            if not code.strip():
                if comment is None:
                    above, behind = [], None
                elif behind and column == behind[0]:
                    behind[1].append(comment)
                    self.tell_behind(behind)
                else:
                    behind = None
                    above.append(comment)
                continue
            if code.lstrip().startswith("#"):
                above = []
                continue
            before = len(self.names)
            declared = self.declarations(declared + " " + code.strip(), above)
            behind = (column, [comment], before) if comment is not None else None
            if behind:
                self.tell_behind(behind)
            if not declared:
                above = []
        return self.names

    def tell_behind(self, behind):
        """A comment behind a declaration belongs to the names declared on that line that have none."""
        _, lines, first = behind
        for name in self.names[first:]:
            if name.kind in ("field", "value", "function") and (not name.doc or name.doc == " ".join(lines[:-1])):
                name.doc = " ".join(lines)

    def declarations(self, text, above):
        """Takes whole declarations off the text; what is not whole yet is returned."""
        while text.strip():
            match = re.search(r"[;{}]|\b(public|private|protected)\s*:(?!:)", text)
            if self.scopes and self.scopes[-1].kind == "enum":
                match = re.search(r"[,}]", text)
            if not match:
                return text
            head, mark, text = text[: match.start()].strip(), match[0][0], text[match.end() :]
            if self.scopes and self.scopes[-1].kind == "block":  # a body: only its braces count
                if mark == "{":
                    self.scopes.append(Scope("block", ""))
                elif mark == "}":
                    self.scopes.pop()
            elif mark == "p":
                self.scopes[-1].public = match[1] == "public"
            elif mark == "{":
                if initialises(head):  # a value in braces belongs to the declaration
                    end = closing_brace(text)
                    if end < 0:
                        return head + " {" + text
                    text = head.rstrip("= ") + " = 0 " + text[end + 1 :]
                    continue
                self.open(head, above)
            elif self.scopes and self.scopes[-1].kind == "enum":
                self.add(re.split(r"[=\s]", head)[0], above, "value")
                if mark == "}":
                    self.scopes.pop()
            elif mark == "}":
                if self.scopes:
                    self.scopes.pop()
            else:
                self.declare(head, above)
        return ""

    def open(self, head, above):
        if match := re.match(r"(?:inline )?namespace (\S+)?", head):
            self.scopes.append(Scope("namespace" if match[1] else "block", match[1] or ""))
        elif match := re.match(r"enum class (\w+)", head):
            self.add(match[1], above, "enum")
            self.scopes.append(Scope("enum", match[1]))
        elif match := re.match(r"(struct|class) (\w+)(?: final)?(?: : .*)?$", head):
            self.add(match[2], above, "struct")
            self.scopes.append(Scope("struct", match[2], match[1] == "struct"))
        else:
            self.declare(head, above)
            self.scopes.append(Scope("block", ""))

    def declare(self, head, above):
        if NOT_DECLARATIONS.match(head) or re.match(r"(struct|class|enum class) \w+$", head):
            return
        head = re.sub(r"\boperator\S+.*", "", head)
        called = re.sub(r"std::function<.*?\)>", "F", head).split("=")[0]
        if match := re.search(r"([~\w]+)\s*\((?!\*)", called):
            constructor = self.scopes and self.scopes[-1].name == match[1].lstrip("~")
            if not constructor and "= delete" not in head:
                self.add(match[1], above, "function")
            return
        without = re.sub(r"<[^<>]*(<[^<>]*(<[^<>]*>)*[^<>]*>)*[^<>]*>", "", head)
        without = re.sub(r"\([^()]*\)", "", without)
        for number, part in enumerate(without.split(",")):
            words = re.findall(r"[\w:\]\[]+", part.split("=")[0])
            if len(words) > (0 if number else 1):
                self.add(words[-1].split("[")[0], above, "field")


def initialises(head):
    """Whether a brace after this is a value: `Month first = `, `PlaceId origin`; not the default of an argument."""
    if head.endswith("return") or "=" in re.sub(r"\(.*\)", "", head):
        return True
    keyword = re.match(r"(inline )?(namespace|struct|class|enum|extern|template)\b", head)
    return not keyword and "(" not in head and bool(head)


def closing_brace(text):
    """Where the brace closes that was opened before the text; -1 if it does not."""
    depth = 1
    for at, char in enumerate(text):
        depth += (char == "{") - (char == "}")
        if depth == 0:
            return at
    return -1


def split_comment(line):
    at = line.find("//")
    if at < 0:
        return line, 0, None
    return line[:at], at, line[at + 2 :].strip()


def public_names(root):
    """Every public name of the public headers, with the comment that explains it."""
    names = []
    for pattern in PUBLIC:
        for path in sorted(Path(root).glob(pattern)):
            names += Reader(path.relative_to(root).as_posix()).read(path.read_text(encoding="utf-8"))
    return names


def header_text(names):
    docs = {}
    for name in names:
        docs.setdefault(name.qualified, name.doc)
    lines = [f"    {{{quoted(name)}, {quoted(doc)}}}," for name, doc in sorted(docs.items())]
    return (
        "// Made by bindings/python/tools/docstrings.py: comments of the public headers, by name, sorted.\n#pragma once\n\n"
        "struct Docstring {\n  const char *name, *text;\n};\n\n"
        "inline constexpr Docstring kDocstrings[] = {\n" + "\n".join(lines) + "\n};\n"
    )


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


if __name__ == "__main__":
    found = public_names(sys.argv[1])
    if len(sys.argv) > 2:
        Path(sys.argv[2]).write_text(header_text(found), encoding="utf-8")
    else:
        for one in found:
            print(f"{one.qualified} [{one.kind}]: {one.doc}")
