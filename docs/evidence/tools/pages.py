"""The pages of docs/evidence, from the registry and the executable.

    python docs/evidence/tools/pages.py build/genratchet     writes them anew, and says which changed
"""

import re
import sys
from pathlib import Path

import registry as registry_

FOLDER = Path(__file__).resolve().parents[1]
SUBJECTS = {  # page -> title, what begins an id, a word
    "law-prc": ("Law of the PRC", r"P\d", "Provisions: `genratchet law list`; their text: `genratchet show ID`."),
    "law-us": ("Law of the United States, policy of archives abroad", r"[UX]\d|F-NIH-", "Hypothetical measures cite what they copy or answer, as context."),
    "archives": ("Archives", r"F-(SRA|INS|NCBI|BW|CA|UKB|CN)\b", "Bytes are not comparable across archives: SRA's are normalised, the basis of GSA's is unstated."),
    "firms": ("Firms", r"F-(IN|BGI|MGI|ILM|NIPT)-", "Not found: sales abroad by country, prenatal tests after 2021, how much of what is tested abroad is taken home."),
    "technology": ("Technology", r"F-(COST|SIZE)-", "Prenatal tests are small in bytes and large in persons: persons, bases and bytes are never mixed."),
    "collaboration": ("Collaboration, licensing, enforcement", r"F-(COL|HGR)-", "Not found: how many applications the PRC's office refuses."),
    "places": ("Places", r"F-(POP|BIRTH|RD)-", "The figures themselves stand in `scenarios/worlds/reference.json`; `genratchet show IN` prints those of a place."),
    "article": ("The source article", r"[SR]\d", "Nye and Sun, *Beijing's Asymmetric Securitization*, China Brief (Jamestown Foundation), 2026: <https://jamestown.substack.com/p/beijings-asymmetric-securitization>. S: facts it states; R: rules and claims. Grade S means that no independent source was read."),
}  # fmt: skip
DISPUTED = re.compile(r"\b(contested|conflicting|discrepancy|disagree)", re.IGNORECASE)
MADE = "<!-- made by docs/evidence/tools/pages.py: ./dev docs -->\n"


def cell(text):
    return " ".join(str(text).split()).replace("|", "\\|")


def table(heads, rows):
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    return "\n".join(lines + ["| " + " | ".join(cell(value) for value in row) + " |" for row in rows]) + "\n"


def number(value):
    return f"{value:,}" if isinstance(value, int) else str(value)


def value_of(fact):
    if "value" not in fact:
        return ""
    value = fact["value"]
    if value == "table":
        return f"table, {fact['unit']}"
    return f"{'; '.join(map(number, value)) if isinstance(value, list) else number(value)} {fact['unit']}"


def used_by(uses):
    """"parameter leak; 41 places": who cites a fact."""
    parts = []
    for use in uses:
        names = ", ".join(f"`{name}`" for name in use.names)
        said = f"{use.kind} {names}" if len(use.names) <= 6 else f"{len(use.names)} {use.kind}"
        parts.append(said + (" (context)" if use.role == "context" else ""))
    return "; ".join(parts)


def fact_rows(registry, pattern):
    for id, fact in registry.facts.items():
        if not re.match(pattern, id):
            continue
        said = fact["statement"] + (f" *{fact['note']}*" if "note" in fact else "")
        yield (f"**{id}**", said, value_of(fact), fact["date"], fact["source"], fact["grade"], fact["role"], used_by(registry.uses[id]))


def subject_page(registry, title, pattern, word):
    heads = ["id", "fact, *and what limits it*", "value", "date", "source", "grade", "role", "used by"]
    return f"{MADE}# {title}\n\n{word}\n\n" + table(heads, fact_rows(registry, pattern))


def source_of(texts):
    """Fact ids with their grades, or *assumption*."""
    short = []
    for text in texts:
        found = re.match(r"(\S+) \(evidence (\w+)\)", text)
        short.append(f"{found[1]} ({found[2]})" if found else "*assumption*" if "ASSUMPTION" in text else text)
    return ", ".join(short)


def numbers_page(registry):
    parameters = [
        (f"`{name}`", e.get("Meaning", e["title"])[0], e["Value"][0], e["Range"][0].split("; 90 %")[0], e["Unit"][0],
         source_of(e["Source"]), "yes" if "Contested" in e else "")
        for name, e in registry.parameters.items()
    ]  # fmt: skip
    constants = [
        (f"`{name}`", e["title"][0], e["Value"][0], e["Range"][0].split(";")[0].replace("none: its source leaves no doubt", "none"),
         e["Unit"][0], source_of(e["Source"]))
        for name, e in registry.constants.items()
    ]  # fmt: skip
    return (
        f"{MADE}# Parameters and constants\n\n"
        "## Parameters\n\nEach run draws them from the prior, and those that are fitted from the [posterior](../calibration/README.md) "
        "where the scenario has one. Contested: no evidence settles it, and its value may turn a "
        "conclusion (`genratchet challenge`). A fact as source says what the default was centred on, seldom what the width "
        "rests on: the widths are judgements.\n\n"
        + table(["parameter", "meaning", "default", "prior", "unit", "source (grade)", "contested"], parameters)
        + "\n## Constants\n\nChoices that every run shares: no run draws them, no scenario changes them. The range is where "
        "they may lie; what that would do to a result has not been measured.\n\n"
        + table(["constant", "meaning", "value", "range", "unit", "source (grade)"], constants)
    )


def observations_page(registry):
    out = [MADE, "# Observations and targets\n\nWhat the model is held against. *calibrate*: parameters are centred on it or "
           "fitted to it; *hindcast*: compared, never fitted; *context*: shown. `genratchet hindcast` prints them beside the "
           "model, misses included.\n"]  # fmt: skip
    for name, series in registry.observations.items():
        out.append(f"\n## {series['title']}\n\n`{name}`, {series['unit']}. {series.get('note', '')}".rstrip() + "\n")
        rows = [(p["date"] if "since" not in p else f"{p['since']} to {p['date']}", number(p["value"]), p["role"],
                 p.get("fact", ""), registry.facts[p["fact"]]["grade"], p.get("sd_log", "")) for p in series["points"]]  # fmt: skip
        out.append(table(["date", "value", "role", "fact", "grade", "error (sd of log)"], rows))
    heads = ["id", "target", "value", "date", "source", "grade", "role", "used by"]
    out.append("\n## Targets\n\nC1 to C9 are all that may be fitted to; C10 is an input.\n\n" + table(heads, fact_rows(registry, r"C\d")))
    return "\n".join(out)


def counted(registry, key, order):
    used = {id for id, fact in registry.facts.items() if fact["role"] != "context"}
    for word in order:
        ids = [id for id, fact in registry.facts.items() if fact[key] == word]
        yield f"**{word}**", registry.meanings.get(word, ""), len(ids), sum(id in used for id in ids)


def assumed(entries):
    return ", ".join(f"`{name}`" for name, entry in entries.items() if "ASSUMPTION" in entry["Source"][0])


def disputed(registry):
    for id, fact in registry.facts.items():
        if DISPUTED.search(fact.get("note", "")):
            yield id, fact["statement"], fact["note"]


def single_source(registry):
    return ", ".join(id for id, fact in registry.facts.items() if fact["grade"] == "S" and fact["role"] != "context")


def readme(registry):
    subjects = "".join(f"- [{title}]({page}.md)\n" for page, (title, _, _) in SUBJECTS.items())
    without = assumed(registry.parameters)
    return f"""{MADE}# Evidence

Every number of the reference world, of its law and of the model cites a fact with its source and grade, or is called an
assumption and says where it may lie. A test fails on one that does neither. `genratchet show ID` prints a fact and who
uses it, a parameter, a constant, a provision, a place. The facts are `scenarios/evidence/facts.json`, {len(registry.facts)} of them.

{subjects}- [Parameters and constants](parameters.md)
- [Observations and targets](observations.md)

## Grades

{table(["grade", "meaning", "facts", "of them used"], counted(registry, "grade", registry_.GRADES))}
## Roles

A fact that is used in several ways has the first of these roles. Nothing that is kept for the hindcast is fitted to or
put in: a test holds that too.

{table(["role", "meaning", "facts", "of them used"], counted(registry, "role", registry_.ROLES))}
## What is contested

{table(["fact", "what it says", "what speaks against it"], disputed(registry))}
In use at grade S, read through the article alone (rules, R.., mostly stand beside the text of the law itself, P..):
{single_source(registry)}.

## Parameters without evidence

{len(without.split(", "))} of {len(registry.parameters)}: they are drawn over wide priors, or zero. {without}.

## Constants without evidence

{assumed(registry.constants)}.

## How to cite

In a scenario: `"source": "F-CA-03"`, or several ids in any text; in a provision `{{"text": "...", "fact": "U7", "grade": "A"}}`.
Where there is no source, say so: `"note": "Assumption (range 5 to 50)."` A scenario of your own without sources runs, and
`genratchet check` and the report call its values the author's assumption. A new fact goes into `facts.json` with date
(or `undated`), statement in your own words, source, grade, role, a value with its unit, and in `note` whatever limits it.
"""


def pages(registry):
    """Every page by its file's name."""
    made = {f"{page}.md": subject_page(registry, *subject) for page, subject in SUBJECTS.items()}
    return {"README.md": readme(registry), **made, "parameters.md": numbers_page(registry), "observations.md": observations_page(registry)}


def main(executable):
    made = pages(registry_.read(Path(executable).resolve()))
    changed = [name for name, text in made.items() if not (FOLDER / name).exists() or (FOLDER / name).read_text("utf-8") != text]
    for name in changed:
        (FOLDER / name).write_text(made[name], encoding="utf-8")
    print(f"{len(made)} pages of the evidence; {', '.join(changed) or 'none'} changed.")


if __name__ == "__main__":
    main(sys.argv[1])
