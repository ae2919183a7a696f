"""Where a person's talk stands, and the steps that what they say leads to, each with the facts it needs."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.showing import Showing
from bot.texts.hearing import called, hear
from community.civil import civil_date
from community.messages import NothingToReport
from community.talk import Talk
from community.views import OpenChallengesView, PersonView
from dialogs import DIALOGS
from dialogs import talk as engine
from dialogs.choosing import chosen, needs_choice, needs_community
from dialogs.flow import Opening
from dialogs.outcome import Outcome
from dialogs.said import Said
from dialogs.standing import still_theirs
from dialogs.steps import Choice
from dialogs.steps import Typed as Heard
from dialogs.which_challenge import WhichChallengeDialog
from storage.addresses import Address
from storage.scope import Scope
from storage.talks import begin_talk, lock_talk, save_talk


@dataclass(frozen=True, slots=True)
class Stepping:
    """Leads one person, at a UTC instant, in one transaction. ``address`` is the one they write from."""

    conn: Connection
    scope: Scope
    showing: Showing
    address: Address
    now: datetime

    def lock(self, person: PersonView, person_id: str) -> Talk:
        """Their talk, locked until the transaction ends, without what is no longer theirs."""
        ring = self.showing.ring
        talk = lock_talk(self.scope, self.conn, ring, person_id)
        if talk is None:
            begin_talk(self.scope, self.conn, person_id)
            talk = lock_talk(self.scope, self.conn, ring, person_id) or Talk(person_id)
        return still_theirs(talk, person)

    def in_community(self, talk: Talk, person: PersonView) -> Scope:
        """The scope of the community talked about; of the organization alone where none is."""
        membership = person.membership(talk.community_id)
        return Scope(self.scope.organization_id, membership.community_id if membership else None)

    def keep(self, talk: Talk) -> None:
        """Keep the talk as it is now."""
        save_talk(self.scope, self.conn, self.showing.ring, talk)

    def step(self, talk: Talk, said: Said, person: PersonView) -> Outcome:
        """The engine's step, and the steps it leads on to."""
        wanted = engine.wanted(talk, said)
        return self.on(engine.hear(talk, said, self._view(wanted, talk, person) if wanted else None, self.now), person)

    def on(self, outcome: Outcome, person: PersonView) -> Outcome:
        """The dialogs that an outcome leads on to, started."""
        while outcome.then is not None:
            opening, talk = outcome.then, outcome.talk
            unknown = needs_community(talk, opening.dialog, person)
            if not unknown and needs_choice(opening):
                found = chosen(opening, self._open_challenges(talk, person))
                if found is None:
                    return replace(outcome, then=None, say=(*outcome.say, NothingToReport()))
                opening = found
            view = None if unknown else self._view(opening, talk, person)
            following = engine.start(talk, opening, person, view, self.now, aged=outcome.aged)
            outcome = replace(following, say=(*outcome.say, *following.say))
        return outcome

    def _view(self, opening: Opening, talk: Talk, person: PersonView) -> object:
        scope, dialog = self.in_community(talk, person), DIALOGS[opening.dialog]
        return self.showing.dialog_view(self.conn, dialog, scope, person, self.address, self.now, opening.subject_id)

    def _open_challenges(self, talk: Talk, person: PersonView) -> list[str]:
        opened = self._view(Opening(WhichChallengeDialog.key), talk, person)
        return [c.challenge_id for c in opened.challenges] if isinstance(opened, OpenChallengesView) else []

    def heard(self, text: str, talk: Talk, person: PersonView) -> Heard:
        """What a text is heard as: the open question's options and days are listened for too."""
        words = self.showing.words
        options: dict[str, list[str]] = {}
        asking = DIALOGS.get(talk.at.dialog) if talk.at is not None else None
        if talk.at is not None and asking is not None and isinstance(asking.steps.get(talk.at.step), Choice):
            view = self._view(Opening(talk.at.dialog, talk.at.subject_id), talk, person)
            if view is not None or asking.needs is None:
                options = called(words, asking, talk.at.step, view)
        return hear(words, text, person.locale, options, today=self._today(talk, person))

    def _today(self, talk: Talk, person: PersonView) -> date | None:
        """The civil date where the community talked about is, else where their first one is."""
        place = person.membership(talk.community_id) or next(iter(person.memberships), None)
        return civil_date(self.now, ZoneInfo(place.time_zone)) if place is not None else None
