"""What peers do under a challenge shown to them: words sent in one's own name, answers, a challenge of one's own."""

from zoneinfo import ZoneInfo

from bot.delivery.bundles import Told, is_the_next
from bot.handlers.acting import Acting, Begin, Handler
from bot.handlers.bundling import tell_asker, tell_owner
from bot.handlers.posting import post_in_threads
from community.challenge import OPEN_LIMIT, Readers, Wants
from community.commands import Command, LeaveWords, SendAnswer, SendWords, TryToo
from community.messages import (
    Message,
    NotShown,
    QuestionsOnly,
    TeamChallenges,
    ThreadWords,
    ThreeOpen,
    TryKept,
    WordsSent,
)
from community.peers import WordsKind
from community.rights import Act, may, may_answer, may_channel, may_in
from community.views import Challenge
from dialogs.unsent import WORDS, UnsentDialog
from storage.challenges import add_challenge
from storage.organizations import community
from storage.peers import add_words
from storage.scope import Scope
from storage.views.challenges import load_challenge, load_month, load_open
from storage.views.peers import load_made_from, load_words
from storage.views.people import load_person


def send_words(command: SendWords, acting: Acting) -> Message | Begin:
    """An idea or a question goes to the owner and into the thread, if the challenge is still shown to who writes."""
    challenge = _shown(acting, command.challenge_id)
    if challenge is None:
        return _unsent(command.text, NotShown())
    if command.kind is WordsKind.IDEA and challenge.wants is Wants.QUESTIONS:
        return _unsent(command.text, QuestionsOnly(challenge_id=challenge.challenge_id))
    here = Scope(acting.scope.organization_id, challenge.community_id)
    words_id = add_words(
        here,
        acting.conn,
        acting.ring,
        challenge.challenge_id,
        acting.person_id,
        command.kind,
        acting.now,
        text=command.text,
    )
    if words_id is None:
        return _unsent(command.text, NotShown())
    in_thread = _posted(acting, here, challenge, words_id)
    acting.saying.freshen(here, challenge.challenge_id)
    told = tell_owner(acting, here, challenge.owner_id, words_id, command.kind)
    return _said(words_id, told, acting, here, in_thread)


def send_answer(command: SendAnswer, acting: Acting) -> Message | Begin:
    """The answer goes to who wrote; into the thread too, as long as they both may read what stands there."""
    words = load_words(acting.scope, acting.conn, acting.ring, command.words_id)
    if words is None or not may_answer(acting.person, words):
        return _unsent(command.text, NotShown())
    here = Scope(acting.scope.organization_id, words.community_id)
    answer_id = add_words(
        here,
        acting.conn,
        acting.ring,
        words.challenge_id,
        acting.person_id,
        WordsKind.ANSWER,
        acting.now,
        text=command.text,
        answers_id=words.words_id,
    )
    if answer_id is None:
        return _unsent(command.text, NotShown())
    challenge = load_challenge(here, acting.conn, acting.ring, words.challenge_id)
    asker = load_person(here, acting.conn, words.author_id, acting.now)
    both = challenge is not None and all(may(one, Act.READ_CHALLENGE, challenge) for one in (acting.person, asker))
    in_thread = challenge is not None and both and _posted(acting, here, challenge, answer_id)
    return _said(answer_id, tell_asker(acting, here, words.author_id, answer_id), acting, here, in_thread)


def try_too(command: TryToo, acting: Acting) -> Message | Begin:
    """A challenge of one's own, private; under the peer's it is said that one tries it too."""
    challenge = _shown(acting, command.challenge_id)
    if challenge is None:
        return NotShown()
    own_words = command.question != challenge.question
    here = Scope(acting.scope.organization_id, challenge.community_id)
    place = acting.person.membership(challenge.community_id)
    group_id = place.group_id if place is not None else ""
    month = load_month(here, acting.conn, acting.ring, acting.person_id, acting.now, group_id=group_id)
    if place is None or month is None or not may_in(place, Act.KEEP_CHALLENGE):
        return NotShown()
    made = load_made_from(here, acting.conn, acting.ring, acting.person_id, challenge.challenge_id)
    if made is not None:
        given = {"question": command.question, "tool_user": str(command.tool_user)} if own_words else {}
        return Begin("challenge", made.challenge_id, given)
    if len(load_open(here, acting.conn, acting.ring, acting.person_id).challenges) >= OPEN_LIMIT:
        three = ThreeOpen(community_id=challenge.community_id)
        return _unsent(command.question, three) if own_words else three
    own_id = add_challenge(
        here,
        acting.conn,
        acting.ring,
        acting.person_id,
        month.month,
        month.new_until or month.until,
        acting.now,
        question=command.question,
        tool_user=command.tool_user,
        group_id=place.group_id,
        inspired_by_id=challenge.challenge_id,
    )
    words_id = add_words(
        here, acting.conn, acting.ring, challenge.challenge_id, acting.person_id, WordsKind.TRY, acting.now
    )
    if own_id is None or words_id is None:
        return NotShown()
    acting.saying.freshen(here, challenge.challenge_id)
    tell_owner(acting, here, challenge.owner_id, words_id, WordsKind.TRY)
    return TryKept(challenge_id=own_id)


def leave_words(command: LeaveWords, acting: Acting) -> Message:
    """What couldn't be sent was read again."""
    return TeamChallenges()


def _shown(acting: Acting, challenge_id: str) -> Challenge | None:
    """A peer's challenge that is shown to who acts, now."""
    found = load_challenge(acting.scope, acting.conn, acting.ring, challenge_id)
    if found is None or found.owner_id == acting.person_id or found.readers is Readers.ME:
        return None
    return found if may(acting.person, Act.READ_CHALLENGE, found) else None


def _posted(acting: Acting, scope: Scope, challenge: Challenge, words_id: str) -> bool:
    """Have the words posted under the challenge's card, in each channel that may show it, when people are at work."""
    message, cause = ThreadWords(words_id=words_id), f"words:{words_id}"

    def may_show(group_id: str, community_id: str) -> bool:
        return may_channel(group_id, community_id, challenge)

    return post_in_threads(acting.saying, acting.conn, scope, message, challenge.challenge_id, cause, may_show)


def _said(words_id: str, told: Told, acting: Acting, scope: Scope, in_thread: bool) -> Message:
    place = community(scope, acting.conn)
    at = told.at if told.at is not None and told.at > acting.now else None
    known = place is not None and at is not None and is_the_next(at, acting.now, ZoneInfo(place.time_zone))
    if told.bundled and not known:
        at = None
    return WordsSent(
        words_id=words_id,
        at=at,
        at_once=told.at is not None and told.at <= acting.now,
        bundled=told.bundled,
        in_thread=in_thread,
    )


def _unsent(text: str, why: Message) -> Begin:
    """Why it isn't sent; then what was written, so that it isn't lost."""
    return Begin(UnsentDialog.key, given={WORDS: text}, say=(why,))


HANDLES: dict[type[Command], Handler] = {
    SendWords: send_words,
    SendAnswer: send_answer,
    TryToo: try_too,
    LeaveWords: leave_words,
}
