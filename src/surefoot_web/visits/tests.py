"""Which rows of a test stand."""

from __future__ import annotations

from collections.abc import Iterable

from .models import Trial, TrialKind, Visit


def live_trials(visit: Visit, test: str | None = None) -> list[Trial]:
    """Measured trials and "not done" rows that were not withdrawn, in the order in which they were measured."""
    rows = list(Trial.objects.filter(visit=visit, **({"test": test} if test else {})))
    withdrawn = {row.withdraws_id for row in rows if row.kind == TrialKind.WITHDRAWN}
    return [row for row in rows if row.kind != TrialKind.WITHDRAWN and row.pk not in withdrawn]


def by_test(trials: Iterable[Trial]) -> dict[str, list[Trial]]:
    """Group trials by test, tests in the order of their first row."""
    grouped: dict[str, list[Trial]] = {}
    for trial in trials:
        grouped.setdefault(trial.test, []).append(trial)
    return grouped
