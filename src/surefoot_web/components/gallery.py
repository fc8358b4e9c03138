"""What the gallery shows: each part in each state, from `samples*.yaml` (made up, no patient's data; nothing is read from the database)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message

PAGES = {
    "parts": "components/gallery/parts.html",
    "staff": "components/gallery/staff.html",
    "visit": "components/gallery/visit.html",
    "patient": "components/gallery/patient.html",
    "letter": "components/gallery/letter.html",
    "error": "components/error.html",
}
SAMPLES = tuple(Path(__file__).with_name(name) for name in ("samples.yaml", "samples_staff.yaml"))
MESSAGES = (
    (constants.SUCCESS, "The visit was started."),
    (constants.WARNING, "The visit of August was never signed."),
    (constants.ERROR, "The visit could not be started."),
)
DAYS_OUT = 12  # how long the sample referral is out


class SampleForm(forms.Form):
    """One field of each kind, so that the gallery shows them empty, filled and refused."""

    time_s = forms.DecimalField(
        label="Time",
        max_value=120,
        help_text="From the word go until seated again.",
        error_messages={"max_value": "142 s is more than this test allows. If the decimal point slipped, enter 14.2."},
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    aid = forms.ChoiceField(label="Walking aid", choices=[("none", "None"), ("cane", "Cane"), ("walker", "Walker")])
    shoes = forms.ChoiceField(
        label="Shoes", choices=[("own", "Own shoes"), ("bare", "Barefoot")], widget=forms.RadioSelect, required=False
    )
    remark = forms.CharField(label="Remark", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    present = forms.ChoiceField(
        label="Patient present", choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect, required=False
    )
    practice = forms.BooleanField(label="Practice trial, not scored", help_text="It stays on record.", required=False)


class SampleItem(dict[str, Any]):
    """A plan item that says how long it is out."""

    def days_open(self, _day: object) -> int | None:
        return DAYS_OUT if self.get("referred") else None


def context_for(page: str) -> dict[str, Any]:
    """Return the context of one gallery page."""
    samples: dict[str, Any] = {}
    for path in SAMPLES:
        samples |= yaml.safe_load(path.read_text(encoding="utf-8"))
    shared = {"clinic": {"name": "Sample Clinic"}, "gallery_pages": list(PAGES), "page": page, **samples["shared"]}
    shown = {**shared, **samples.get(page, {})}
    if page in ("parts", "staff"):
        shown |= {"empty_form": SampleForm(prefix="empty"), "refused_form": _refused_form()}
    if page == "parts":
        shown["messages"] = [Message(level, text) for level, text in MESSAGES]
    if page == "staff":
        shown["item"] = SampleItem(shown["item"])
    return shown


def _refused_form() -> SampleForm:
    typed = {"time_s": "142", "aid": "cane", "shoes": "own", "remark": "Paused at the turn."}
    form = SampleForm({f"refused-{name}": value for name, value in typed.items()}, prefix="refused")
    form.full_clean()
    return form
