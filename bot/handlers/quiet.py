"""When, and of what, Relais writes first to somebody: their own choices."""

from zoneinfo import ZoneInfo

from bot.handlers.acting import Acting, Handler
from community.civil import civil_date
from community.commands import AgainOf, ChooseHours, Command, EndPause, FewerOf, HearOfMeetings, PauseUntil
from community.delivery import DELIVERY
from community.messages import FewerChosen, HoursChosen, Message, NotForYou, Paused, PauseEnded
from storage.quiet import choose_hours as keep_hours
from storage.quiet import hear_of_meetings as keep_meetings
from storage.quiet import mute, pause, unmute


def choose_hours(command: ChooseHours, acting: Acting) -> Message:
    """From the next message on; inside the community's hours, whichever it is sent for."""
    keep_hours(acting.scope, acting.conn, acting.person_id, command.hours)
    return HoursChosen()


def pause_until(command: PauseUntil, acting: Acting) -> Message:
    """« Entendu. Je me tais jusqu'au 6 janvier »; whether changes of meeting are said is asked on the card."""
    if command.until <= civil_date(acting.now, _zone(acting)):
        return NotForYou()  # the card is old: that day has come
    pause(acting.scope, acting.conn, acting.person_id, command.until)
    return Paused(until=command.until)


def hear_of_meetings(command: HearOfMeetings, acting: Acting) -> Message:
    """« Les changements de rencontre, vous les voulez quand même? » was answered."""
    until = acting.person.quiet.until
    if until is None or until <= civil_date(acting.now, _zone(acting)):
        return PauseEnded()
    keep_meetings(acting.scope, acting.conn, acting.person_id, command.wanted)
    return Paused(until=until, meetings=command.wanted)


def end_pause(command: EndPause, acting: Acting) -> Message:
    """« Reprendre maintenant » was pressed, on whichever card."""
    pause(acting.scope, acting.conn, acting.person_id, None)
    return PauseEnded()


def fewer_of(command: FewerOf, acting: Acting) -> Message:
    """« Moins de messages comme celui-ci »: what waits to be sent of that kind isn't sent either."""
    if not _may_be_muted(command.of):
        return NotForYou()
    mute(acting.scope, acting.conn, acting.person_id, command.of, acting.now)
    return FewerChosen(of=command.of)


def again_of(command: AgainOf, acting: Acting) -> Message:
    """« En recevoir de nouveau » was pressed."""
    if not _may_be_muted(command.of):
        return NotForYou()
    unmute(acting.scope, acting.conn, acting.person_id, command.of)
    return FewerChosen(of=command.of, again=True)


def _may_be_muted(kind: str) -> bool:
    return kind in DELIVERY and DELIVERY[kind].counted


def _zone(acting: Acting) -> ZoneInfo:
    place = acting.membership() or acting.person.memberships[0]
    return ZoneInfo(place.time_zone)


HANDLES: dict[type[Command], Handler] = {
    ChooseHours: choose_hours,
    PauseUntil: pause_until,
    HearOfMeetings: hear_of_meetings,
    EndPause: end_pause,
    FewerOf: fewer_of,
    AgainOf: again_of,
}
