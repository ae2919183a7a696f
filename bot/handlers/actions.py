"""Actions under a challenge: added, tried, noted, shown to the group or not."""

from bot.handlers.acting import Acting, Begin, Handler
from bot.handlers.reports import theirs
from community.challenge import Readers
from community.commands import AddAction, Command, HideAction, NoteAction, ShowAction, TurnTried
from community.messages import ActionsPage, Message, NotForYou
from community.views import Action, OwnChallengeView
from dialogs.unsent import WORDS, UnsentDialog
from storage.actions import add_action, choose_action_readers, note_action, turn_tried
from storage.views.reports import load_action


def add(command: AddAction, acting: Acting) -> Message | Begin:
    """One more, its owner's only; past nine, the page says why, and what was written is shown again."""
    own = theirs(acting, command.challenge_id)
    if own is None:
        return NotForYou()
    ordinal = add_action(acting.scope, acting.conn, acting.ring, command.challenge_id, command.text, acting.now)
    if ordinal is None:
        full = ActionsPage(challenge_id=command.challenge_id, full=True)
        return Begin(UnsentDialog.key, given={WORDS: command.text}, say=(full,))  # it filled up meanwhile
    return ActionsPage(challenge_id=command.challenge_id, page=ordinal - 1)


def note(command: NoteAction, acting: Acting) -> Message:
    """A note of one's own."""
    found = _theirs(acting, command.action_id)
    if found is None:
        return NotForYou()
    note_action(acting.scope, acting.conn, acting.ring, command.action_id, command.text, acting.now)
    return _page(found[0])


def tried(command: TurnTried, acting: Acting) -> Message:
    """Tried; pressed again, not."""
    found = _theirs(acting, command.action_id)
    if found is None:
        return NotForYou()
    action, own = found
    turn_tried(acting.scope, acting.conn, action.action_id, not action.tried, acting.now)
    acting.saying.freshen(acting.scope, own.challenge.challenge_id)
    return _page(action)


def show(command: ShowAction, acting: Acting) -> Message:
    """Its text, as it stands on the page, to whoever reads its challenge in the group."""
    found = _theirs(acting, command.action_id)
    if found is None or found[1].challenge.readers is Readers.ME:
        return NotForYou()
    return _shown_to(Readers.TEAM, *found, acting)


def hide(command: HideAction, acting: Acting) -> Message:
    """Its owner's alone again."""
    found = _theirs(acting, command.action_id)
    if found is None:
        return NotForYou()
    return _shown_to(Readers.ME, *found, acting)


def _shown_to(readers: Readers, action: Action, own: OwnChallengeView, acting: Acting) -> Message:
    choose_action_readers(acting.scope, acting.conn, action.action_id, readers, acting.now)
    acting.saying.freshen(acting.scope, own.challenge.challenge_id)
    return _page(action)


def _theirs(acting: Acting, action_id: str) -> tuple[Action, OwnChallengeView] | None:
    action = load_action(acting.scope, acting.conn, acting.ring, action_id)
    if action is None or action.owner_id != acting.person_id:
        return None
    own = theirs(acting, action.challenge_id)
    return (action, own) if own is not None else None


def _page(action: Action) -> ActionsPage:
    return ActionsPage(challenge_id=action.challenge_id, page=action.ordinal - 1)


HANDLES: dict[type[Command], Handler] = {
    AddAction: add,
    NoteAction: note,
    TurnTried: tried,
    ShowAction: show,
    HideAction: hide,
}
