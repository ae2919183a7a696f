"""The guided tour: six things to do on the page, in order, each with where to do it and what shows that it is done.

The words are in the catalogs, ``demo.tour.<key>``; the page's script watches and points (static/tour.js).
"""

from dataclasses import dataclass

from bot.demo.activities import MENTION
from bot.demo.people import Scene
from bot.texts.words import Speech
from community.keywords import Keyword

TEAM = 3
"""A step's place that is the team's channel."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do.

    ``place``: in whose private chat, as a number among the scene's ``guided``, or ``TEAM``; ``as_`` is who acts, where
    it is in the channel. ``verbs``: the beginnings of the verbs that lead there, the last step of the way first;
    where none is to be seen, ``says`` is to be typed. ``done``: what ends the step, one of ``arrived:VERB`` (a message
    came that has such a button), ``pressed:VERB``, ``moved:TO`` (the clock), each VERB by its beginning.
    """

    key: str
    place: int
    verbs: tuple[str, ...]
    done: tuple[str, ...]
    says: Keyword | None = None
    as_: int | None = None
    moves: str = ""

    def shown(self, scene: Scene, say: Speech) -> dict[str, str]:
        """What the page's script needs of it, and its words."""
        teacher, peer, facilitator = (who for key in scene.guided if (who := scene.persona(key)) is not None)
        channel = scene.channels[0]
        in_channel = self.place == TEAM
        word = say(f"keyword.{self.says}").split("|")[0] if self.says else ""
        first = {"teacher": teacher.first_name, "peer": peer.first_name, "facilitator": facilitator.first_name}
        return {
            "key": self.key,
            "title": say(f"demo.tour.{self.key}_title"),
            "text": say(f"demo.tour.{self.key}", word=word, **first),
            "pane": channel.key if in_channel else scene.guided[self.place],
            "left": teacher.key,
            "channel": channel.key,
            "right": facilitator.key if self.place == 2 else peer.key,
            "speaker": scene.guided[self.as_] if self.as_ is not None else "",
            "verbs": " ".join(self.verbs),
            "says": f"{MENTION} {word}" if word and in_channel else word,
            "moves": self.moves,
            "done": " ".join(self.done),
        }


STEPS = (
    Step("keep", 0, ("form.challenge",), ("arrived:challenge.change",), Keyword.CHALLENGE),
    Step("show", 0, ("share.", "challenge.show"), ("arrived:peer.",), Keyword.CHALLENGE),
    Step("peer", TEAM, ("peer.",), ("sent:peer",), as_=1),
    Step("answer", 0, ("peer.answer",), ("pressed:peer.answer",)),
    Step("report", 0, ("report.",), ("arrived:report.",), moves="meeting"),
    Step("overview", 2, (), ("said",), Keyword.HELP),
)
"""In the order of the month."""
