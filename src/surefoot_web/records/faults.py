"""Why an action is refused. Each has a stable code, says what is wrong, and what to do.

RecordRefused
├── StaleRow            SF-W101  somebody else changed the record meanwhile
├── VisitClosed         SF-W102  the visit is signed or over
├── TransitionRefused   SF-W103  the visit cannot go from this state to that one
├── NotAllowed          SF-W104  this role may not do it
├── SpanOverlap         SF-W105  time that lies over other time of the same provider or patient
├── InputRefused        SF-W106  a value cannot be taken; `field` names it
├── ClockRunning        SF-W107  a clock of this visit is still running
├── NotRunning          SF-W108  there is no running clock to stop
├── OperationReused     SF-W109  the same operation id came with another action
├── ClockForgotten      SF-W112  a clock was not stopped in time: its end has to be told
└── HaltOfTesting      SF-W115  a fall or near fall was reported and testing is not released
"""

from __future__ import annotations


class RecordRefused(Exception):
    """An action was refused and nothing was written. `says` what is wrong, `do` what helps, `field` where."""

    code = "SF-W100"
    status = 409

    def __init__(self, says: str, *, do: str, field: str | None = None) -> None:
        super().__init__(f"{self.code}  {says}  {do}")
        self.says = says
        self.do = do
        self.field = field


class StaleRow(RecordRefused):
    code = "SF-W101"


class VisitClosed(RecordRefused):
    code = "SF-W102"


class TransitionRefused(RecordRefused):
    code = "SF-W103"


class NotAllowed(RecordRefused):
    code = "SF-W104"
    status = 403


class SpanOverlap(RecordRefused):
    code = "SF-W105"


class InputRefused(RecordRefused):
    code = "SF-W106"
    status = 422


class ClockRunning(RecordRefused):
    code = "SF-W107"


class NotRunning(RecordRefused):
    code = "SF-W108"


class OperationReused(RecordRefused):
    code = "SF-W109"


class HaltOfTesting(RecordRefused):
    code = "SF-W115"


class ClockForgotten(RecordRefused):
    code = "SF-W112"


def stale_row() -> StaleRow:
    """The refusal of a change that was made from another version of the record than the present one."""
    return StaleRow(
        "Somebody else changed this record while it was open here.",
        do="Load the page again, look at the new values, and enter your change once more.",
    )


def reason_given(reason: str) -> str:
    """Return `reason` without the space around it; refuse one that says nothing."""
    if not reason.strip():
        raise InputRefused("A reason is missing.", do="Say in a few words why.", field="reason")
    return reason.strip()
