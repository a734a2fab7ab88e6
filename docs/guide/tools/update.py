"""Writes the guide anew where the program says something else: examples, tables. Says what changed.

    python docs/guide/tools/update.py build/genratchet [PAGE...]
"""

import difflib
import re
import sys
from pathlib import Path

import examples
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
    after = with_tables(examples.rewritten(before, blocks), executable)
    if after != before:
        page.write_text(after)
        print("".join(difflib.unified_diff(before.splitlines(True), after.splitlines(True), page.name, page.name, n=0)), end="")
    return after != before, bool(failed)


def main(arguments):
    executable = Path(arguments[0]).resolve()
    wanted = [examples.GUIDE / name for name in arguments[1:]] or examples.pages()
    done = [update(page, executable) for page in wanted]
    changed = sum(was_changed for was_changed, _ in done)
    print(f"{len(done)} pages of the guide; {changed} changed.")
    return 1 if any(failed for _, failed in done) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
