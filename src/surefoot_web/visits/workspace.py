"""The workspace of an open visit: battery, stage, ledger. Shows when spans start and end, never what they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import Http404
from django.utils.timezone import localtime

from surefoot.plan import ReasonToTest
from surefoot.units import plain
from surefoot_web.accounts.models import User
from surefoot_web.config.knowledge import load
from surefoot_web.intake.selectors import form_of
from surefoot_web.plans.views.frame import visit_frame
from surefoot_web.records.actions import FINISHING
from surefoot_web.records.ids import new_id

from .battery import Slot, battery_of, first_open, order_of, others, suggested
from .clock_state import devices_working
from .drawn import drawing_of
from .forms_ledger import PresenceForm
from .forms_trial import NotDoneForm, TrialForm
from .incidents import halting
from .ledger import Span, spans_of
from .models import Activity, LedgerEvent, NotDoneReason, Trial, TrialKind, Visit
from .offered import first_value, offered_next
from .reasons import TAKE_BACK
from .results import results_of, still_missing
from .selectors import stopwatch_running
from .shown_ledger import ledger_shown
from .stage import (
    help_of,
    is_timed,
    run_waiting,
    safety_of,
    stopwatch_shown,
    time_of,
    timing_shown,
    was_interrupted,
    words_to_say,
)
from .tests import by_test, live_trials, withdrawn_trials


@dataclass(slots=True)
class Stage:
    """What the centre shows: the test ("" for the next one), refused forms, whether a finished run is put aside."""

    test: str = ""
    again: bool = False
    ordering: bool = False  # the list by which the order is changed is open
    trial_form: TrialForm | None = None
    not_done_form: NotDoneForm | None = None
    presence_form: PresenceForm | None = None
    operations: dict[str, UUID] = field(default_factory=dict)


def workspace(visit: Visit, *, by: User, stage: Stage) -> dict[str, Any]:
    """The context of the workspace."""
    knowledge = load()
    trials, spans, results = live_trials(visit), spans_of(visit), results_of(visit)
    running = stopwatch_running(visit)
    chosen = stage.test or (running.test if running else "")
    if chosen and chosen not in knowledge.tests:
        raise Http404("There is no such test.")
    battery = battery_of(knowledge, trials, results.scores, chosen, order_of(visit))
    stage.test = chosen or first_open(battery) or next(iter(knowledge.tests))
    return {
        **visit_frame(visit, by, "visits:visit"),
        "age_years": visit.patient.age_on(visit.date),
        "intake": form_of(visit),
        "battery": battery,
        "ordering": stage.ordering,
        "others": others(knowledge, battery),
        "suggested": suggested(knowledge, battery, results.reasons),
        "reason_sources": sources_of(_reason_sources(battery, results.reasons)),
        "skip_reasons": [one for one in NotDoneReason.choices if one[0] != NotDoneReason.ENDED_EARLY],
        "take_back": str(TAKE_BACK),
        "results": results,
        "saved_at": saved_at(visit),
        "all_done": bool(battery) and not any(slot.open for slot in battery),
        "halted": halting(visit),
        "missing": still_missing(visit, battery, trials, spans),
        "may_test": by.may("test.trial_record"),
        "may_clock": by.may("span.start"),
        "operations": {form: new_id() for form in ("trial", "not_done", "skip", "move", "span", "restore")}
        | stage.operations,
        **stage_context(visit, stage, trials, results.of_test(stage.test)),
        **ledger_context(visit, spans, stage.presence_form),
    }


def visit_over(visit: Visit, *, by: User) -> dict[str, Any]:
    """The context of a visit that is over. The ledger of one that ended early can still be put right."""
    tests = load().tests
    grouped = by_test(live_trials(visit))
    return {
        **visit_frame(visit, by, "visits:visit"),
        "battery": [{"label": tests[id_]["label"], "rows": rows} for id_, rows in grouped.items()],
        **ledger_shown(visit, spans_of(visit)),
        "may_finish": visit.state in FINISHING and by.may("visit.sign"),
        "may_clock": visit.state in FINISHING and by.may("span.correct"),
    }


def stage_context(visit: Visit, stage: Stage, trials: list[Trial], scores: list[dict[str, Any]]) -> dict[str, Any]:
    """The centre: protocol, stopwatch, the form of a trial, the trials that stand, the result."""
    test = load().tests[stage.test]
    rows = [trial for trial in trials if trial.test == stage.test]
    stopwatch = stopwatch_shown(visit, test, again=stage.again)
    trial_form = stage.trial_form or TrialForm(test=test, initial=_initial(visit, stage, rows))
    waits = stopwatch["state"] == "stopped"
    return {
        "test": test,
        "protocol_sources": sources_of([*test["protocol"]["source"], *test["source"]]),
        "say": words_to_say(test, visit.patient.language),
        "stopwatch": stopwatch,
        "timed": is_timed(test),
        "interrupted": waits and was_interrupted(stopwatch["run"]),
        "clock_test": load().tests[stopwatch_running(visit).test] if stopwatch["state"] == "running" else None,
        "trial_form": trial_form,
        "first_value": first_value(test, trial_form.initial) if waits else "",
        "not_done_form": stage.not_done_form or NotDoneForm(),
        "timing_says": timing_shown(stopwatch["run"]) if waits else "",
        "safety": stopwatch["safety"] if stopwatch["state"] == "running" else safety_of(test),
        "help": help_of(test),
        **drawing_of(test.id),
        "devices": devices_working(visit),
        "rows": rows,
        "withdrawn": withdrawn_trials(visit, stage.test),
        "measured": any(row.kind == TrialKind.MEASURED for row in rows),
        "scores": scores,
    }


def ledger_context(visit: Visit, spans: list[Span], presence: PresenceForm | None) -> dict[str, Any]:
    """The right: the clocks that run, the spans, the buttons. Start and end alone; no length, no sum."""
    knowledge = load()
    counted = [id_ for id_, entry in knowledge.activities.items() if entry["counts"] == "yes"]
    buttons = [{"value": choice.value, "label": choice.label} for choice in Activity]
    return {
        **ledger_shown(visit, spans),
        "presence_form": presence or PresenceForm(),
        "for_the_tests": [one for one in buttons if one["value"] in counted],
        "other_time": [one for one in buttons if one["value"] not in counted],
    }


def saved_at(visit: Visit) -> str:
    """When anything of the visit was last saved, in the clinic's time; empty before the first."""
    rows = (Trial.objects.filter(visit=visit).order_by("measured_at").values_list("measured_at", flat=True).last(),)
    rows += (LedgerEvent.objects.filter(visit=visit).order_by("at").values_list("at", flat=True).last(),)
    known = [at for at in rows if at is not None]
    return localtime(max(known), ZoneInfo(visit.clinic.time_zone)).strftime("%H:%M:%S") if known else ""


def sources_of(ids: Iterable[str]) -> dict[str, Any]:
    """The sources of these ids as the source part shows them."""
    return {id_: load().sources[id_].as_json() for id_ in ids if id_ in load().sources}


def _reason_sources(battery: Iterable[Slot], reasons: Iterable[ReasonToTest]) -> Iterator[str]:
    yield from (id_ for reason in reasons for id_ in reason.source)
    yield from (id_ for slot in battery if slot.standard for id_ in slot.standard["source"])


def _initial(visit: Visit, stage: Stage, rows: list[Trial]) -> dict[str, Any]:
    """What the form starts with: the run that waits, and what goes on from the trials before it."""
    test = load().tests[stage.test]
    waiting = None if stage.again else run_waiting(visit, stage.test)
    takes_time = any(spec["id"] == "time_s" for spec in test["fields"])
    return offered_next(test, rows) | ({"time_s": plain(time_of(waiting, test))} if waiting and takes_time else {})
