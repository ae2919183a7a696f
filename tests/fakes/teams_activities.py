"""What Teams sends, and what it is sent, as values: the fake of Microsoft (teams.py) delivers and keeps them."""

import itertools
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

APP_ID = "11111111-1111-4111-8111-111111111111"
TENANT = "22222222-2222-4222-8222-222222222222"
BOT = {"id": f"28:{APP_ID}", "name": "Relais"}
CARD = "application/vnd.microsoft.card.adaptive"
CONSENT = "application/vnd.microsoft.teams.card.file.consent"
INFO = "application/vnd.microsoft.teams.card.file.info"


@dataclass(frozen=True)
class Who:
    """Somebody in Teams: ``id`` as the bot knows them, ``object_id`` as Entra does."""

    id: str = "29:ada"
    object_id: str = "aaaaaaaa-0000-4000-8000-000000000001"
    name: str = "Ada Tremblay"
    email: str | None = "ada@college.example"
    locale: str = "fr-CA"
    guest: bool = False

    @property
    def chat(self) -> str:
        """Their private chat with the bot."""
        return f"a:1-{self.object_id}"


ADA = Who()


@dataclass(frozen=True)
class Conversation:
    """Where something is said. ``kind``: personal, groupChat or channel."""

    id: str
    kind: str = "personal"


CHANNEL = Conversation("19:equipe@thread.tacv2", "channel")
GROUP = Conversation("19:groupe@thread.v2", "groupChat")


@dataclass(frozen=True)
class Sent:
    """One request the bot made of the connector. ``id`` is the activity's, given or edited; ``None`` if refused."""

    method: str
    path: str
    conversation: str | None
    body: Mapping[str, Any]
    authorization: str | None
    id: str | None

    @property
    def channel(self) -> str:
        """The conversation, whichever of its threads it went to."""
        return (self.conversation or "").partition(";messageid=")[0]

    @property
    def thread(self) -> str:
        """The message whose thread it is in: in a channel, its own where it begins one."""
        return (self.conversation or "").partition(";messageid=")[2] or self.id or ""

    @property
    def card(self) -> Mapping[str, Any] | None:
        """The Adaptive Card in it."""
        for attachment in self.body.get("attachments", ()):
            if attachment["contentType"] == CARD:
                content: Mapping[str, Any] = attachment["content"]
                return content
        return None

    def attachment(self, kind: str) -> Mapping[str, Any]:
        """What is attached, of this content type. Raises ``LookupError``."""
        for attachment in self.body.get("attachments", ()):
            if attachment["contentType"] == kind:
                found: Mapping[str, Any] = attachment
                return found
        raise LookupError(kind)

    @property
    def text(self) -> str:
        """All that is read in it, a line an element."""
        return self.body.get("text") or "\n".join(_read(self.card or {}))

    def button(self, title: str) -> Mapping[str, Any]:
        """The action titled ``title``. Raises ``LookupError``."""
        for element in (self.card or {}).get("body", ()):
            actions: list[Mapping[str, Any]] = element.get("actions", [])
            for action in actions:
                if action["title"] == title:
                    return action
        raise LookupError(title)


class Activities:
    """Makes activities, as plain dicts, for the connector at ``service_url``."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1_760_000_000_000)

    @property
    def service_url(self) -> str:
        """The connector's address, as activities carry it."""
        raise NotImplementedError

    def number(self) -> str:
        """The next message's id: Teams' are milliseconds."""
        return str(next(self._numbers))

    def activity(
        self, kind: str, who: Who = ADA, conversation: Conversation | None = None, **fields: Any
    ) -> dict[str, Any]:
        """An activity of any ``kind``, with all that Teams puts into each."""
        where = conversation or Conversation(who.chat)
        sender: dict[str, Any] = {"id": who.id, "name": who.name, "aadObjectId": who.object_id}
        if who.guest:
            sender["userRole"] = "guest"
        return {
            "type": kind,
            "id": f"f:{uuid.uuid4()}",
            "timestamp": "2025-10-07T12:00:00.1234567Z",
            "localTimestamp": "2025-10-07T08:00:00.1234567-04:00",
            "localTimezone": "America/Toronto",
            "channelId": "msteams",
            "serviceUrl": self.service_url,
            "from": sender,
            "recipient": dict(BOT),
            "conversation": {
                "id": where.id,
                "conversationType": where.kind,
                "tenantId": TENANT,
                **({} if where.kind == "personal" else {"isGroup": True}),
            },
            "channelData": {"tenant": {"id": TENANT}},
            "locale": who.locale,
            "entities": [
                {
                    "type": "clientInfo",
                    "locale": who.locale,
                    "country": "CA",
                    "platform": "Web",
                    "timezone": "America/Toronto",
                }
            ],
        } | fields

    def message(
        self, text: str, who: Who = ADA, conversation: Conversation | None = None, **fields: Any
    ) -> dict[str, Any]:
        """A message; in a group or a channel it mentions the bot, as it must to be heard."""
        number = self.number()
        activity = self.activity("message", who, conversation, id=number, textFormat="plain", text=text)
        activity["attachments"] = [{"contentType": "text/html", "content": f"<p>{text}</p>"}]
        if conversation is not None and conversation.kind != "personal":
            activity["text"] = f"<at>{BOT['name']}</at>\u00a0{text}"
            activity["entities"].append({"type": "mention", "mentioned": dict(BOT), "text": f"<at>{BOT['name']}</at>"})
            if conversation.kind == "channel":
                activity["conversation"]["id"] += f";messageid={number}"
        return activity | fields

    def invoke(
        self,
        card: str,
        verb: str,
        revision: int = 0,
        who: Who = ADA,
        conversation: Conversation | None = None,
        **inputs: Any,
    ) -> dict[str, Any]:
        """A press on one of our buttons (``Action.Execute``), with the card's inputs."""
        data = {"card": card, "verb": verb, "revision": revision} | inputs
        value = {"action": {"type": "Action.Execute", "title": verb, "verb": verb, "data": data}, "trigger": "manual"}
        return self.activity("invoke", who, conversation, name="adaptiveCard/action", value=value)

    def press(self, sent: Sent, title: str, who: Who = ADA, **inputs: Any) -> dict[str, Any]:
        """A press on the button titled ``title`` of a card that was posted; in a channel, Teams names its thread."""
        data = sent.button(title)["data"]
        where = Conversation(sent.conversation or who.chat)
        if where.id.startswith("19:"):
            where = Conversation(f"{sent.channel};messageid={sent.thread}", "channel")
        return self.invoke(data["card"], data["verb"], data["revision"], who, where, **inputs)

    def submit(self, card: str, verb: str, revision: int = 0, who: Who = ADA, **inputs: Any) -> dict[str, Any]:
        """The same press by a client that only knows ``Action.Submit``: a message with a value."""
        value = {"card": card, "verb": verb, "revision": revision} | inputs
        return self.activity("message", who, value=value)

    def taken(
        self,
        html: str,
        who: Who = ADA,
        author: Who | None = None,
        conversation: Conversation | None = None,
        **more: Any,
    ) -> dict[str, Any]:
        """Somebody keeps a message by the app's action on it; in another person's private chat unless told."""
        number = self.number()
        user = {"userIdentityType": "aadUser", "id": author.object_id, "displayName": author.name} if author else None
        message = {
            "id": number,
            "replyToId": None,
            "createdDateTime": "2025-10-07T12:00:00.123Z",
            "deleted": False,
            "subject": None,
            "linkToMessage": f"https://teams.microsoft.com/l/message/19:equipe@thread.tacv2/{number}?context=%7B%7D",
            "body": {"contentType": "html", "content": html},
            "from": {"device": None, "user": user, "application": None if author else {"id": "28:other"}},
            "attachments": [],
            "mentions": [],
            "reactions": [],
        }
        value = {
            "commandId": "keepTrace",
            "commandContext": "message",
            "messagePayload": message | more,
            "context": {"theme": "default"},
        }
        where = conversation or Conversation("19:ada_bruno@unq.gbl.spaces")
        return self.activity("invoke", who, where, name="composeExtension/fetchTask", value=value)

    def consents(self, sent: Sent, who: Who = ADA, *, accepts: bool = True, **upload: Any) -> dict[str, Any]:
        """Somebody answers whether a card's file may be put in their OneDrive; ``upload``: what is told otherwise."""
        content = sent.attachment(CONSENT)["content"]
        name = sent.attachment(CONSENT)["name"]
        value: dict[str, Any] = {"type": "fileUpload", "action": "accept" if accepts else "decline"}
        value["context"] = content["acceptContext" if accepts else "declineContext"]
        if accepts:
            value["uploadInfo"] = {
                "contentUrl": f"{self.drive}/Documents/Applications/Relais/{name}",
                "name": name,
                "uploadUrl": f"{self.drive}/uploadSession?guid=%2701%27&overwrite=True",
                "uniqueId": "01FED6KHQXVVCUCI6XVJCZZMU2WMUSA6JS",
                "fileType": "docx",
            } | upload
        return self.activity("invoke", who, name="fileConsent/invoke", value=value, replyToId=sent.id)

    @property
    def drive(self) -> str:
        """Somebody's OneDrive."""
        raise NotImplementedError

    def installed(self, who: Who = ADA, conversation: Conversation | None = None) -> list[dict[str, Any]]:
        """Both events of an install."""
        return [
            self.activity("conversationUpdate", who, conversation, membersAdded=[dict(BOT)]),
            self.activity("installationUpdate", who, conversation, action="add"),
        ]

    def removed(self, who: Who = ADA, conversation: Conversation | None = None) -> dict[str, Any]:
        """The app was taken away."""
        return self.activity("installationUpdate", who, conversation, action="remove")


def _read(element: Any) -> list[str]:
    lines = []
    if isinstance(element, dict):
        if element.get("type") == "RichTextBlock":
            return ["".join(run["text"] for run in element["inlines"])]
        lines += [element[name] for name in ("text", "title", "label", "value") if isinstance(element.get(name), str)]
        for name in ("body", "choices", "actions"):
            lines += [line for child in element.get(name, ()) for line in _read(child)]
    return lines
