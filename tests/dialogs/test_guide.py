"""« guide », whole: what is said and pressed, what is read, and how the lines stand at the end.

Played through turns, handlers and tables (tests/talking.py), with the packaged guide: what is read here is what a
teacher reads.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.guides import packaged
from community.guide import Moment
from community.messages import Ask, WalkPage
from community.walk import NOTE_LIMIT, Answer, LineState, Walk, split_line
from storage.guides import import_guide
from storage.people import person_by_email
from storage.views.walks import load_ended, load_going_on, load_walk
from tests.scenarios.house import ROSTER
from tests.storage.seeds import RING
from tests.talking import SLACK, Teacher, teacher

PROJECT = "Un balado raconté par le groupe"
KEYS = [criterion.first.key for criterion in packaged().criteria]
OPEN, SETTLED, UNSEEN = LineState.OPEN, LineState.SETTLED, LineState.UNSEEN


@pytest.fixture
def ada() -> Iterator[Teacher]:
    with teacher(ROSTER) as somebody:
        yield somebody


def begun(ada: Teacher) -> Teacher:
    """At the first question, about a project."""
    ada.says("guide")
    ada.says(PROJECT)
    assert asked(ada) == KEYS[0]
    return ada


def asked(ada: Teacher) -> str:
    """The key of the question on the newest card."""
    message = ada.shown.message
    assert isinstance(message, Ask), message
    return split_line(message.subject_id or "")[1]


def answer(ada: Teacher, *answers: Answer) -> str:
    """Answer one question after the other; what is read at last."""
    return [ada.presses("Suivant", answer=given) for given in answers][-1]


def walk_of(ada: Teacher) -> Walk:
    person = person_by_email(ada.scope, ada.conn, ada.email)
    assert person is not None
    found = load_going_on(ada.scope, ada.conn, RING, person) or load_ended(ada.scope, ada.conn, RING, person)
    assert found is not None
    return found


def states(ada: Teacher) -> list[LineState]:
    return [line.state for line in walk_of(ada).lines()]


def test_all_settled(ada: Teacher) -> None:
    read = answer(begun(ada), *[Answer.YES] * 6)
    assert read.startswith(f"**Vous avez fait le tour.** / > {PROJECT} / Les six points tiennent. / ")
    assert "Ce n'est ni une permission ni un refus." in read
    assert states(ada) == [SETTLED] * 6
    assert not ada.has("Regarder de plus près")


def test_some_open(ada: Teacher) -> None:
    read = answer(begun(ada), Answer.YES, Answer.YES, Answer.PARTLY, Answer.NOT_YET, Answer.YES, Answer.YES)
    assert "Quatre points tiennent. Deux restent ouverts : le cadre légal et le soutien." in read
    assert "Mieux vaut les voir maintenant que devant le groupe." in read
    assert "| Cadre légal | ouvert / | Soutien | ouvert" in read
    assert ada.has("Regarder de plus près")


def test_a_closer_look_asks_three_at_most_a_line_and_comes_back_to_the_end(ada: Teacher) -> None:
    answer(begun(ada), Answer.YES, Answer.YES, Answer.PARTLY, Answer.YES, Answer.YES, Answer.YES)
    read = ada.presses("Regarder de plus près")
    assert read.startswith("**Cadre légal, avant · 1 de ")
    assert "Québec · question revue en septembre 2025" in read
    seen = []
    while isinstance(ada.shown.message, Ask):
        seen.append(asked(ada))
        read = ada.presses("Suivant", answer=Answer.YES)
    assert len(seen) <= 4
    assert seen[-1] == KEYS[2], "once all else holds, the line's own question is asked again"
    assert "Les six points tiennent." in read


def test_a_closer_look_that_leaves_a_point_open_leaves_its_line_open(ada: Teacher) -> None:
    answer(begun(ada), *[Answer.YES] * 3, Answer.NOT_YET, Answer.YES, Answer.YES)
    ada.presses("Regarder de plus près")
    while isinstance(ada.shown.message, Ask):
        assert asked(ada) not in KEYS
        ada.presses("Suivant", answer=Answer.PARTLY)
    assert states(ada)[3] is OPEN


def test_not_applicable_settles_in_the_questions_own_terms(ada: Teacher) -> None:
    read = answer(begun(ada), Answer.YES, Answer.YES)
    assert "( ) Rien n'en sort" in read
    answer(ada, *[Answer.NOT_APPLICABLE] * 4)
    assert states(ada) == [SETTLED] * 6


def test_what_is_passed_over_is_never_a_no(ada: Teacher) -> None:
    begun(ada)
    for _ in KEYS:
        read = ada.presses("Passer")
    assert "Les six points restent à regarder" in read
    assert states(ada) == [UNSEEN] * 6
    assert walk_of(ada).answers == {}


def test_nothing_chosen_and_sent_is_passed_over_with_its_note(ada: Teacher) -> None:
    begun(ada)
    ada.presses("Suivant", note="À voir avec Bruno.")
    assert asked(ada) == KEYS[1]
    assert walk_of(ada).answers[KEYS[0]].note == "À voir avec Bruno."
    assert states(ada)[0] is UNSEEN


def test_changed_afterwards_and_on_from_where_one_was(ada: Teacher) -> None:
    answer(begun(ada), Answer.YES, Answer.NOT_YET, Answer.YES)
    ada.presses("Retour")
    read = ada.presses("Retour")
    assert asked(ada) == KEYS[1]
    assert "(x) Pas encore" in read, "an answered question shows its answer"
    answer(ada, Answer.YES)
    assert asked(ada) == KEYS[3], "what has its answer isn't asked again"
    answer(ada, *[Answer.YES] * 3)
    assert states(ada) == [SETTLED] * 6


def test_any_line_can_be_gone_to(ada: Teacher) -> None:
    answer(begun(ada), Answer.YES)
    read = ada.presses("Les six points")
    assert "| Pertinence pédagogique | tient / | Éthique | pas regardé" in read
    ada.presses("Durée")
    assert asked(ada) == KEYS[5]
    read = answer(ada, Answer.NOT_YET)
    assert "Un reste ouvert : la durée. Quatre n'ont pas été regardés" in read
    ada.presses("Plus…")
    ada.presses("Les six points")
    ada.presses("Durée")
    answer(ada, Answer.YES)
    assert states(ada)[5] is SETTLED


def test_at_the_first_question_there_is_nothing_before(ada: Teacher) -> None:
    begun(ada)
    assert not ada.has("Retour")
    assert "C'est déjà la première question." in ada.says("retour")
    assert asked(ada) == KEYS[0]


def test_a_typed_line_is_the_note_and_the_question_stays(ada: Teacher) -> None:
    begun(ada)
    read = ada.says("Demander le cadre de l'école à la direction.")
    assert asked(ada) == KEYS[0]
    assert "[Demander le cadre de l'école à la direction.]" in read
    read = ada.says("oui")
    assert asked(ada) == KEYS[1], "an answer typed is an answer"
    given = walk_of(ada).answers[KEYS[0]]
    assert (given.answer, given.note) == (Answer.YES, "Demander le cadre de l'école à la direction.")


def test_an_emptied_note_is_none(ada: Teacher) -> None:
    begun(ada)
    ada.presses("Suivant", answer=Answer.YES, note="À revoir.")
    ada.presses("Retour")
    ada.presses("Suivant", note="")
    given = walk_of(ada).answers[KEYS[0]]
    assert (given.answer, given.note, given.goes) == (Answer.YES, None, False)


@pytest.mark.parametrize("length", [NOTE_LIMIT + 1, 20_000])
def test_a_note_that_is_too_long_is_told_before_anything_is_lost(ada: Teacher, length: int) -> None:
    begun(ada)
    ada.presses("Suivant", note="Première note.")
    ada.presses("Retour")
    read = ada.presses("Suivant", answer=Answer.PARTLY, note="x" * length)
    assert str(NOTE_LIMIT) in read
    assert walk_of(ada).answers[KEYS[0]].note == "Première note.", "what stood there stands"
    read = ada.says("y" * length)
    assert str(NOTE_LIMIT) in read
    assert asked(ada) == KEYS[0]
    ada.says("y" * NOTE_LIMIT)
    assert walk_of(ada).answers[KEYS[0]].note == "y" * NOTE_LIMIT


def test_what_comes_late_is_asked_about_first(ada: Teacher) -> None:
    answer(begun(ada), Answer.YES, Answer.YES)
    ada.passes(minutes=21)
    assert ada.says("Les voix sortent de la classe.") == "Est-ce pour la question sur le cadre légal?"
    ada.presses("Oui")
    assert walk_of(ada).answers[KEYS[2]].note == "Les voix sortent de la classe."
    ada.passes(minutes=21)
    ada.says("pas encore")
    assert walk_of(ada).answers[KEYS[2]].answer is None
    ada.presses("Oui")
    assert walk_of(ada).answers[KEYS[2]].answer is Answer.NOT_YET
    ada.passes(minutes=21)
    ada.says("Autre chose")
    ada.presses("Non, autre chose")
    assert KEYS[3] not in walk_of(ada).answers
    ada.says("guide")
    assert asked(ada) == KEYS[3]


@pytest.mark.parametrize("word", ["plus tard", "annuler"])
def test_left_and_taken_up_days_later_from_elsewhere(ada: Teacher, word: str) -> None:
    answer(begun(ada), Answer.YES, Answer.PARTLY)
    ada.says(word)
    assert {key: given.answer for key, given in walk_of(ada).answers.items()} == {
        KEYS[0]: Answer.YES,
        KEYS[1]: Answer.PARTLY,
    }
    ada.passes(days=9)
    on_slack = Teacher(ada.conn, ada.scope, ada.email, "slack", ada.now)
    read = on_slack.says("guide")
    assert SLACK
    assert asked(on_slack) == KEYS[2]
    assert "Savez-vous ce que ce projet ferait sortir de la classe" in read
    read = on_slack.presses("Rien n'en sort")
    assert asked(on_slack) == KEYS[3]
    on_slack.presses("Retour")
    ada.now = on_slack.now + timedelta(minutes=1)
    read = ada.says("reprendre")
    assert asked(ada) == KEYS[2]
    assert "(x) Rien n'en sort" in read


def test_resumed_whatever_else_was_talked_of(ada: Teacher) -> None:
    answer(begun(ada), Answer.YES)
    for word in ("langue", "défi", "bilan", "langue", "communauté"):
        ada.says(word)
    ada.says("guide")
    assert asked(ada) == KEYS[1], "a walk keeps its place by itself, however much else is set aside"


def test_a_guide_changed_on_the_way_loses_nothing(ada: Teacher) -> None:
    answer(begun(ada), Answer.YES, Answer.PARTLY)
    newer = packaged().model_copy(update={"version": "2026-01", "criteria": packaged().criteria[::-1]})
    import_guide(ada.scope, ada.conn, newer, ada.now, shipped=packaged())
    answer(ada, *[Answer.YES] * 4)
    walk = walk_of(ada)
    assert walk.guide.version == packaged().version, "answers keep their version"
    assert [line.state for line in walk.lines()] == [SETTLED, OPEN, *[SETTLED] * 4]
    ada.says("guide")
    ada.presses("Un autre projet")
    ada.says("Autre chose")
    assert asked(ada) == KEYS[-1], "a new walk is through the new version"


def test_about_a_challenge_at_the_moment_it_stands_at(ada: Teacher) -> None:
    ada.says("défi")
    ada.presses("Garder", question="Comment faire raconter toute la classe?", tool_user="me")
    read = ada.presses("Le guide sur ce défi")
    assert read.startswith("**Pertinence pédagogique, avant · 1 de 6**")
    answer(ada, *[Answer.YES] * 6)
    assert walk_of(ada).title == "Comment faire raconter toute la classe?"
    ada.says("bilan")
    ada.presses("Essayé")
    ada.presses("Suivant", sentence="Trois voix suffisent.")
    ada.presses("Continuer")
    ada.presses("Garder", question="Comment faire raconter à deux?", tool_user="me")
    ada.says("guide")
    read = ada.presses("Revoir mon dernier tour")
    assert "> Comment faire raconter toute la classe?" in read
    assert isinstance(ada.shown.message, WalkPage)


def test_pressed_again_it_is_taken_up_where_it_stands_and_begun_again_for_another_moment(ada: Teacher) -> None:
    ada.says("défi")
    ada.presses("Garder", question="Comment faire raconter toute la classe?", tool_user="me")
    ada.presses("Le guide sur ce défi")
    answer(ada, Answer.YES)
    ada.says("plus tard")
    ada.sends(ada.shown, f"show.actions.{walk_of(ada).challenge_id}", {})
    ada.presses("Ajouter une action")
    ada.says("Un balado de deux minutes")
    ada.presses("Je l'ai essayée")
    ada.says("guide")
    assert asked(ada) == KEYS[1], "the walk in course first"
    answer(ada, *[Answer.YES] * 5)
    assert walk_of(ada).moment is Moment.BEFORE
    ada.says("guide")
    read = ada.presses("Comment faire raconter toute la classe?")
    assert read.startswith("**Pertinence pédagogique, pendant · 1 de 6**")


def test_the_full_tour_asks_what_has_no_answer_yet_at_every_moment(ada: Teacher) -> None:
    answer(begun(ada), *[Answer.YES] * 6)
    ada.presses("Plus…")
    ada.presses("Le tour complet")
    seen = []
    while isinstance(ada.shown.message, Ask):
        seen.append(asked(ada))
        ada.presses(
            "Suivant",
            **({"sentence": "Pour s'écouter."} if ada.shown.message.dialog == "guide_open" else {"answer": Answer.YES}),
        )
    walk = walk_of(ada)
    expected = {q.key for _, q in walk.guide.questions() if q.serves(None, walk.jurisdiction)} - set(KEYS)
    assert set(seen) == expected
    assert len(seen) == len(expected)


def test_an_open_question_takes_a_sentence_typed_or_in_its_field(ada: Teacher) -> None:
    answer(begun(ada), Answer.NOT_YET, *[Answer.YES] * 5)
    read = ada.presses("Regarder de plus près")
    assert "Pourquoi changer quelque chose ici, et à quelle fin?" in read
    why = asked(ada)
    ada.says("Pour que chaque voix s'entende.")
    assert walk_of(ada).answers[why].note == "Pour que chaque voix s'entende."
    read = ada.presses("Retour")
    assert "[Pour que chaque voix s'entende.]" in read
    ada.presses("Suivant", sentence="Pour s'écouter.")
    assert walk_of(ada).answers[why].note == "Pour s'écouter."


def test_the_notes_that_go_along_are_chosen_one_by_one(ada: Teacher) -> None:
    begun(ada)
    for number in range(6):
        ada.presses("Suivant", answer=Answer.YES, note=f"Note numéro {number}.")
    ada.presses("Plus…")
    read = ada.presses("Mes notes")
    assert "Note 1, Pertinence pédagogique : gardée" in read
    read = ada.presses("Note 2 : la joindre".replace(" :", "\u00a0:"))
    assert "Note 2, Éthique : jointe" in read
    ada.presses("Suite")
    read = ada.presses("Note 6 : la joindre".replace(" :", "\u00a0:"))
    assert {key for key, given in walk_of(ada).answers.items() if given.goes} == {KEYS[1], KEYS[5]}


def test_who_keeps_no_challenge_walks_no_guide() -> None:
    steering = ROSTER.replace(
        "ada@college.example;Ada;Tremblay;membre;Français;fr", "ada@college.example;Ada;Tremblay;comité de pilotage;;fr"
    )
    with teacher(steering) as ada:
        ada.says("guide")
        assert not isinstance(ada.shown.message, Ask)


def test_nothing_of_anothers_walk_is_answered(ada: Teacher) -> None:
    answer(begun(ada), Answer.YES)
    walk = walk_of(ada)
    cora = Teacher(ada.conn, ada.scope, "cora@college.example", now=ada.now)
    cora.says("aide")
    for verb in (
        "do.turn_to",
        "do.look_closer",
        "do.walk_all",
        "do.goes",
        "do.stays",
        "show.walk",
        "start.guide_check",
    ):
        for named in (walk.walk_id, f"{walk.walk_id}:{KEYS[0]}"):
            cora.sends(cora.screen[0], f"{verb}.{named}", {})
            assert PROJECT not in str(cora.screen)
    assert load_walk(ada.scope, ada.conn, RING, walk.walk_id) == walk
