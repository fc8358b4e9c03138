"""What is usually said when a suggestion is changed or declined, so that one tap records it. Own words stay possible beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import DeclinedBy, Verdict


@dataclass(frozen=True, slots=True)
class Usual:
    """One button: what it says, and the words that enter the record. `needs` names the part a suggestion must have for it."""

    id: str
    label: Promise
    record: str
    verdict: Verdict
    declined_by: str = ""
    needs: str = ""

    @property
    def value(self) -> str:
        """What the button sends."""
        return f"{self.verdict}.{self.id}"


def _change(id_: str, label: Promise, record: str, needs: str = "") -> Usual:
    return Usual(id_, label, record, Verdict.CHANGED, needs=needs)


def _decline(id_: str, label: Promise, record: str, by: DeclinedBy) -> Usual:
    return Usual(id_, label, record, Verdict.DECLINED, by)


USUAL = (
    _change("less", _("Starts with less, builds up"), "starts with less and builds up", "dose"),
    _change("less_often", _("Less often"), "less often than the dose named", "dose"),
    _change("therapist", _("With a therapist only"), "exercises with a therapist only, none alone", "exercises"),
    _change("other_service", _("Another service does it"), "another service does it than the one named", "by_whom"),
    _change("in_part", _("Only a part of it"), "only a part of it for now"),
    _change("starts_later", _("Starts later"), "starts later"),
    _decline("not_wanted", _("Patient does not want it"), "does not want it now", DeclinedBy.PATIENT),
    _decline("out_of_reach", _("No access, or the cost"), "out of reach: access, cost or time", DeclinedBy.PATIENT),
    _decline("not_suited", _("Not appropriate now"), "not appropriate for this person now", DeclinedBy.PROVIDER),
    _decline("in_place", _("Already done"), "done or in place already", DeclinedBy.PROVIDER),
    _decline("other_clinician", _("Another clinician sees to it"), "another clinician sees to it", DeclinedBy.PROVIDER),
    _decline("later", _("Later"), "later, something else comes first", DeclinedBy.PROVIDER),
)
OWN_WORDS = {  # a decline in own words names who declined; what the button sends
    f"{Verdict.DECLINED}.{DeclinedBy.PATIENT}": DeclinedBy.PATIENT,
    f"{Verdict.DECLINED}.{DeclinedBy.PROVIDER}": DeclinedBy.PROVIDER,
}


def usual_for(suggestion: Mapping[str, Any], verdict: str = "") -> list[Usual]:
    """The usual words that fit what is known of a suggestion."""
    fitting = (one for one in USUAL if not one.needs or suggestion.get(one.needs))
    return [one for one in fitting if verdict in ("", one.verdict)]
