"""Writes the guide, and the numbers of docs/findings.md, anew where the program says something else. Says what changed.

    python docs/guide/tools/update.py build/genratchet [PAGE...]

Findings that take long to compute are computed only where findings.md is named.
"""

import difflib
import re
import sys
from pathlib import Path

import examples
import findings
import tables

GENERATED = re.compile(r"(<!-- generated: (\w+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)


def with_tables(text, executable):
    """The page with its generated parts as the program has them now."""
    return GENERATED.sub(lambda found: f"{found[1]}\n{tables.GENERATED[found[2]](executable)}\n{found[4]}", text)


def update(page, executable):
    before = page.read_text()
    blocks, differences = examples.run_page(page, executable)
    failed = [d for d in differences if d.shown[:1] and d.shown[0].startswith("exit code")]
    for one in failed:
        print(f"{one.where}\n  {one.shown[0]} was expected; {one.printed[0]}:", *one.printed[1:], sep="\n    ")
    return write(page, before, with_tables(examples.rewritten(before, blocks), executable)), bool(failed)


def write(page, before, after):
    """Writes and shows what is new; whether anything is."""
    if after != before:
        page.write_text(after)
        print("".join(difflib.unified_diff(before.splitlines(True), after.splitlines(True), page.name, page.name, n=0)), end="")
    return after != before


def update_findings(executable, slow):
    """The numbers; what a number cannot mend (a check that no longer holds) is said."""
    found = findings.run(findings.PAGE.read_text(), executable, slow)
    after = findings.refreshed(found)
    faults = [fault for fault in found.faults if "the page says" not in fault]
    for fault in faults:
        print(f"{findings.PAGE.name}: {fault}")
    return write(findings.PAGE, found.text, after), bool(faults)


def main(arguments):
    executable = Path(arguments[0]).resolve()
    wanted = [examples.GUIDE / name for name in arguments[1:] if name != findings.PAGE.name] or examples.pages()
    if arguments[1:] == [findings.PAGE.name]:
        wanted = []
    done = [update(page, executable) for page in wanted]
    if not arguments[1:] or findings.PAGE.name in arguments[1:]:
        done.append(update_findings(executable, slow=findings.PAGE.name in arguments))
    changed = sum(was_changed for was_changed, _ in done)
    print(f"{len(done)} pages; {changed} changed.")
    return 1 if any(failed for _, failed in done) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
