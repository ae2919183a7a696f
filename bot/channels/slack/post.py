"""The Slack channel: its entry point, its look-up, and the one way out for messages."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import structlog
from aiohttp import web

from bot.channels.channel import Destination, Outcome, Outgoing, Posted, Refused, RefusedForNow, UnsureOutcome
from bot.channels.slack import parse, render
from bot.channels.slack.api import UNREADABLE, NeverSent, NoAnswer, WebApi
from bot.channels.slack.events import Events
from bot.channels.slack.gate import Gate
from bot.channels.slack.outcomes import outcome
from bot.channels.text import clean
from bot.clock import Clock
from bot.incoming import Account, Incoming, Reply
from bot.settings import Settings
from bot.turn import Turns
from bot.ways import Ways

log = structlog.get_logger(__name__)

LOOK_UP_SECONDS = 1.5
"""Seconds for asking who somebody is: Slack waits three for its answer, the turn included."""
FORM_SECONDS = 1.5
"""Seconds for showing a form, or a line to somebody alone, within the same three."""

_LOCALE = re.compile(r"[a-z]{2,3}([-_][A-Za-z]{2,4})?")


class SlackChannel:
    """Slack, as the rest of the program sees it: a :class:`bot.channels.channel.Channel`.

    ``clock`` must be the real time, since Slack's signatures are dated. It holds one pool of connections, let go of
    by :meth:`close`.
    """

    name = parse.CHANNEL

    def __init__(self, settings: Settings, turns: Turns, clock: Clock) -> None:
        self._turns = turns
        self._ways = Ways(public_url=settings.links_under())
        self._api = WebApi(settings.slack_api_url, settings.slack_bot_token)
        self._events = Events(Gate(settings.slack_signing_secret, clock), self._take, self._show_form, self._tell)

    def add_routes(self, app: web.Application) -> None:
        """Mount ``POST /slack/events``: events, interactions and commands."""
        app.router.add_post("/slack/events", self._events.receive)

    async def look_up(self, incoming: Incoming) -> Incoming:
        """The account's e-mail, name and language as Slack has them, and whether it is a guest's. Never raises.

        Without an answer in time, as without an address that its owner confirmed, the e-mail stays ``None``.
        """
        try:
            answer = await self._api.call(
                "users.info",
                form={"user": incoming.account.id, "include_locale": "true"},
                seconds=LOOK_UP_SECONDS,
            )
        except (NeverSent, NoAnswer) as error:
            log.warning("slack.look_up_failed", code=str(error))
            return incoming.with_email(None)
        user = answer.body.get("user")
        if not answer.ok or not isinstance(user, dict):
            log.warning("slack.look_up_failed", code=answer.code)
            return incoming.with_email(None)
        return replace(incoming, account=_known_as(incoming.account, user), looked_up=True)

    async def post(self, outgoing: Outgoing) -> Outcome:
        """Post a message, or edit the one it ``edits``; where no private chat is known, one is opened first."""
        if not all(self._ways.is_ours(link.url) for link in outgoing.card.links):
            return Refused("foreign_link")
        conversation, opened = outgoing.to.conversation, None
        if not conversation:
            found = await self._open_chat(outgoing.to)
            if not isinstance(found, str):
                return found
            conversation = opened = found
        message: dict[str, Any] = {
            "channel": conversation,
            "text": render.fallback(outgoing.card),
            "blocks": render.message(outgoing.card, outgoing.card_id, outgoing.revision),
            "link_names": False,
            "parse": "none",
        }
        if outgoing.edits:
            sent = await self._send("chat.update", {**message, "ts": outgoing.edits})
        else:
            thread = {"thread_ts": outgoing.to.thread} if outgoing.to.thread else {}
            quiet = {"unfurl_links": False, "unfurl_media": False}
            sent = await self._send("chat.postMessage", {**message, **thread, **quiet})
        return replace(sent, conversation=opened) if isinstance(sent, Posted) else sent

    async def close(self) -> None:
        """Let go of connections."""
        await self._api.close()

    async def _take(self, incoming: Incoming) -> Reply:
        return await self._turns.take(incoming, self)

    async def _show_form(self, reply: Reply, where: Mapping[str, str]) -> None:
        """Show a form in place of the one ``where`` names by ``view_id``, or with a ``trigger_id``.

        With :meth:`_tell` the one call outside the sender, for triggers last three seconds. A failure is only logged:
        the turn is committed, and the talk goes on by messages.
        """
        if reply.card is None:
            return
        method = "views.update" if "view_id" in where else "views.open"
        form = {**where, "view": render.view(reply.card, reply.card_id, reply.revision)}
        try:
            answer = await self._api.call(method, json=form, seconds=FORM_SECONDS)
        except (NeverSent, NoAnswer) as error:
            log.warning("slack.form_not_shown", code=str(error))
            return
        if not answer.ok:
            log.warning("slack.form_not_shown", code=answer.code)

    async def _tell(self, incoming: Incoming, line: str) -> None:
        """Show a line in the channel to who pressed, and to nobody else. A failure is only logged: it is a courtesy."""
        place = incoming.place
        thread = {"thread_ts": place.thread} if place.thread else {}
        # Escaped like any text: its words are ours, and nothing in them is to come alive.
        told = {"channel": place.conversation, "user": incoming.account.id, "text": render.escaped(line), **thread}
        quiet = {"link_names": False, "parse": "none"}
        try:
            answer = await self._api.call("chat.postEphemeral", json={**told, **quiet}, seconds=FORM_SECONDS)
        except (NeverSent, NoAnswer) as error:
            log.warning("slack.not_told", code=str(error))
            return
        if not answer.ok:
            log.warning("slack.not_told", code=answer.code)

    async def _open_chat(self, to: Destination) -> str | Outcome:
        """The private chat with an account. Nothing is posted by opening it: what is unsure may be tried again."""
        if to.account is None:
            return Refused("no_address")
        try:
            answer = await self._api.call("conversations.open", json={"users": to.account})
        except (NeverSent, NoAnswer) as error:
            return RefusedForNow(str(error))
        said = outcome(answer)
        if isinstance(said, UnsureOutcome):
            return RefusedForNow(said.code)
        if not isinstance(said, Posted):
            return said
        chat = answer.body.get("channel")
        found = chat.get("id") if isinstance(chat, dict) else None
        return found if isinstance(found, str) and found else RefusedForNow(UNREADABLE)

    async def _send(self, method: str, message: Mapping[str, Any]) -> Outcome:
        try:
            return outcome(await self._api.call(method, json=message))
        except NeverSent as error:
            return RefusedForNow(str(error))
        except NoAnswer as error:
            return UnsureOutcome(str(error))


def _known_as(account: Account, user: Mapping[str, Any]) -> Account:
    """The account with what « users.info » says of it; what isn't of the right type is left out."""
    profile = user.get("profile")
    told: Mapping[str, Any] = profile if isinstance(profile, dict) else {}
    email, name, locale = told.get("email"), told.get("real_name"), user.get("locale")
    # An address that nobody confirmed is no proof of who writes.
    unproven = user.get("is_email_confirmed") is False or user.get("deleted") or user.get("is_bot")
    stranger = any(user.get(mark) for mark in ("is_restricted", "is_ultra_restricted", "is_stranger"))
    return replace(
        account,
        email=email.strip() if isinstance(email, str) and "@" in email and not unproven else None,
        name=clean(name).strip()[:200] if isinstance(name, str) else account.name,
        locale=locale if isinstance(locale, str) and _LOCALE.fullmatch(locale) else account.locale,
        guest=account.guest or stranger,
    )
