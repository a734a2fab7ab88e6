"""Runs the analytic check with more runs than its test has, and writes the table and the figure of README.md.

python docs/analytic/update.py build/release/tests/test_analytic
"""

import csv
import math
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 640, 420, 64, 16, 190, 48
COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#666666"]  # Okabe and Ito


def rows_of(program):
    printed = subprocess.run([program, "table of the analytic check"], capture_output=True, text=True, check=True).stdout
    lines = [line for line in printed.splitlines() if line.count(",") == 9]
    return list(csv.DictReader(lines))


def by_output(rows):
    outputs = {}
    for row in rows:
        outputs.setdefault(row["output"], []).append(row)
    return outputs


def percent(share):
    """Two significant digits."""
    value = 100 * share
    return f"{value:.{max(0, 1 - math.floor(math.log10(value)))}f} %"


def table(outputs):
    sizes = [row["institutions"] for row in next(iter(outputs.values()))]
    runs = [row["runs"] for row in next(iter(outputs.values()))]
    heads = " | ".join(f"rms, N = {int(n):,} ({r} runs)" for n, r in zip(sizes, runs))
    lines = [f"| output | equation | {heads} | slope | z |", "|---|---|" + "---|" * (len(sizes) + 2)]
    for name, rows in outputs.items():
        errors = " | ".join(percent(float(row["rms"])) for row in rows)
        z = max((float(row["z_largest"]) for row in rows), key=abs)
        slope = f"{float(rows[0]['slope']):.2f} ± {float(rows[0]['slope_error']):.2f}"
        lines.append(f"| {name} | {rows[0]['equation']} | {errors} | {slope} | {z:.1f} |")
    mean = sum(float(rows[0]["slope"]) for rows in outputs.values()) / len(outputs)
    lines.append(f"\nMean slope of the {len(outputs)} outputs: {mean:.3f}; they hang together, so fewer than {len(outputs)} are independent.")
    return "\n".join(lines).replace("-0.", "−0.").replace("| -", "| −")


def figure(outputs):
    sizes = [int(row["institutions"]) for row in next(iter(outputs.values()))]
    errors = [float(row["rms"]) for rows in outputs.values() for row in rows]
    low, high = math.floor(math.log10(min(errors))), math.log10(2 * max(errors))
    left, right = math.log10(sizes[0]), math.log10(sizes[-1])

    def at(n, error):
        x = LEFT + (math.log10(n) - left) / (right - left) * (WIDTH - LEFT - RIGHT)
        y = TOP + (high - math.log10(error)) / (high - low) * (HEIGHT - TOP - BOTTOM)
        return round(x, 1), round(y, 1)

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="11">',
             f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>']  # fmt: skip

    def line(points, style):
        parts.append(f'<polyline fill="none" {style} points="{" ".join(f"{x},{y}" for x, y in points)}"/>')

    def text(x, y, words, anchor="start", colour="black"):
        parts.append(f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="{colour}">{words}</text>')

    for exponent in range(low, math.floor(high) + 1):
        (x0, y), (x1, _) = at(sizes[0], 10**exponent), at(sizes[-1], 10**exponent)
        line([(x0, y), (x1, y)], 'stroke="#dddddd"')
        text(x0 - 6, y + 4, f"{100 * 10.0**exponent:g} %", "end")
    for n in sizes:
        text(at(n, 10**low)[0], HEIGHT - BOTTOM + 16, f"{n:,}", "middle")
    text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, "simulated institutions N", "middle")
    guide = 2.5 * math.exp(sum(map(math.log, errors)) / len(errors)) * math.sqrt(math.sqrt(sizes[0] * sizes[-1]))
    line([at(n, guide / math.sqrt(n)) for n in (sizes[0], sizes[-1])], 'stroke="black" stroke-dasharray="6 4"')
    text(at(sizes[1], 1)[0] + 10, at(sizes[1], guide / math.sqrt(sizes[1]))[1] - 10, "slope −1/2")
    last = sorted(outputs.items(), key=lambda item: -float(item[1][-1]["rms"]))
    for number, (name, rows) in enumerate(last):
        label = HEIGHT - BOTTOM - 14 * (len(last) - 1 - number)
        colour = COLOURS[number % len(COLOURS)]
        points = [at(int(row["institutions"]), float(row["rms"])) for row in rows]
        line(points, f'stroke="{colour}" stroke-width="1.3"')
        line([points[-1], (points[-1][0] + 18, label - 4)], f'stroke="{colour}" stroke-width="0.5"')
        text(points[-1][0] + 20, label, name, colour=colour)
    return "\n".join(parts + ["</svg>"]) + "\n"


def main(program):
    outputs = by_output(rows_of(program))
    page = HERE / "README.md"
    before, rest = page.read_text().split("<!-- generated: table -->\n")
    after = rest[rest.index("<!-- end -->") :]
    page.write_text(f"{before}<!-- generated: table -->\n{table(outputs)}\n{after}")
    (HERE / "error.svg").write_text(figure(outputs))


if __name__ == "__main__":
    main(sys.argv[1])
