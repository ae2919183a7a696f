"""The guided tour: six things to do on the page, in order, each with where to do it and what shows that it is done.

The words are in the catalogs, ``demo.tour.<key>``; the page's script watches and points (static/tour.js).
"""

from dataclasses import dataclass

from bot.demo.people import Scene
from bot.texts.words import Speech
from community.keywords import Keyword

TEACHER, PEER, FACILITATOR, TEAM = "teacher", "peer", "facilitator", "team"
"""The places of a tour: the private chats of those in the scene's ``guided``, and the channel of their team."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do.

    ``place`` is where it begins, ``right`` who is at the right. ``verbs`` are the buttons that lead there, the last
    one first, each as the beginning of its verb and its place; as long as none is shown, ``says`` is to be typed.
    ``moves`` is how far time goes first. ``done`` ends the step: ``arrived VERB PLACE`` (a message came that has such
    a button) or ``pressed VERB PLACE``.
    """

    key: str
    place: str
    verbs: tuple[tuple[str, str], ...]
    done: tuple[str, str, str]
    says: Keyword | None = None
    moves: str = ""
    right: str = PEER

    def shown(self, scene: Scene, say: Speech) -> dict[str, str]:
        """What the page's script needs of it, and its words."""
        teacher, peer, facilitator = (who for key in scene.guided if (who := scene.persona(key)) is not None)
        panes = {TEACHER: teacher.key, PEER: peer.key, FACILITATOR: facilitator.key, TEAM: scene.channels[0].key}
        first = {"teacher": teacher.first_name, "peer": peer.first_name, "facilitator": facilitator.first_name}
        word = say(f"keyword.{self.says}").split("|")[0] if self.says else ""
        what, verb, place = self.done
        return {
            "key": self.key,
            "title": say(f"demo.tour.{self.key}_title"),
            "text": say(f"demo.tour.{self.key}", word=word, **first),
            "pane": panes[self.place],
            "left": teacher.key,
            "channel": panes[TEAM],
            "right": panes[self.right],
            "speaker": peer.key,
            "verbs": " ".join(f"{verb}@{panes[place]}" for verb, place in self.verbs),
            "says": word,
            "moves": self.moves,
            "done": f"{what} {verb} {panes[place]}",
        }


def _asked(place: str) -> tuple[tuple[str, str], ...]:
    """Whatever question is open there."""
    return (("fill", place), ("answer.send", place), ("answer.", place))


STEPS = (
    Step("keep", TEACHER, (("form.challenge", TEACHER),), ("arrived", "challenge.change", TEACHER), Keyword.CHALLENGE),
    Step("show", TEACHER, (*_asked(TEACHER), ("start.show", TEACHER)), ("arrived", "start.question", TEAM)),
    Step("peer", TEAM, (*_asked(PEER), ("start.question", TEAM)), ("arrived", "start.answer", TEACHER)),
    Step("answer", TEACHER, (*_asked(TEACHER), ("start.answer", TEACHER)), ("pressed", "answer.send", TEACHER)),
    Step("report", TEACHER, _asked(TEACHER), ("arrived", "start.pride", TEACHER), Keyword.REPORT, "meeting"),
    Step("overview", FACILITATOR, (), ("arrived", "", FACILITATOR), Keyword.OVERVIEW, right=FACILITATOR),
)
"""In the order of the month."""
