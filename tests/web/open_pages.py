"""Every page of the URL table, read while a visit is open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from django.urls import URLPattern, URLResolver, get_resolver

from surefoot_web.followup.falls import falls_told
from surefoot_web.visits.incidents import incidents_of
from surefoot_web.visits.ledger import spans_of
from surefoot_web.visits.services import services_of
from surefoot_web.visits.tests import live_trials

TESTS = ("tug", "chair_stand_30s", "orthostatic_bp", "gait_speed")
MADE_UP = {"uuid": str(uuid4()), "slug": "x", "int": "1", "str": "x", "path": "x"}


def addresses(patterns, prefix="", space=""):
    """Every (name, route, action that its page asks for) of the URL table."""
    for entry in patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from addresses(entry.url_patterns, prefix + str(entry.pattern), inner)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", prefix + str(entry.pattern), getattr(entry.callback, "action", None)


ROUTES = list(addresses(get_resolver().url_patterns))
TABLE = {name: route for name, route, _ in ROUTES}
ACTION_OF = {name: action for name, _, action in ROUTES}


def filled(route: str, **ids: Any) -> str:
    """The route with made-up values, or with `ids` by the name of the part."""
    return "/" + re.sub(r"<(\w+):(\w+)>", lambda part: str(ids.get(part[2], MADE_UP[part[1]])), route)


def every_answer(client, visit) -> Iterator[tuple[str, str, Any]]:
    """(name, address, answer) of each route read with the parts of `visit`, each test and span and service of it."""
    known = {
        "test": TESTS,
        "span_id": [span.id for span in spans_of(visit)],
        "service_id": [service.id for service in services_of(visit)],
        "incident_id": [one.id for one in incidents_of(visit)],
        "report_id": [one.report.pk for one in falls_told(visit.patient)],
        "trial_id": [trial.pk for trial in live_trials(visit)],
        "suggestion": ["balance_exercise"],
        "document": ["handout"],
        "form": ["jsonl", "csv"],
        "kind": [("factor", "previous_falls"), ("level", "steadi_2019")],
    }
    for name, route in TABLE.items():
        varies = next((part for part in known if f":{part}>" in route), "")
        for value in known.get(varies) or [None]:
            more = (
                dict(zip(("kind", "of"), value, strict=True)) if varies == "kind" else {varies: value} if value else {}
            )
            ids = {"visit_id": visit.pk, "patient_id": visit.patient_id, "user_id": visit.provider_id}
            address = filled(route, **ids, **more)
            yield name, address, client.get(address)


def open_pages(client, visit) -> Iterator[tuple[str, Any]]:
    """(address, answer) of every page there is to read."""
    yield from ((address, answer) for _, address, answer in every_answer(client, visit) if answer.status_code == 200)
