"""Which rows of a test stand."""

from __future__ import annotations

from collections.abc import Iterable

from .models import Trial, TrialKind, Visit


def live_trials(visit: Visit, test: str | None = None) -> list[Trial]:
    """Measured trials and "not done" rows that were not withdrawn, in the order in which they were measured."""
    rows = list(Trial.objects.filter(visit=visit, **({"test": test} if test else {})))
    withdrawn = {row.withdraws_id for row in rows if row.kind == TrialKind.WITHDRAWN}
    return [row for row in rows if row.kind != TrialKind.WITHDRAWN and row.pk not in withdrawn]


def withdrawn_trials(visit: Visit, test: str) -> list[Trial]:
    """Rows of a test that were withdrawn and not put back since, the latest withdrawn last."""
    rows = list(Trial.objects.filter(visit=visit, test=test).select_related("withdraws").order_by("id"))
    standing = [_same(row) for row in live_trials(visit, test)]
    out = {_same(row.withdraws): row.withdraws for row in rows if row.withdraws is not None}
    return [row for same, row in out.items() if same not in standing]


def _same(trial: Trial) -> tuple[object, ...]:
    """What makes two rows the same entry: what was measured, when, or why not."""
    return (trial.kind, trial.measured_at, repr(sorted(trial.fields.items())), trial.not_done_reason)


def by_test(trials: Iterable[Trial]) -> dict[str, list[Trial]]:
    """Group trials by test, tests in the order of their first row."""
    grouped: dict[str, list[Trial]] = {}
    for trial in trials:
        grouped.setdefault(trial.test, []).append(trial)
    return grouped
