"""What Slack's answer to a message means for the outbox. Pure.

Source: the errors of ``chat.postMessage``, ``chat.update`` and ``conversations.open`` in Slack's reference.
"""

from bot.channels.channel import Outcome, Posted, Refused, RefusedForNow, UnsureOutcome
from bot.channels.slack.api import UNREADABLE, Answer

LIMITED = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})

FOR_NOW = frozenset(
    {
        # The workspace moves into another organization: it comes back.
        "team_added_to_org",
        "org_login_required",
        "external_channel_migrating",
    }
)

UNSURE = frozenset(
    {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "update_failed", UNREADABLE}
)
"""« Some aspect of the operation may have succeeded », says Slack of the first two."""

UNREACHABLE = frozenset(
    {
        "channel_not_found",
        "not_in_channel",
        "is_archived",
        "is_inactive",
        "user_not_found",
        "user_not_visible",
        "user_disabled",
        "cannot_dm_bot",
        "invalid_user_combination",
        "restricted_action",
        "restricted_action_read_only_channel",
    }
)
"""Nothing more can be posted there. Faults of our token (``account_inactive``, ``invalid_auth``, ``token_revoked`` …)
are not among them: they say nothing of the person."""


def outcome(answer: Answer) -> Outcome:
    """Whether a message was posted, refused, or nobody knows."""
    if answer.ok:
        posted = answer.body.get("ts")
        return Posted(posted if isinstance(posted, str) else None)
    code = answer.code
    if answer.status == 429 or code in LIMITED:
        return RefusedForNow(code, answer.retry_after, too_fast=True)
    if code in FOR_NOW:
        return RefusedForNow(code, answer.retry_after)
    if answer.status >= 500 or code in UNSURE:
        return UnsureOutcome(code)
    return Refused(code, unreachable=code in UNREACHABLE)
