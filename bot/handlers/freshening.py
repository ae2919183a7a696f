"""What is edited when a report changes: all that shows its challenge, or cites it."""

from bot.handlers.acting import Acting
from storage.syntheses import syntheses_citing


def freshen_report(acting: Acting, challenge_id: str) -> None:
    """A report changed, or who may read it."""
    acting.saying.freshen(acting.scope, challenge_id)
    for synthesis_id in syntheses_citing(acting.scope, acting.conn, challenge_id):
        acting.saying.freshen(acting.scope, synthesis_id)
