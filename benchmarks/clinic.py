"""What a clinic counts of 1,000 visits: `python -m benchmarks.clinic`. The clinic is made up and lives in a folder of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.timing import in_turns, measured_on, publish, rounded
from surefoot.knowledge import load
from surefoot_web.commands.server import prepare_database
from surefoot_web.config.env import Environment, write_environment

VISITS = 1_000
ROUNDS = 10
LAST = date(2026, 11, 20)
AT = datetime(2026, 11, 20, 15, tzinfo=UTC)
ITEMS = ("balance_exercise", "medication_review", "home_modification")
LEVELS = ("at_risk", "not_at_risk", "not_known")


def measure() -> dict[str, Any]:
    """Milliseconds on the wall and queries of each read, on SQLite."""
    from django.db import connection, reset_queries

    from surefoot_web.followup.due import due
    from surefoot_web.followup.figures import figures_of
    from surefoot_web.followup.selectors import unfinished

    by = _clinic()
    year = timedelta(days=365)
    reads: dict[str, Callable[[], object]] = {
        "figures": lambda: figures_of(by=by, first=LAST - year, last=LAST),
        "unfinished_items": lambda: unfinished(by=by, day=LAST),
        "due": lambda: due(by=by, day=LAST),
    }
    taken = in_turns(reads, ROUNDS)
    told: dict[str, Any] = {"measured_on": measured_on(load()), "rounds": ROUNDS, "visits": VISITS}
    for name, read in reads.items():
        connection.force_debug_cursor = True
        reset_queries()
        read()
        told[name] = {"ms": rounded(taken[name] * 1000), "queries": len(connection.queries)}
        connection.force_debug_cursor = False
    return told


def _clinic() -> Any:
    """A clinic of one provider with `VISITS` signed visits, a patient each, three items agreed in each, a third of them done."""
    from surefoot_web.accounts.models import Clinic, User
    from surefoot_web.followup.models import OutcomeEvent, SignedShort
    from surefoot_web.patients.models import Patient
    from surefoot_web.plans.models import Decision
    from surefoot_web.visits.models import Visit

    clinic = Clinic.objects.create(name="Made up", time_zone="America/New_York")
    by = User.objects.create(clinic=clinic, username="x", display_name="Demo", staff_id="X-1", role="provider")
    person = {"clinic": clinic, "given_name": "Demo", "birth_date": date(1948, 1, 1)}
    people = [Patient(identifier=f"B-{place}", family_name=f"P {place}", **person) for place in range(VISITS)]
    Patient.objects.bulk_create(people)
    seen = {
        "clinic": clinic,
        "provider": by,
        "payer_policy": "cms",
        "state": "signed",
        "signed_by": by,
        "signed_at": AT,
    }
    visits = [Visit(patient=one, date=LAST - timedelta(days=place % 360), **seen) for place, one in enumerate(people)]
    Visit.objects.bulk_create(visits)
    who = {"clinic": clinic, "by": by, "at": AT}
    pairs = [(visit, item) for visit in visits for item in ITEMS]
    Decision.objects.bulk_create([Decision(visit=v, suggestion=item, decision="accepted", **who) for v, item in pairs])
    done = {"step": "done", "known_by": "patient"}
    OutcomeEvent.objects.bulk_create([OutcomeEvent(visit=v, suggestion=item, **done, **who) for v, item in pairs[::3]])
    SignedShort.objects.bulk_create([_short(clinic, visit, place) for place, visit in enumerate(visits)])
    return by


def _short(clinic: Any, visit: Any, place: int) -> Any:
    from surefoot_web.followup.models import SignedShort

    level = LEVELS[place % len(LEVELS)]
    asks = "more" if level == "at_risk" else "general" if level == "not_at_risk" else None
    one = {"level": level, "label": level, "title": "Demo", "version": "1", "asks_for": asks}
    factors = {item: {"leg_weakness": "Leg weakness", "previous_falls": "Previous falls"} for item in ITEMS}
    return SignedShort(clinic=clinic, visit=visit, levels=dict.fromkeys(load().algorithms, one), factors=factors)


def drawn_out() -> float:
    """Milliseconds that a signature takes longer, because its short form is drawn out: reading the sealed text included."""
    import json

    from benchmarks.documents import CASE
    from surefoot.assessment import assess
    from surefoot_web.followup.shorts import short_of

    sealed = json.dumps(assess(json.loads(CASE.read_text("utf-8"))))
    begun = perf_counter()
    for _round in range(ROUNDS):
        short_of(json.loads(sealed))
    return rounded((perf_counter() - begun) * 1000 / ROUNDS)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_environment(Environment(home=Path(folder), database_url="", tls=False, demo=True, hosts=()))
        fault = prepare_database()
        if fault:
            raise SystemExit(fault)
        publish("clinic", measure() | {"short_form_ms": drawn_out()}, keep=True)


if __name__ == "__main__":
    main()
