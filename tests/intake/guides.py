"""Guides with one fault each: what is written otherwise, and what is told of it."""

from dataclasses import dataclass

from bot.intake.marked import MAX_BYTES

LINES = "\n".join(
    f"""  - key: {key}
    name: {{fr: Ligne {key}, en: Line {key}}}
    about: {{fr: sur {key}, en: about {key}}}
    first:
      key: {key}-own
      ask: {{fr: "Oui?", en: "Yes?"}}
      why: {{fr: Parce que., en: Because.}}
    closer:
      - key: {key}-deep
        ask: {{fr: "Et encore?", en: "And then?"}}
        why: {{fr: Parce que., en: Because.}}
    next: [talk]"""
    for key in ("learn", "care", "law", "help", "peers", "last")
)
SMALL = f"""guide: small
version: "1"
title:
  fr: Petit guide
  en: Small guide
parents:
  - said: {{fr: Un parent, en: A parent}}
criteria:
{LINES}
steps:
  - {{key: talk, does: talk, otherwise: rest}}
  - {{key: rest, does: come_back}}
"""
"""A guide, whole: line 9 begins its first line, 11 lines each."""


def at(number: int, column: int = 1) -> str:
    return f"{number}:{column}"


def line_of(part: str) -> int:
    """The number of the line that holds this."""
    assert SMALL.count(part) == 1, part
    return SMALL[: SMALL.index(part)].count("\n") + 1


@dataclass
class Case:
    """The small guide with ``old`` written ``new``; what is told of it."""

    name: str
    old: str
    new: str
    faults: list[tuple[str, str]]


def deeper(name: str, field: str, column: int, why: str) -> Case:
    """A deeper question with one field more, told at a column of its line."""
    deep = "- key: care-deep"
    return Case(name, deep, f"{deep}\n        {field}", [(at(line_of(deep) + 1, column), why)])


STEPS = line_of("steps:")
CASES = [
    Case(
        "no English",
        "title:\n  fr: Petit guide\n  en: Small guide",
        "title:\n  fr: Petit guide",
        [("4:3", "translation")],
    ),
    Case("an empty translation", "  en: Small guide", "  en:", [("5:3", "translation")]),
    Case("an empty translation in quotes", "  en: Small guide", '  en: ""', [("5:7", "translation")]),
    Case("no words", "title:\n  fr: Petit guide\n  en: Small guide\n", "", [("1:1", "missing")]),
    Case(
        "words in one language alone",
        "title:\n  fr: Petit guide\n  en: Small guide",
        "title: Petit guide",
        [("3:8", "both_wanted")],
    ),
    Case("a list for words", "  fr: Petit guide", "  fr: [a]", [("4:7", "words_wanted")]),
    Case(
        "a word for a list",
        "parents:\n  - said: {fr: Un parent, en: A parent}",
        "parents: moi",
        [("6:10", "list_wanted")],
    ),
    Case("an empty list", "parents:\n  - said: {fr: Un parent, en: A parent}", "parents: []", [("6:10", "too_short")]),
    Case("a word for fields", "- {key: rest, does: come_back}", "- rest", [(at(STEPS + 2, 5), "fields_wanted")]),
    Case("a misspelt field", "parents:", "parants:", [("1:1", "missing"), ("6:1", "near_field")]),
    Case("a field of nobody's", "parents:", "couleur: bleu\nparents:", [("6:1", "unknown_field")]),
    Case("a field twice", "parents:", "guide: autre\nparents:", [("6:1", "twice")]),
    Case(
        "two questions alike", "key: care-deep", "key: learn-deep", [(at(line_of("key: care-deep"), 14), "equal_keys")]
    ),
    Case("two lines alike", "- key: care\n", "- key: learn\n", [(at(line_of("- key: care\n"), 10), "equal_keys")]),
    Case(
        "two steps alike",
        "{key: rest,",
        "{key: talk,",
        [(at(STEPS + 1, 40), "unknown_step"), (at(STEPS + 2, 11), "equal_keys")],
    ),
    deeper("an unknown moment", "moments: [before, soir]", 27, "unknown_value"),
    deeper("one moment, not listed", "moments: before", 18, "list_wanted"),
    deeper("an unknown kind", "kind: quiz", 15, "unknown_value"),
    deeper("an unknown law", "jurisdictions: [ontario]", 25, "unknown_value"),
    Case("an unknown act", "does: come_back", "does: dormir", [(at(STEPS + 2, 23), "unknown_value")]),
    Case(
        "an unknown next step",
        "    next: [talk]\nsteps",
        "    next: [talk, dormir]\nsteps",
        [(at(STEPS - 1, 18), "unknown_step")],
    ),
    Case(
        "a loop of next steps",
        "does: come_back}",
        "does: come_back, otherwise: talk}",
        [(at(STEPS + 1, 40), "step_loop")],
    ),
    Case("five lines", LINES[LINES.index("  - key: last") :] + "\n", "", [("9:3", "six_lines")]),
    deeper("a date in words", "reviewed: 15 septembre 2025", 19, "bad_day"),
    deeper("no such day", "reviewed: 2025-02-30", 19, "bad_day"),
    deeper("a number for a date", "reviewed: 20250915", 19, "bad_day"),
    deeper("a date to come", "reviewed: 2025-10-08", 19, "future"),
    deeper("a law nobody reviewed", "jurisdictions: [quebec]", 24, "not_reviewed"),
    Case("a key in capitals", "key: care-deep", "key: Soin", [(at(line_of("key: care-deep"), 14), "bad_key")]),
    Case("a key with an accent", "key: care-deep", "key: école", [(at(line_of("key: care-deep"), 14), "bad_key")]),
    Case("a long key", "key: care-deep", "key: " + "a" * 21, [(at(line_of("key: care-deep"), 14), "too_long")]),
    Case(
        "a long label",
        "{fr: Ligne care,",
        "{fr: " + "x" * 61 + ",",
        [(at(line_of("{fr: Ligne care,"), 16), "too_long")],
    ),
    Case("a word nobody knows", "{fr: Ligne care,", '{fr: "{x}",', [(at(line_of("{fr: Ligne care,"), 16), "braces")]),
    Case("longer than anything", "  fr: Petit guide", "  fr: " + "x" * 501, [("4:7", "too_long")]),
    Case("a version with spaces", 'version: "1"', "version: septembre 2025", [("2:10", "bad_version")]),
    Case("no version", 'version: "1"\n', "", [("1:1", "missing")]),
    Case("an owner who is nobody's", "guide: small", "guide: small\nowner: ana", [("2:8", "bad_email")]),
    Case("no number of months", "guide: small", "guide: small\nreview_months: douze", [("2:16", "bad_number")]),
    Case("too few months", "guide: small", "guide: small\nreview_months: 0", [("2:16", "out_of_range")]),
    Case(
        "neither true nor false",
        "    next: [talk]\nsteps",
        "    grid: peut-être\nsteps",
        [(at(STEPS - 1, 11), "yes_or_no")],
    ),
    Case(
        "no address",
        "  - said: {fr: Un parent, en: A parent}",
        "  - said: {fr: Un parent, en: A parent}\n    url: exemple",
        [("8:10", "bad_url")],
    ),
    Case(
        "a line opened by a sentence",
        "key: care-own",
        "key: care-own\n      kind: open",
        [(at(line_of("key: care-own") + 1, 13), "first_is_open")],
    ),
    Case(
        "a line not always opened",
        "key: care-own",
        "key: care-own\n      moments: [after]",
        [(at(line_of("key: care-own") + 1, 16), "first_not_always")],
    ),
    Case(
        "nothing closer",
        "    closer:\n      - key: last-deep",
        "    closer: []\n    claser:\n      - key: last-deep",
        [(at(line_of("- key: last-deep"), 5), "near_field")],
    ),
    Case("a colon too many", "  fr: Petit guide", "  fr: Petit: guide", [("4:12", "colon")]),
    Case(
        "a line without its preposition",
        "about: {fr: sur care,",
        "about: {fr: care,",
        [(at(line_of("sur care"), 17), "about")],
    ),
    Case("a colon missing", "title:\n", "title\n", [("3:1", "no_colon")]),
    Case(
        "a quote left open",
        "    next: [talk]\nsteps",
        '    next: [talk]\n    about: "sur\nsteps',
        [(at(STEPS, 12), "quote")],
    ),
    Case("text after a quote", "  fr: Petit guide", '  fr: "Petit" guide', [("4:15", "aligned")]),
    Case("a tab", "  fr: Petit guide", "\tfr: Petit guide", [("4:1", "tab")]),
    Case("an odd beginning", "  fr: Petit guide", "  fr: @petit", [("4:7", "bare")]),
    Case("an unknown escape", "  fr: Petit guide", '  fr: "Pe\\qtit"', [("4:11", "escape")]),
    Case("an escape beyond Unicode", "  fr: Petit guide", '  fr: "\\U99999999"', [("4:10", "escape")]),
    Case("half a character", "  fr: Petit guide", '  fr: "\\uD800"', [("4:7", "control")]),
    Case("an escaped NUL", "  fr: Petit guide", '  fr: "a\\0"', [("4:7", "control")]),
    Case("a bell", "  fr: Petit guide", "  fr: Petit\x07", [("4:12", "control")]),
    Case("a bracket left open", "next: [talk]\nsteps", "next: [talk\nsteps", [(at(STEPS, 6), "bracket")]),
    Case("an anchor", "  fr: Petit guide", "  fr: &a Petit", [("4:7", "alias")]),
    Case("an alias", "  fr: Petit guide", "  fr: *a", [("4:7", "alias")]),
    Case("a tag", "  fr: Petit guide", "  fr: !!python/name:os.system x", [("4:7", "tag")]),
    Case("a list for a name", "  fr: Petit guide", "  ? [a]\n  : b\n  fr: Petit", [("4:5", "not_a_name")]),
]


FILES: dict[str, tuple[bytes, list[tuple[str, str]]]] = {
    "nothing": (b"", [("1:1", "empty")]),
    "spaces": (b" \n\n", [("1:1", "empty")]),
    "a comment alone": (b"# guide\n", [("1:1", "empty")]),
    "null": (b"~", [("1:1", "empty")]),
    "a word": (b"bonjour", [("1:1", "not_a_guide")]),
    "a list": (b"\n- a\n- b", [("2:1", "not_a_guide")]),
    "UTF-16": (SMALL.encode("utf-16"), [("1:1", "utf16")]),
    "UTF-16 without its mark": (SMALL.encode("utf-16-le"), [("1:1", "utf16")]),
    "Windows": (SMALL.replace("Un parent", "Un pérent").encode("cp1252"), [("7:20", "encoding")]),
    "cut in a character": (SMALL.encode() + "é".encode()[:1], [(f"{SMALL.count(chr(10)) + 1}:1", "encoding")]),
    "after accents": ("# é\n# éé".encode() + b"\xff", [("2:5", "encoding")]),
    "Word": (b"PK\x03\x04" + bytes(range(256)), [("1:1", "binary")]),
    "PDF": (b"%PDF-1.7", [("1:1", "binary")]),
    "NUL": (b"guide: small\0xyz", [("1:1", "binary")]),
    "two guides": (SMALL.encode() + b"---\nguide: b\n", [(f"{SMALL.count(chr(10)) + 1}:1", "documents")]),
    "too large": (b"# " + b"x" * MAX_BYTES, [("1:1", "too_large")]),
    "ten megabytes": (b"a: b\n" * 2_000_000, [("1:1", "too_large")]),
    "deep": (b"a: " + b"[" * 400_000, [("1:19", "deep")]),
    "deep in blocks": (b"- " * 400_000, [("1:33", "deep")]),
    "a billion laughs": (
        b"a: &a [x]\n" + b"".join(b"%c: &%c [*%c, *%c]\n" % (n, n, n - 1, n - 1) for n in range(98, 120)),
        [("1:4", "alias")],
    ),
    "a tag that runs": (b"!!python/object/apply:os.system [ls]", [("1:1", "tag")]),
}
