"""What a guide is, what it must keep to, when it is read again; and the guide that comes with the program."""

from datetime import date
from typing import Any

import pytest

from bot.guides import packaged
from community.guide import (
    AgeRule,
    Guide,
    Jurisdiction,
    Kind,
    Moment,
    Question,
    Said,
    Tool,
    jurisdiction_of,
    to_review,
)
from community.guide_changes import line_changes
from community.guide_rules import Broken, GuideWhy, broken_rules, placed_questions
from community.walk import closer_look
from tests.guide import SMALL, criterion, question, said

TODAY = date(2025, 10, 7)
QUEBEC, FRANCE, BELGIUM = Jurisdiction

TOPICS = {
    "pedagogical, before": {
        "why, and to what end": "why-innovate",
        "a clear intent": "intent",
        "when it helps teaching": "when-it-helps",
        "discussed in the team": "team-talk",
    },
    "pedagogical, during": {
        "does it reach the aim": "reaching-the-aim",
        "effects good and bad": "effects",
        "adjustments": "adjustments",
    },
    "pedagogical, after": {
        "aims met": "aims-met",
        "successes and difficulties": "what-worked",
        "improvements and transfer": "improve-transfer",
    },
    "ethics": {
        "quality of contents and practice": "quality",
        "equity, inclusion": "equity-inclusion",
        "equity, copyright, personal data with learners": "with-learners",
        "tasks that change": "tasks-that-change",
        "keeping agency": "agency",
        "time freed": "time-freed",
    },
    **{
        f"law, {place}": {
            "laws in force": f"{place}-rules",
            "information security": f"{place}-security",
            "personal information": f"{place}-personal",
            "copyright": f"{place}-copyright",
        }
        for place in Jurisdiction
    },
}
"""DOMAIN.md §5, topic by topic → the question that asks it."""


def changed(**changes: Any) -> Guide:
    return SMALL.model_copy(update=changes)


def with_line(number: int, **changes: Any) -> Guide:
    lines = list(SMALL.criteria)
    lines[number] = lines[number].model_copy(update=changes)
    return changed(criteria=tuple(lines))


def of_law(**changes: Any) -> Question:
    return question("law-here").model_copy(update=changes)


def told(guide: Guide, today: date = TODAY) -> list[tuple[str, str]]:
    """(the way to what is broken, the last part of the reason's key)."""
    return [(".".join(map(str, b.where)), b.why.rpartition(".")[2]) for b in broken_rules(guide, today)]


def test_a_whole_guide_keeps_to_every_rule() -> None:
    assert told(SMALL) == []


LAW = "criteria.2"
BROKEN: dict[str, tuple[Guide, list[tuple[str, str]]]] = {
    "five lines": (changed(criteria=SMALL.criteria[:5]), [("criteria", "six_lines")]),
    "seven lines": (
        changed(criteria=(*SMALL.criteria, criterion("more", question("more-deep")))),
        [("criteria", "six_lines")],
    ),
    "a line twice": (with_line(5, key="peers"), [("criteria.5.key", "equal_keys")]),
    "a question twice, in two lines": (
        with_line(5, closer=(question("peers-deep"),)),
        [("criteria.5.closer.0.key", "equal_keys")],
    ),
    "a question twice, in one": (
        with_line(2, closer=(question("law-deep"), question("law-own"))),
        [("criteria.2.closer.1.key", "equal_keys")],
    ),
    "a step twice": (changed(steps=(*SMALL.steps, SMALL.steps[2])), [("steps.4.key", "equal_keys")]),
    "a step nobody knows": (with_line(1, next=("smaller", "rest")), [("criteria.1.next.1", "unknown_step")]),
    "nobody knows what is offered otherwise": (
        changed(steps=(*SMALL.steps[:3], SMALL.steps[3].model_copy(update={"otherwise": "rest"}))),
        [("steps.3.otherwise", "unknown_step")],
    ),
    "a loop of three": (
        changed(steps=(*SMALL.steps[:3], SMALL.steps[3].model_copy(update={"otherwise": "ask-team"}))),
        [("steps.0.otherwise", "step_loop")],
    ),
    "a loop of one": (
        changed(steps=(*SMALL.steps[:2], SMALL.steps[2].model_copy(update={"otherwise": "smaller"}), SMALL.steps[3])),
        [("steps.2.otherwise", "step_loop")],
    ),
    "nothing closer": (with_line(4, closer=()), [("criteria.4.closer", "nothing_closer")] * 3),
    "nothing closer afterwards": (
        with_line(4, closer=(question("peers-deep", Moment.BEFORE, Moment.DURING),)),
        [("criteria.4.closer", "nothing_closer")],
    ),
    "nothing closer under a law that is spoken of elsewhere": (
        with_line(
            2,
            closer=(
                of_law(jurisdictions=(QUEBEC,), reviewed=TODAY),
                of_law(key="law-there", jurisdictions=(FRANCE,), moments=(Moment.BEFORE,), reviewed=TODAY),
            ),
        ),
        [("criteria.2.closer", "nothing_closer")] * 2,
    ),
    "a law nobody reviewed": (
        with_line(2, closer=(question("law-deep"), of_law(jurisdictions=(QUEBEC,)))),
        [(f"{LAW}.closer.1.jurisdictions", "not_reviewed")],
    ),
    "reviewed tomorrow": (
        with_line(2, closer=(question("law-deep"), of_law(reviewed=date(2025, 10, 8)))),
        [(f"{LAW}.closer.1.reviewed", "future")],
    ),
    "an age rule of tomorrow": (
        changed(
            tools=(
                Tool(
                    key="tool",
                    name="Tool",
                    rules=(AgeRule(from_age=13, source=said("x"), url="https://x.example", checked=date(2025, 10, 8)),),
                ),
            )
        ),
        [("tools.0.rules.0.checked", "future")],
    ),
    "a line opened by a sentence": (
        with_line(3, first=question("help-own", kind=Kind.OPEN)),
        [("criteria.3.first.kind", "first_is_open")],
    ),
    "a line not always opened": (
        with_line(3, first=question("help-own", Moment.AFTER)),
        [("criteria.3.first.moments", "first_not_always")],
    ),
    "a long question": (
        with_line(3, first=question("help-own").model_copy(update={"ask": Said(fr="é" * 321, en="x" * 320)})),
        [("criteria.3.first.ask.fr", "too_long")],
    ),
    "a line that a sentence can't name": (
        with_line(3, about=Said(fr="le soutien", en="about support")),
        [("criteria.3.about.fr", "about")],
    ),
    "a word that isn't known": (
        with_line(3, first=question("help-own").model_copy(update={"why": Said(fr="{élèves}", en="{learners}")})),
        [("criteria.3.first.why.fr", "braces")],
    ),
    "a long label": (with_line(3, name=Said(fr="Soutien", en="x" * 61)), [("criteria.3.name.en", "too_long")]),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_told_with_its_place(name: str) -> None:
    guide, expected = BROKEN[name]
    assert told(guide) == expected


def test_each_rule_was_broken() -> None:
    seen = {b.why for guide, _ in BROKEN.values() for b in broken_rules(guide, TODAY)}
    assert seen == set(GuideWhy) - {GuideWhy.TAKEN}  # which the database knows


def test_a_sentence_names_a_line() -> None:
    legal = PACKAGED.criteria[2]
    assert (legal.called("fr_CA"), legal.called("en_CA")) == ("le cadre légal", "the legal frame")
    assert PACKAGED.criteria[1].called("fr_FR") == "l'éthique"


def test_a_loop_is_told_once_with_its_way() -> None:
    (loop,) = broken_rules(BROKEN["a loop of three"][0], TODAY)
    assert isinstance(loop, Broken)
    assert loop.params == {"way": "ask-team > talk > come-back > ask-team"}


def test_one_law_alone_is_enough() -> None:
    assert told(with_line(2, closer=(of_law(jurisdictions=(QUEBEC,), reviewed=TODAY),))) == []


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 9, 14), 0),
        (date(2026, 9, 15), 2),
        (date(2026, 9, 30), 2),
        (date(2026, 10, 1), 3),
    ],
)
def test_a_review_is_due_months_after_to_the_day(day: date, due: int) -> None:
    guide = with_line(
        2,
        closer=(
            of_law(key="a", reviewed=date(2025, 9, 15)),
            of_law(key="b", reviewed=date(2025, 9, 15), jurisdictions=(FRANCE,)),
            of_law(key="c", reviewed=date(2025, 10, 1)),
            question("d"),
        ),
    )
    assert len(to_review(guide, day)) == due
    assert len(to_review(guide, day, QUEBEC)) == max(due - 1, 0)


def test_a_review_is_due_at_a_months_end() -> None:
    guide = with_line(2, closer=(of_law(reviewed=date(2025, 8, 31)),)).model_copy(update={"review_months": 6})
    assert not to_review(guide, date(2026, 2, 28))
    assert to_review(guide, date(2026, 3, 1))


@pytest.mark.parametrize(
    ("locale", "chosen", "law"),
    [
        ("fr_CA", None, QUEBEC),
        ("en_CA", None, QUEBEC),
        ("fr_FR", None, FRANCE),
        ("fr_BE", None, BELGIUM),
        ("fr_CH", None, QUEBEC),
        ("fr_FR", "quebec", QUEBEC),
        ("fr_CA", "belgium", BELGIUM),
    ],
)
def test_the_law_is_the_one_chosen_else_the_regions(locale: str, chosen: str | None, law: Jurisdiction) -> None:
    assert jurisdiction_of(locale, chosen) is law


def test_french_is_spaced_as_its_region_does() -> None:
    typed = Said(fr="Le but : « apprendre »; et après?", en="The aim: to learn; and then?")
    assert typed.into("fr_CA") == "Le but\u00a0: «\u00a0apprendre\u00a0»; et après?"
    assert typed.into("fr_FR") == "Le but\u00a0: «\u00a0apprendre\u00a0»\u202f; et après\u202f?"
    assert typed.into("en_CA") == typed.en


def test_what_another_version_changes() -> None:
    lines = list(SMALL.criteria)
    lines[0] = lines[0].model_copy(update={"closer": lines[0].closer[1:]})
    lines[1] = lines[1].model_copy(update={"name": said("soin"), "closer": (question("care-other"),)})
    lines[2] = lines[2].model_copy(update={"first": question("law-own", kind=Kind.OPEN)})
    lines[5] = criterion("forever", question("forever-deep"))
    told = line_changes(SMALL, changed(criteria=tuple(lines)))
    assert [(line.criterion.key, line.counts(), line.renamed) for line in told] == [
        ("learn", (("added", 0), ("changed", 0), ("gone", 1)), False),
        ("care", (("added", 1), ("changed", 0), ("gone", 1)), True),
        ("law", (("added", 0), ("changed", 1), ("gone", 0)), False),
        ("forever", (("added", 2), ("changed", 0), ("gone", 0)), False),
        ("last", (("added", 0), ("changed", 0), ("gone", 2)), False),
    ]
    assert line_changes(SMALL, SMALL) == ()


PACKAGED = packaged()
QUESTIONS = [question for _, question in PACKAGED.questions()]


def test_the_packaged_guide_is_faultless() -> None:
    assert broken_rules(PACKAGED, TODAY) == ()


def test_the_packaged_guide_is_the_six_lines_in_order_the_first_three_in_the_grid() -> None:
    assert [(line.key, line.grid) for line in PACKAGED.criteria] == [
        ("pedagogical", True),
        ("ethical", True),
        ("legal", True),
        ("support", False),
        ("peers", False),
        ("lasting", False),
    ]


@pytest.mark.parametrize("part", TOPICS)
def test_every_topic_is_asked(part: str) -> None:
    for topic, key in TOPICS[part].items():
        found = PACKAGED.find(key)
        assert found is not None, topic
        line, asked = found
        if part.startswith("pedagogical"):
            assert line.key == "pedagogical"
            assert asked.moments == (Moment(part.partition(", ")[2]),)
        elif part.startswith("law"):
            assert line.key == "legal"
            assert asked.jurisdictions == (Jurisdiction(part.partition(", ")[2]),)
            assert asked.reviewed is not None
            assert not asked.moments
        else:
            assert line.key == "ethical"


@pytest.mark.parametrize("moment", Moment)
@pytest.mark.parametrize("law", Jurisdiction)
def test_each_line_has_something_closer(moment: Moment, law: Jurisdiction) -> None:
    for line in PACKAGED.criteria:
        looked = closer_look(line, moment, law)
        assert 1 <= len(looked) <= 3
        assert any(asked.kind is Kind.CHECK for asked in looked), "what can settle the line"


def test_each_ethical_question_comes_in_some_closer_look() -> None:
    (ethics,) = (line for line in PACKAGED.criteria if line.key == "ethical")
    assert {q.key for m in Moment for q in closer_look(ethics, m, QUEBEC)} == {q.key for q in ethics.closer}


def test_both_parents_are_credited() -> None:
    first, second = PACKAGED.parents
    assert "Gouvernement du Québec" in first.said.fr
    assert first.url is not None
    assert "De La Jonquière" in second.said.fr
    assert "UQAC" in second.said.fr


def test_the_legal_question_is_the_voices_own() -> None:
    (legal,) = (line for line in PACKAGED.criteria if line.key == "legal")
    assert legal.first.ask.fr == (
        "Savez-vous ce que ce projet ferait sortir de la classe (textes, voix, photos, pages de manuel), "
        "et si cet outil a le droit de le recevoir?"
    )
    assert legal.first.not_applicable is not None
    assert legal.first.not_applicable.fr == "Rien n'en sort"


@pytest.mark.parametrize("law", Jurisdiction)
def test_every_tools_age_rule_is_dated_with_its_source(law: Jurisdiction) -> None:
    assert {tool.key for tool in PACKAGED.tools} >= {"copilot", "chatgpt", "gemini"}
    for tool in PACKAGED.tools:
        rule = tool.rule(law)
        assert rule is not None
        assert rule.url.startswith("https://")
        assert rule.checked <= TODAY


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.key)
def test_what_is_asked_is_short_and_a_question(asked: Question) -> None:
    assert asked.ask.fr.endswith("?")
    assert asked.ask.en.endswith("?")
    for said_so in (asked.why, asked.hint, asked.example):
        assert said_so is None or said_so.fr[-1] in ".?"
    assert max(len(asked.ask.fr), len(asked.ask.en), len(asked.why.fr), len(asked.why.en)) <= 240


def test_the_tone_of_the_packaged_guide() -> None:
    texts = [words for _, asked in PACKAGED.questions() for words in (asked.ask, asked.why, asked.hint) if words]
    for words in texts:
        assert not set(words.fr + words.en) & set("!%·•’*_<>`")
        assert "vous n'avez" not in words.fr.lower()
        assert "\u00a0" not in words.en


def test_the_way_to_each_question_leads_there() -> None:
    for where, _, asked in placed_questions(PACKAGED):
        found: Any = PACKAGED
        for step in where:
            found = found[step] if isinstance(step, int) else getattr(found, step)
        assert found is asked
