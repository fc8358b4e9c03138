"""How a respondent walks through the questionnaire in the tests: press, type, go on, without JavaScript."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from surefoot.knowledge import load
from surefoot_web.intake.models import IntakeForm


def hand_over(
    client: Client, visit: Any, *, language: str = "en", who: str = "patient", how: str = "hand_over"
) -> IntakeForm:
    address = reverse("intake:hand_over", args=[visit.pk])
    reply = client.post(address, {"who": who, "language": language, "how": how})
    assert reply.status_code == 302, reply.content.decode()
    return IntakeForm.objects.get(visit=visit)


def current(client: Client, form: IntakeForm) -> str:
    """The address of the screen at which the form goes on."""
    address = reverse("intake:form", args=[form.pk])
    found = client.get(address).headers["Location"]
    begin = reverse("intake:begin", args=[form.pk])
    if found == begin:
        client.post(begin)
        found = client.get(address).headers["Location"]
    return found


def name_of(address: str) -> str:
    """`section.item` of a question's address; the last word of any other address."""
    found = re.search(r"/intake/[0-9a-f-]+/(\w+)/(\w+)/$", address)
    return f"{found[1]}.{found[2]}" if found else address.rstrip("/").rpartition("/")[2]


def item_of(name: str) -> dict[str, Any]:
    """The item, or the screen of several items, of type "list"."""
    section, item = name.split(".")
    form = load().questionnaires[section]
    screens = [{**screen, "type": "list"} for screen in form.get("screens", ())]
    return next(one for one in (*screens, *form["items"]) if one["id"] == item)


def screen_of(name: str) -> str:
    """The name of the screen on which an item is asked: its own, or that of a list."""
    section, item = name.split(".")
    found = next((one for one in load().questionnaires[section]["items"] if one["id"] == item), {})
    return f"{section}.{found.get('screen', item)}"


def answer(client: Client, address: str, given: Any) -> str:
    """Answer the question at `address` and return the address that follows.

    A number or text is typed, a word pressed, a list of ids checked.
    """
    kind = item_of(name_of(address))["type"]
    if isinstance(given, list):
        reply = client.post(address, {"answer": "checked", "checked": given})
        assert reply.status_code == 302, f"{address}: {given!r} was refused\n{reply.content.decode()}"
        return reply.headers["Location"]
    typed = {"answer": "number" if kind == "count" else "listed", "typed": str(given)}
    pressed = given in ("yes", "no", "none", "unsure", "declined") or kind == "choice"
    reply = client.post(address, {"answer": given} if pressed else typed)
    assert reply.status_code == 302, f"{address}: {given!r} was refused\n{reply.content.decode()}"
    return reply.headers["Location"]


def tell(client: Client, form: IntakeForm, name: str, given: str) -> str:
    """Answer one item on the screen it is asked on: alone, or as a line of a list of which the rest is answered with no."""
    screen = screen_of(name)
    address = reverse("intake:question", args=[form.pk, *screen.split(".")])
    on_list = screen != name
    return answer(client, address, {"yes": [name.split(".")[1]], "no": "none"}.get(given, given) if on_list else given)


def _of_lines(name: str, given: dict[str, Any]) -> list[str]:
    """The lines of a list that `given` answers with yes, item by item."""
    section, screen = name.split(".")
    items = load().questionnaires[section]["items"]
    on_it = [item["id"] for item in items if item.get("screen") == screen]
    return [id_ for id_ in on_it if given.get(f"{section}.{id_}") == "yes"]


USUAL = {"yes_no": "no", "choice": None, "count": "0", "medications": "none", "choices": "none", "list": "none"}


def usual_answer(name: str) -> Any:
    item = item_of(name)
    return item["choices"][0]["id"] if item["type"] == "choice" else USUAL[item["type"]]


def fill(client: Client, form: IntakeForm, answers: dict[str, Any] | None = None, *, until: str = "check") -> list[str]:
    """Answer every question, `answers` by name and the rest with "no"; return the names of the questions in order."""
    given, seen = answers or {}, []
    address = current(client, form)
    while name_of(address) != until:
        name = name_of(address)
        if name == "now":
            address = client.post(address).headers["Location"]
            address = client.get(address).headers["Location"] if name_of(address) not in ("check",) else address
            continue
        seen.append(name)
        assert len(seen) < 200, "the form does not end"
        address = answer(client, address, given.get(name) or _of_lines(name, given) or usual_answer(name))
    return seen
