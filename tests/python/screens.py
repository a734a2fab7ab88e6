"""What tests ask of a screen of the command line."""

WIDTH = 80


def fits(text):
    """The text, if no line is wider than the screen. Where a result lies is never broken: its line is as long as its path."""
    wide = [line for line in text.splitlines() if len(line) > WIDTH and not line.startswith("Result ")]
    assert not wide, wide[0]
    return text


def flat(text):
    """The text as one line: to look for sentences wherever lines are broken."""
    return " ".join(text.split())
