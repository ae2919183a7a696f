"""Files on the page: Teams' question about one, answered there; the one that was put, ready to be downloaded.

Who accepts has the bot put the file on this very connector, as it would put it in their OneDrive.
"""

from collections.abc import Mapping
from typing import Any

from aiohttp import web
from markupsafe import Markup

from bot.demo.activities import new_id
from bot.demo.store import Store
from bot.texts.words import Speech

CONSENT = "application/vnd.microsoft.teams.card.file.consent"
INFO = "application/vnd.microsoft.teams.card.file.info"
DRAWN = frozenset({CONSENT, INFO})
"""Teams' own cards that are drawn: those that our channel posts."""
UPLOADS = "/demo/connector/upload/"
DOWNLOADS = "/demo/files/"
ACCEPT, DECLINE = 0, 1
"""The places of the two buttons."""

_CONSENT = Markup(
    '<form class="card" lang="{}" novalidate><h3 class="bolder">{}</h3><p class="">{}</p><p class="subtle">{}</p>'
    '<div class="actions"><button type="submit" value="0" data-verb="file.accept">{}</button>'
    '<button type="submit" value="1" data-verb="file.decline">{}</button></div></form>'
)
_INFO = Markup('<div class="card"><p class="bolder"><a href="{}" download>{}</a></p></div>')

Activity = Mapping[str, Any]


def asked_in(activity: Activity) -> Mapping[str, Any] | None:
    """Teams' question about a file, if it is one."""
    return _attached(activity, CONSENT)


def is_known(attachment: Mapping[str, Any]) -> bool:
    """Whether an attachment is one of the two, whole."""
    kind, name, content = (attachment.get(key) for key in ("contentType", "name", "content"))
    if not isinstance(name, str) or not isinstance(content, Mapping):
        return False
    if kind == CONSENT:
        return {"description", "sizeInBytes", "acceptContext", "declineContext"} <= content.keys()
    return kind == INFO and {"uniqueId", "fileType"} <= content.keys() and isinstance(attachment.get("contentUrl"), str)


def draw(activity: Activity, say: Speech) -> Markup | None:
    """The file's card, if it is one; else ``None``."""
    asked, shown = asked_in(activity), _attached(activity, INFO)
    if asked is not None:
        content, size = asked["content"], max(1, round(int(asked["content"]["sizeInBytes"]) / 1024))
        answers = (say("demo.file_accept"), say("demo.file_decline"))
        locale = activity.get("locale", "")
        return _CONSENT.format(
            locale, asked["name"], content["description"], say("demo.file_size", size=size), *answers
        )
    if shown is not None:
        _, ours, file_id = str(shown["contentUrl"]).rpartition(DOWNLOADS)
        return _INFO.format(f"{DOWNLOADS}{file_id}" if ours else "", shown["name"])
    return None


def answer(asked: Mapping[str, Any], place: int, base_url: str, store: Store) -> dict[str, Any]:
    """The value of the invoke that Teams sends; where the file is accepted, a place is made for it."""
    accepts = place == ACCEPT
    content, name = asked["content"], asked["name"]
    value = {"type": "fileUpload", "action": "accept" if accepts else "decline"}
    if not accepts:
        return value | {"context": content["declineContext"]}
    file_id = new_id()
    store.expect_file(file_id, name)
    upload = {
        "contentUrl": f"{base_url}{DOWNLOADS}{file_id}",
        "name": name,
        "uploadUrl": f"{base_url}{UPLOADS}{file_id}",
        "uniqueId": file_id,
        "fileType": name.rpartition(".")[2],
    }
    return value | {"context": content["acceptContext"], "uploadInfo": upload}


class Files:
    """Where files are put, and where they are had from."""

    def __init__(self, store: Store, headers: Mapping[str, str]) -> None:
        self._store = store
        self._headers = headers

    def add_routes(self, app: web.Application) -> None:
        """Mount them."""
        app.router.add_put(UPLOADS + "{file}", self.put)
        app.router.add_get(DOWNLOADS + "{file}", self.get)

    async def put(self, request: web.Request) -> web.Response:
        """The whole file, where one is expected."""
        content = await request.read()
        told = request.headers.get("Content-Range")
        if told != f"bytes 0-{len(content) - 1}/{len(content)}":
            raise web.HTTPBadRequest
        if not self._store.put_file(request.match_info["file"], content):
            raise web.HTTPNotFound
        return web.json_response({"id": request.match_info["file"]}, status=201)

    async def get(self, request: web.Request) -> web.Response:
        """The file, to be kept."""
        found = self._store.file(request.match_info["file"])
        if found is None:
            raise web.HTTPNotFound
        name, content = found
        named = {"Content-Disposition": f'attachment; filename="{name}"'}
        return web.Response(body=content, content_type="application/octet-stream", headers={**self._headers, **named})


def _attached(activity: Activity, kind: str) -> Mapping[str, Any] | None:
    found = activity.get("attachments") or ()
    return next((attachment for attachment in found if attachment.get("contentType") == kind), None)
