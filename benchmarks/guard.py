"""./dev bench guard [--update]: compares the instruction counts of small fixed runs with the stored ones.

`guard.cpp` holds the runs, `guard.json` the counts, Valgrind's callgrind does the counting. Counts do not depend on
the load of the machine, so a few per cent are told from noise. Exit code 5: a run got slower, or has no stored count.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STORED = "benchmarks/guard.json"
UPDATE = "./dev bench guard --update"
LIMIT_PERCENT = 3
EXIT_SLOWER = 5
FASTER = "faster: update"

# glibc chooses its memcpy by processor, and when to use which instructions by the size of its caches: here always
# the plainest, as on the oldest. Unknown names are ignored, also on other architectures.
FEATURES = """AVX AVX2 AVX512F AVX512VL AVX512BW BMI1 BMI2 ERMS FMA FMA4 FSRM LZCNT MOVBE POPCNT RTM SSE3 SSSE3
  SSE4_1 SSE4_2 XSAVE XSAVEC AVX_Fast_Unaligned_Load Fast_Unaligned_Copy Fast_Unaligned_Load Prefer_ERMS
  Prefer_FSRM Slow_BSF"""
TUNABLES = {
    "glibc.cpu.hwcaps": ",".join("-" + name for name in FEATURES.split()),
    "glibc.cpu.x86_data_cache_size": "32768",
    "glibc.cpu.x86_shared_cache_size": "1048576",
    "glibc.cpu.x86_non_temporal_threshold": "786432",
}
ENVIRONMENT = {  # whole: the length of the caller's would move the stack
    "PATH": "/usr/bin:/bin",
    "GENRATCHET_SCENARIOS": "scenarios",
    "GLIBC_TUNABLES": ":".join(f"{name}={value}" for name, value in TUNABLES.items()),
    "LD_BIND_NOW": "1",  # names are looked up before counting begins
}


class Failure(Exception):
    """Why there is nothing to compare."""


def output_of(command):
    try:
        done = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True)
    except OSError as problem:
        raise Failure(f"{command[0]}: error: {problem.strerror}. ./dev bench guard builds it") from problem
    if done.returncode:
        raise Failure(f"{' '.join(command)}: error: exit code {done.returncode}\n{done.stderr[-2000:]}")
    return done.stdout


def count(valgrind, program, case):
    """The instructions of `counted` in one run."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "callgrind"
        options = ["--tool=callgrind", "--toggle-collect=counted", f"--callgrind-out-file={out}"]
        output_of([valgrind, *options, program, case])
        totals = [int(line.split()[1]) for line in out.read_text().splitlines() if line.startswith("totals:")]
    if not totals or totals[0] == 0:
        raise Failure(f"{program} {case}: error: nothing was counted. Was `counted` renamed, or the program stripped?")
    return totals[0]


def measure(program):
    """What the program was made with, and {case: instructions}."""
    valgrind = shutil.which("valgrind")
    if not valgrind:
        raise Failure("guard: error: there is no valgrind. ./dev bench guard installs it (apt-get install valgrind)")
    made_with, *cases = output_of([program]).splitlines()
    counts = {}
    for case in cases:
        print(f"counting {case}", file=sys.stderr)
        counts[case] = count(valgrind, program, case)
    return made_with, counts


def checked(stored):
    """What the stored counts were made with, and {case: instructions}; ValueError says what is wrong."""
    if not isinstance(stored, dict) or not isinstance(stored.get("made_with"), str):
        raise ValueError('it must be an object with "made_with", the compiler')
    counts = stored.get("instructions")
    if not isinstance(counts, dict):
        raise ValueError('it must have "instructions", an object of counts by case')
    wrong = [case for case, n in counts.items() if type(n) is not int or n <= 0]
    if wrong:
        raise ValueError(f"not a whole number above 0: {', '.join(wrong)}")
    return stored["made_with"], counts


def read(path):
    try:
        return checked(json.loads(path.read_text()))
    except (OSError, ValueError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else problem
        raise Failure(f"{path}: error: {reason}\n    Restore it from git, or store new counts: {UPDATE}") from problem


def verdict(stored, now):
    """(whether it passes, what to say)."""
    if stored is None:
        return False, "NOT STORED"
    if now is None:
        return False, "GONE"
    if 100 * now > (100 + LIMIT_PERCENT) * stored:
        return False, "SLOWER"
    if 100 * now < (100 - LIMIT_PERCENT) * stored:
        return True, FASTER
    return True, "ok"


def line(case, stored, now, said):
    change = f"{100 * (now - stored) / stored:+.2f} %" if stored and now else "-"
    numbers = "".join(f"{'-' if n is None else format(n, ','):>18}" for n in (stored, now))
    return f"{case:<16}{numbers}{change:>12}  {said}"


def compare(stored, now, comparable):
    """Prints the table and what follows from it; returns the numbers of cases that passed and failed."""
    print(f"{'instructions':<16}{'stored':>18}{'now':>18}{'change':>12}  verdict")
    verdicts = []
    for case in [*now, *(case for case in stored if case not in now)]:
        found = verdict(stored.get(case), now.get(case)) if comparable else (True, "not compared")
        print(line(case, stored.get(case), now.get(case), found[1]))
        verdicts.append(found)
    passed = sum(good for good, _ in verdicts)
    if passed < len(verdicts):
        print(f"Over {LIMIT_PERCENT} % slower, or without a count. If meant: {UPDATE}")
    if (True, FASTER) in verdicts:
        print(f"Over {LIMIT_PERCENT} % faster: keep what was won: {UPDATE}")
    return passed, len(verdicts) - passed


def update(path, made_with, counts):
    path.write_text(json.dumps({"made_with": made_with, "instructions": counts}, indent=2) + "\n")
    print(f"{path}: stored, made with {made_with}. Say in the commit why counts changed.")


def guard(program, path, wants_update):
    if wants_update:
        update(path, *measure(program))
        return 0
    stored_with, stored = read(path)
    made_with, now = measure(program)
    passed, failed = compare(stored, now, made_with == stored_with)
    if made_with != stored_with:
        print(f"Cannot be compared, and does not fail. Stored with {stored_with};\nnow {made_with}.")
    print(f"{passed} passed, {failed} failed")
    return EXIT_SLOWER if failed else 0


def main(arguments):
    parser = argparse.ArgumentParser(prog="./dev bench guard", allow_abbrev=False)
    parser.add_argument("program", help="build/release/guard")
    parser.add_argument("--update", action="store_true", help="store the counts of now: for a change that is meant")
    parser.add_argument("--stored", type=Path, default=ROOT / STORED, help=f"default: {STORED}")
    given = parser.parse_args(arguments)
    try:
        return guard(given.program, given.stored, given.update)
    except Failure as problem:
        print(problem, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
