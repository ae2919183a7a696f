"""What is shown of a walk: the lines, the notes that were chosen, and of the rest only that it is there."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from community.care import EndedWalk, Figures, figures
from community.walk import Answer, Given, LineState, lines
from community.walk_share import NOTES_LIMIT, Snapshot, anything_answered, snapshot
from tests.guide import OWN_QUESTIONS, SMALL, answered, walk

EVERY = [question.key for _, question in SMALL.questions()]
GIVEN = st.builds(
    lambda answer, note, goes: (answer, note, goes and note is not None),
    st.sampled_from((None, *Answer)),
    st.sampled_from((None, "Une note")),
    st.booleans(),
)


def noted(key: str, *, goes: bool, answer: Answer | None = Answer.PARTLY) -> Given:
    return Given(key, answer, f"Note sur {key}", goes)


def test_each_line_with_its_notes_and_what_is_kept_back() -> None:
    answers = answered(learn_own=Answer.YES, law_own=Answer.PARTLY, law_more=Answer.YES) | {
        "care-own": noted("care-own", goes=False),
        "law-deep": noted("law-deep", goes=True),
        "law-own": noted("law-own", goes=True),
        "learn-why": noted("learn-why", goes=False, answer=None),
    }
    shown = {line.name.fr.split(",")[0]: line for line in snapshot(walk(answers)).lines}
    assert (shown["learn"].state, shown["learn"].deeper, shown["learn"].kept) == (LineState.SETTLED, 1, 1)
    assert (shown["care"].state, shown["care"].notes, shown["care"].kept) == (LineState.OPEN, (), 1)
    assert [note.text for note in shown["law"].notes] == ["Note sur law-own", "Note sur law-deep"]
    own, deep = shown["law"].notes
    assert own.ask is None
    assert deep.ask is not None
    assert deep.ask.fr == "Question law-deep, en français"
    assert (shown["law"].deeper, shown["law"].kept) == (2, 0)
    assert (shown["help"].state, shown["help"].deeper) == (LineState.UNSEEN, 0)


@given(st.dictionaries(st.sampled_from(EVERY), GIVEN))
def test_nothing_is_told_but_what_was_chosen(given_to: dict[str, tuple[Answer | None, str | None, bool]]) -> None:
    answers = {
        key: Given(key, answer, f"secret {key}" if note else None, goes)
        for key, (answer, note, goes) in given_to.items()
    }
    made = snapshot(walk(answers))
    assert [line.state for line in made.lines] == [line.state for line in lines(SMALL, answers)]
    told = made.model_dump_json()
    going = [key for key in EVERY if key in answers and answers[key].goes][:NOTES_LIMIT]
    for key in EVERY:
        assert (f'"secret {key}"' in told) == (key in going)
        deeper_and_kept = key not in OWN_QUESTIONS and key not in going
        assert not (deeper_and_kept and f"Question {key}," in told)
    notes = sum(1 for each in answers.values() if each.note)
    assert sum(line.kept + len(line.notes) for line in made.lines) == notes
    assert Snapshot.model_validate_json(told) == made


def test_past_ten_notes_the_others_are_kept() -> None:
    answers = {key: noted(key, goes=True) for key in EVERY}
    made = snapshot(walk(answers))
    assert sum(len(line.notes) for line in made.lines) == NOTES_LIMIT
    assert sum(line.kept for line in made.lines) == len(EVERY) - NOTES_LIMIT


def test_a_note_alone_is_no_answer_but_a_sentence_is() -> None:
    assert not anything_answered(walk())
    assert not anything_answered(walk({"care-own": Given("care-own", None, "Une note")}))
    assert anything_answered(walk(answered(care_own=Answer.NOT_YET)))
    assert anything_answered(walk({"learn-why": Given("learn-why", None, "Parce que.")}))


def of(person: str, **answers: Answer) -> EndedWalk:
    return EndedWalk(person, lines(SMALL, answered(**answers)))


def test_under_five_people_nothing_is_told() -> None:
    assert figures([]) is None
    assert figures([of(f"p{n % 4}", law_own=Answer.NOT_YET) for n in range(12)]) is None


def test_from_five_people_the_lines_that_five_have_open() -> None:
    law, care = SMALL.criteria[2].name, SMALL.criteria[1].name
    five = [of(f"p{n}", law_own=Answer.NOT_YET, care_own=Answer.YES if n else Answer.PARTLY) for n in range(5)]
    assert figures(five) == Figures(5, 5, ((law, 5),))
    assert figures([*five[1:], of("p9")]) == Figures(5, 5, ()), "four have it open"
    again = [*five, of("p0", law_own=Answer.YES)]
    assert figures(again) == Figures(6, 5, ()), "of each, the latest walk only"
    six = [replace(one, lines=lines(SMALL, answered(care_own=Answer.PARTLY, law_own=Answer.PARTLY))) for one in five]
    six.append(of("p7", law_own=Answer.PARTLY))
    assert figures(six) == Figures(6, 6, ((law, 6), (care, 5)))
