"""A member of staff at a page, without a browser: pages are fetched, their forms filled and sent as they stand."""

from __future__ import annotations

import http.client
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode

TIMEOUT_S = 60
Fields = dict[str, list[str]]


@dataclass
class Form:
    """A form of a page: where it goes, what its fields hold, and its buttons that carry a value."""

    action: str
    fields: Fields = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def add(self, name: str | None, value: str | None) -> None:
        if name:
            self.fields.setdefault(name, []).append(value or "")


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self.select: str | None = None
        self.options: list[tuple[str, bool]] = []
        self.area: str | None = None
        self.typed = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.found.append(Form(given.get("action") or given.get("hx-post") or ""))
        if not self.found:
            return
        form, name, value = self.found[-1], given.get("name"), given.get("value")
        kind = given.get("type", "text")
        if tag == "button" and name:
            form.buttons.append((name, value or ""))
        elif tag == "input" and (kind not in ("radio", "checkbox", "submit") or "checked" in given):
            form.add(name, "on" if value is None and kind in ("radio", "checkbox") else value)
        elif tag == "select":
            self.select, self.options = name, []
        elif tag == "option" and self.select:
            self.options.append((value or "", "selected" in given))
        elif tag == "textarea":
            self.area, self.typed = name, ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.typed += data

    def handle_endtag(self, tag: str) -> None:
        if not self.found:
            return
        if tag == "select" and self.select:
            chosen = [value for value, selected in self.options if selected] or [value for value, _ in self.options[:1]]
            self.found[-1].add(self.select, chosen[0] if chosen else "")
            self.select = None
        elif tag == "textarea" and self.area:
            self.found[-1].add(self.area, self.typed.removeprefix("\n"))
            self.area = None


@dataclass
class Reply:
    status: int
    location: str
    body: str

    @property
    def forms(self) -> list[Form]:
        parser = _Forms()
        parser.feed(self.body)
        return parser.found

    def form(self, end: str) -> Form:
        """The first form that goes to an address with this end; "" is the page's own address."""
        return next(
            form for form in self.forms if (form.action.partition("#")[0].endswith(end) if end else not form.action)
        )


class Person:
    """Somebody signed in. Raises OSError or HTTPException where the server is gone."""

    def __init__(self, port: int, *, id: str, session: str, csrf: str, password: str) -> None:
        self.port, self.id, self.csrf, self.password = port, id, csrf, password
        self.cookie = f"sessionid={session}; csrftoken={csrf}"

    def get(self, path: str) -> Reply:
        return self._ask("GET", path, None)

    def post(self, path: str, fields: Fields | dict[str, str]) -> Reply:
        return self._ask("POST", path, urlencode({**fields, "csrfmiddlewaretoken": self.csrf}, doseq=True))

    def _ask(self, method: str, path: str, body: str | None) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_S)
        headers = {"Cookie": self.cookie, "Host": f"localhost:{self.port}", "Accept-Language": "en"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, headers)
            reply = connection.getresponse()
            return Reply(reply.status, reply.headers.get("Location", ""), reply.read().decode("utf-8", "replace"))
        finally:
            connection.close()
