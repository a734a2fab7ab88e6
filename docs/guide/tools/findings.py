"""The figures of docs/findings.md: every number in its prose names where it comes from, and is compared with it.

In the prose a number is followed by a comment (invisible where the page is read):
  copies of 1.2 M<!--=copied--> persons     the figure `copied` of a block
  a range of 90 %<!--: definition--> of runs    no figure; the reason is given
Of numbers only dates, code, links, ids such as F-NIH-01, and the numbers of lists, sections and articles go without.

A block, anywhere in the page, names a command and what is read from what it prints:
  <!-- figures
  $ genratchet run preset:us-countermeasures --institutions 500 --replicates 4 --json
  copied: us_persons_in_cn.median
  change: policies[policy=listings-only].change.median
  wide: /Range = (\\d+ %)/
  check: copied > change
  -->
A path leads through keys (which may hold dots) and lists, [0] or [key=value]; /.../ finds the first group in text. A
check compares two names, or a name and a value, by < > <= >= =, and holds what the words say ("fewer", "holds"). After
`figures slow` a block's commands are run by `./dev docs findings.md` and the exhaustive tests (GENRATCHET_EXHAUSTIVE) only.
Numbers are compared, and written anew by `./dev docs`, to two significant digits.
"""

import json
import math
import operator
import os
import re
from dataclasses import dataclass, field

import examples

PAGE = examples.ROOT / "docs" / "findings.md"
BLOCK = re.compile(r"^<!-- figures( slow)?\n(.*?)^-->$", re.MULTILINE | re.DOTALL)
NUMBER = r"(?:[<>]\s?)?(?:(?<![\w.])[+\-−])?\d[\d,]*(?:\.\d+)?(?:\s?[kMG%](?!\w))?"
TAGGED = re.compile(rf"(?P<number>{NUMBER})<!--(?P<kind>[=:])\s*(?P<name>.*?)\s*-->", re.DOTALL)
EXEMPT = re.compile(
    r"<!--.*?-->|```.*?```|`[^`]*`|\]\([^)]*\)|<[^>\d][^>]*>|\b[A-Z]-[A-Z]+-\d+\b|\b[A-Z]\d+\b"
    r"|\b(?:19|20)\d\d(?:-\d\d)?(?:-\d\d)?\b|^\s*\d+\. |^#+ \d+ |^\| \d+ \||\b(?:[Ss]ections?|Article) \d+(?:(?:,| to| and) \d+)*\b",
    re.MULTILINE | re.DOTALL,
)
LONGEST = 7200  # seconds that a command may take: the slow ones run the whole world a hundred times
SCALES = {"k": 1e3, "M": 1e6, "G": 1e9, "%": 0.01}
COMPARE = {"<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge, "=": operator.eq}


@dataclass
class Block:
    command: str
    slow: bool
    paths: dict = field(default_factory=dict)  # figure: where in what is printed
    checks: list = field(default_factory=list)


def blocks_of(text):
    blocks = []
    for found in BLOCK.finditer(text):
        block = None
        for line in found[2].replace("\\\n", " ").splitlines():
            if line.startswith("$ "):
                block = Block(" ".join(line[2:].split()), bool(found[1]))
                blocks.append(block)
            elif line.strip():
                name, colon, what = line.partition(": ")
                if block is None or not colon:
                    raise ValueError(f"in a block of figures a command comes first, then `name: path`; found: {line}")
                if name == "check":
                    block.checks.append(what.strip())
                elif any(name in other.paths for other in blocks):
                    raise ValueError(f"two figures are called {name}")
                else:
                    block.paths[name] = what.strip()
    return blocks


def untagged(text):
    """Numbers in the prose that name no source, each with its line."""
    blank = lambda found: re.sub(r"[^\n]", " ", found[0])  # noqa: E731
    rest = EXEMPT.sub(blank, TAGGED.sub(blank, BLOCK.sub(blank, text)))
    lines = text.splitlines()
    return [f"{found[0].strip()}: {lines[rest.count(chr(10), 0, found.start())]}" for found in re.finditer(NUMBER, rest)]


def value_of(quoted):
    """The number that words such as "<0.1 %", "+1.1 M" or "16,000" stand for."""
    words = quoted.strip().lstrip("<> ").replace("−", "-").replace(",", "").replace(" ", "")
    scale = SCALES.get(words[-1], 1)
    return float(words.rstrip("kMG%")) * scale


def at(node, path):
    """What lies at a path of some JSON."""
    while path:
        found = re.match(r"\[(?:(\d+)|([^\]=]+)=([^\]]*))\]\.?", path)
        if found and found[1]:
            node = node[int(found[1])]
        elif found:
            node = next(item for item in node if str(item[found[2]]) == found[3])
        else:
            keys = [key for key in node if re.match(re.escape(key) + r"(\.|\[|$)", path)]
            key = max(keys, key=len)
            found, node = re.match(re.escape(key) + r"\.?", path), node[key]
        path = path[found.end() :]
    return node


def read(output, path):
    if path.startswith("/"):
        words = re.search(path.strip("/"), output)[1]
        return value_of(words) if re.fullmatch(NUMBER, words) else words
    return at(json.loads(output), path)


def agrees(quoted, printed):
    if quoted.startswith(("<", ">")):
        return COMPARE[quoted[0]](abs(printed), abs(value_of(quoted)))
    return f"{value_of(quoted):.1e}" == f"{printed:.1e}"


def rewritten_number(quoted, printed):
    """`printed` to two significant digits, in the form of `quoted`."""
    unit = "%" if quoted.endswith("%") else next((u for u in "GMk" if abs(printed) >= SCALES[u] and quoted[-1] in "GMk"), "")
    scaled = float(f"{printed:.1e}") / SCALES.get(unit, 1)
    digits = 0 if scaled == 0 else max(0, 1 - math.floor(math.log10(abs(scaled)) + 1e-9))
    words = f"{abs(scaled):.{digits}f}".rstrip("0").rstrip(".") if "." in f"{abs(scaled):.{digits}f}" else f"{abs(scaled):,.0f}"
    sign = "−" if scaled < 0 and "−" in quoted else "-" if scaled < 0 else "+" if quoted.startswith("+") else ""
    return sign + words + (" " + unit if unit else "")


def holds(check, values):
    left, sign, right = check.split(maxsplit=2)
    operand = lambda word: values[word] if word in values else value_of(word) if re.fullmatch(NUMBER, word) else word  # noqa: E731
    a, b = operand(left), operand(right)
    return COMPARE[sign](str(a), str(b)) if isinstance(a, bool | str) or isinstance(b, bool | str) else COMPARE[sign](a, b)


@dataclass
class Findings:
    text: str
    faults: list  # what is wrong with the page, in words
    values: dict  # figure: what its command prints


def run(text, executable, slow=False):
    """Runs each command of a page once and compares."""
    blocks, outputs, values = blocks_of(text), {}, {}
    faults = [f"a number without a source: {line}" for line in untagged(text)]
    with examples.Folder(executable) as folder:
        for block in blocks:
            if block.slow and not slow:
                continue
            if block.command not in outputs:
                command = examples.Command(f"$ {block.command} 2>/dev/null")
                folder.run(command, seconds=LONGEST)
                outputs[block.command] = command.output
                if command.code:
                    faults.append(f"exit code {command.code}: {block.command}")
            for name, path in block.paths.items():
                try:
                    values[name] = read(outputs[block.command], path)
                except (LookupError, StopIteration, TypeError, ValueError):
                    faults.append(f"{name}: nothing at {path} in what this prints: {block.command}")
            faults += [f"does not hold: {check}  {values}" for check in block.checks if not missing(check, values) and not holds(check, values)]
    known = {name for block in blocks for name in block.paths}
    for found in TAGGED.finditer(text):
        quoted, name = found["number"], found["name"]
        if found["kind"] == ":":
            continue
        if name not in known:
            faults.append(f"no figure is called {name}: {quoted}")
        elif name in values and not agrees(quoted, values[name]):
            faults.append(f"{name}: the page says {quoted}, the command prints {values[name]:.4g}")
    used = {found["name"] for found in TAGGED.finditer(text)} | {word for b in blocks for c in b.checks for word in c.split()}
    faults += [f"nothing quotes {name}" for name in sorted(known - used)]
    return Findings(text, faults, values)


def missing(check, values):
    """A figure of the check could not be read, which was said already."""
    return check.split()[0] not in values


def refreshed(found):
    """The page with the numbers that its commands print."""

    def anew(tag):
        name, quoted = tag["name"], tag["number"]
        if tag["kind"] == ":" or name not in found.values or agrees(quoted, found.values[name]):
            return tag[0]
        return tag[0].replace(quoted, rewritten_number(quoted, found.values[name]), 1)

    return TAGGED.sub(anew, found.text)


def exhaustive():
    return bool(os.environ.get("GENRATCHET_EXHAUSTIVE"))
