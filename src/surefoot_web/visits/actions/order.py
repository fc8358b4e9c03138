"""The order of the tests of a visit."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from surefoot_web.accounts.models import User
from surefoot_web.config.knowledge import load
from surefoot_web.records.actions import detail, writes
from surefoot_web.records.faults import InputRefused

from ..battery import ids_of, order_of
from ..models import BatteryOrder, Visit
from ..tests import live_trials
from .clocks import entered_at

STEPS = {"earlier": -1, "later": 1}


@writes("test.move")
def test_move(*, visit: Visit, test: str, to: str, on_stage: str, by: User, at: datetime) -> BatteryOrder:
    """Put `test` one place earlier or later among the tests as they stand now. `on_stage` is the test that the page shows, which stands among them too."""
    if to not in STEPS:
        raise InputRefused(_("Where the test goes is not said."), do=_("Choose earlier or later."), field="to")
    knowledge = load()
    shown = ids_of(knowledge, live_trials(visit), on_stage if on_stage in knowledge.tests else "", order_of(visit))
    if test not in shown:
        raise InputRefused(_("This test is not in the list."), do=_("Load the page again."), field="test")
    here = shown.index(test)
    there = here + STEPS[to]
    if not 0 <= there < len(shown):
        says = _("This test is the first already.") if there < 0 else _("This test is the last already.")
        raise InputRefused(says, do=_("Load the page again: somebody may have moved it."), field="to")
    shown[here], shown[there] = shown[there], shown[here]
    detail(test=test, to=to, place=there + 1)
    moment = entered_at(visit.battery_orders, at)
    return BatteryOrder.objects.create(clinic=visit.clinic, visit=visit, order=shown, by=by, at=moment)
