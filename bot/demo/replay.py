"""The demo's past (history.py), played at its hours: typed, pressed and answered as on the page."""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from datetime import datetime

from bot.demo.hands import Hands
from bot.demo.history import Bound, Challenge, Following, History, Meeting, PageSent, Report, Walk, Words
from bot.demo.moving import ZONE, Moving
from bot.demo.people import Channel, Persona
from community.challenge import Readers
from community.guide import LINES
from community.peers import WordsKind
from community.report import NextStep

Act = Callable[[], Awaitable[None]]
_VERBS = {WordsKind.IDEA: "start.suggest", WordsKind.QUESTION: "start.question", WordsKind.TRY: "start.try_too"}
NEXT_FORM, GUIDE_FORM = "form.next_challenge", "form.guide_check"
_DOORS = ("pride", "learners", "stuck")


async def replay(
    told: list[tuple[Hands, History]], moving: Moving, others: Iterable[tuple[datetime, Act]] = ()
) -> None:
    """Play the past of every community, each act at its instant, in one time; ``others`` are done by no hands."""
    acts = [*others, *(one for hands, history in told for one in _Past(hands).acts(history))]
    for at, act in sorted(acts, key=lambda one: one[0]):
        await moving.forward(at.replace(tzinfo=ZONE))
        await act()


class _Past:
    """What each thing told makes people do."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands
        facilitator = hands.scene.persona(hands.scene.guided[2])
        assert facilitator is not None
        self.facilitator = facilitator

    def acts(self, history: History) -> Iterator[tuple[datetime, Act]]:
        """All of it, in no order."""
        for bound in history.bound:
            yield bound.at, lambda bound=bound: self.bind(bound)  # type: ignore[misc]
        for meeting in history.meetings:
            yield meeting.at, lambda meeting=meeting: self.meet(meeting)  # type: ignore[misc]
        for challenge in history.challenges:
            yield from self.around(challenge)
        for walk in history.walks:
            yield walk.at, lambda walk=walk: self.walk(walk)  # type: ignore[misc]
            if walk.page is not None:
                yield walk.page.at, lambda walk=walk: self.send_page(walk.who, walk.page)  # type: ignore[misc]

    def around(self, told: Challenge) -> Iterator[tuple[datetime, Act]]:
        """A challenge, from its question to its report."""
        who = self.hands.person(told.who)
        yield told.at, lambda: self.keep(who, told)
        if told.shown is not None:
            yield told.shown, lambda: self.show(who, told, self._channel(told))
        for words in told.words:
            yield words.at, lambda words=words: self.write(told, words)  # type: ignore[misc]
            if words.answered is not None:
                yield words.answered, lambda words=words: self.reply(who, words)  # type: ignore[misc]
            if words.report is not None:
                yield from self.reported(self.hands.person(words.who), words.report, self._channel(told))
        if told.report is not None:
            yield from self.reported(who, told.report, self._channel(told))
        if told.withdrawn is not None:
            yield told.withdrawn, lambda: self.hands.press(who, "do.withdraw")

    def reported(self, who: Persona, told: Report, channel: Channel) -> Iterator[tuple[datetime, Act]]:
        """A report, and what it leads on to, shown in ``channel``."""
        yield told.at, lambda: self.report(who, told)
        if told.later is not None:
            yield from self.reported(who, told.later, channel)
        following = told.following
        if following is not None and following.shown is not None:
            yield following.shown, lambda: self.show(who, following, channel)
        if following is not None and following.report is not None:
            yield from self.reported(who, following.report, channel)

    async def bind(self, told: Bound) -> None:
        """From the channel's own card."""
        channel = self.hands.scene.channel(told.channel)
        assert channel is not None
        await self.hands.press(self.facilitator, "start.bind", channel=channel)
        await self.hands.answer(self.facilitator, {}, [channel.name])

    async def meet(self, told: Meeting) -> None:
        """The next meeting of one group, from « suivi »: a card of long ago isn't what one looks for."""
        await self.hands.say(self.facilitator, "suivi")
        await self.hands.press(self.facilitator, "start.meeting")
        await self.hands.answer(self.facilitator, {"on": told.on.isoformat()}, [told.group, "change"])

    async def keep(self, who: Persona, told: Challenge) -> None:
        """« défi »."""
        await self.hands.say(who, "défi")
        await self.hands.answer(who, {"question": told.question, "tool_user": told.tool_user})

    async def show(self, who: Persona, told: Challenge | Following, channel: Channel) -> None:
        """« Montrer à mon équipe »."""
        await self.hands.press(who, "start.show")
        given = {name: text for name, text in (("classroom", told.classroom), ("sign", told.sign)) if text}
        await self.hands.answer(who, given, [channel.name, told.wants, "send"])

    async def write(self, told: Challenge, words: Words) -> None:
        """A peer's words, from the channel's card."""
        peer = self.hands.person(words.who)
        await self.hands.press(peer, _VERBS[words.kind], channel=self._channel(told), holding=told.question)
        given = {"words": words.text, "question": words.text, "tool_user": words.tool_user}
        await self.hands.answer(peer, given, ["send"])

    async def reply(self, who: Persona, words: Words) -> None:
        """The owner's answer to a question."""
        await self.hands.press(who, "start.answer", holding=words.text)
        await self.hands.answer(who, {"words": words.answer}, ["send"])

    async def report(self, who: Persona, told: Report) -> None:
        """« bilan », its doors, its readers, and the challenge that follows."""
        going_on = told.following is not None
        await self.hands.say(who, "bilan")
        await self.hands.answer(who, {"sentence": told.sentence}, [told.came, told.next], until=NEXT_FORM)
        if told.next is NextStep.CARRY_OVER:
            return
        doors = [(door, getattr(told, door)) for door in _DOORS if getattr(told, door)]
        if not going_on:
            await self.hands.press(who, "show.report")
        for door, text in doors:
            await self.hands.press(who, f"start.{door}")
            await self.hands.answer(who, {"text": text})
        if told.readers is not Readers.TEAM:
            await self.hands.press(who, "start.readers")
            await self.hands.answer(who, {}, [told.readers])
        if told.following is not None:
            following = {"question": told.following.question, "tool_user": told.following.tool_user}
            if doors or told.readers is not Readers.TEAM:  # the card shows the report by now
                await self.hands.press(who, "start.next_challenge")
            await self.hands.answer(who, following)

    async def walk(self, told: Walk) -> None:
        """« guide », question by question, put aside where it stops short of its end."""
        who = self.hands.person(told.who)
        await self.hands.say(who, "guide")
        if told.project:
            await self.hands.answer(who, {"project": told.project}, ["project"], until=GUIDE_FORM)
        else:
            await self.hands.press(who, "answer.")
        for given in told.answers:
            await self.hands.press(who, GUIDE_FORM, {"answer": given.answer, "note": given.note})
        if len(told.answers) < LINES:
            await self.hands.press(who, "say.later")

    async def send_page(self, name: str, told: PageSent) -> None:
        """« La page pour la direction », from the end of the walk."""
        who = self.hands.person(name)
        await self.hands.press(who, "show.walk_more")
        await self.hands.press(who, "start.principal_page")
        given = {"classroom": told.classroom, "chosen": told.chosen}
        await self.hands.answer(who, given, [told.ages, told.tool, told.opening, told.to, "send"])

    def _channel(self, told: Challenge) -> Channel:
        """Where it is shown: the channel of its owner's group, else the one told."""
        who = self.hands.person(told.who)
        scene = self.hands.scene
        found = next((one for one in scene.channels if one.group == who.group), None)
        channel = found or scene.channel(told.channel or "everyone")
        assert channel is not None
        return channel
