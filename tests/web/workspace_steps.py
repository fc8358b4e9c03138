"""How staff work in the workspace in the tests: plain posts, the page after each."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

PRESENT = {"patient_present": "yes", "one_on_one": "yes"}


def address(name: str, visit: Any, *more: Any) -> str:
    return reverse(f"visits:{name}", args=[visit.pk, *more])


def page(client: Client, visit: Any, test: str = "tug") -> str:
    reply = client.get(address("test", visit, test))
    assert reply.status_code == 200
    return reply.content.decode()


def pane(html: str, name: str) -> str:
    """The part of a workspace page that holds one pane: battery, stage or ledger."""
    start = html.index(f'id="{name}"')
    return html[start : html.index("</section>", start)]


def clock(client: Client, visit: Any, command: str, test: str = "tug", **more: Any) -> Any:
    """Press the stopwatch; `more` is what the page's script adds."""
    return client.post(
        address("stopwatch", visit, test), {"command": command, "clock": "server", "reloaded": "0", **more}
    )


def save(client: Client, visit: Any, test: str = "tug", save: str = "measured", **typed: Any) -> Any:
    return client.post(address("trial_record", visit, test), {"aid": "none", "save": save, **typed})


def start(client: Client, visit: Any, activity: str = "prepare", test: str = "tug", **answers: Any) -> Any:
    return client.post(
        address("span_start", visit), {**PRESENT, "activity": activity, "test": test, "stage": test, **answers}
    )
