"""What the gallery shows: each part in each state, from `samples.yaml` (made up, no patient's data)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from django import forms

PAGES = {
    "parts": "components/gallery/parts.html",
    "visit": "components/gallery/visit.html",
    "patient": "components/gallery/patient.html",
    "letter": "components/gallery/letter.html",
    "error": "components/error.html",
}
SAMPLES = Path(__file__).with_name("samples.yaml")


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


def context_for(page: str) -> dict[str, Any]:
    """Return the context of one gallery page."""
    samples: dict[str, Any] = yaml.safe_load(SAMPLES.read_text(encoding="utf-8"))
    shared = {"clinic": {"name": "Sample Clinic"}, **samples["shared"]}
    forms_shown = {"empty_form": SampleForm(prefix="empty"), "refused_form": _refused_form()} if page == "parts" else {}
    return {**shared, **samples.get(page, {}), **forms_shown}


def _refused_form() -> SampleForm:
    typed = {"time_s": "142", "aid": "cane", "shoes": "own", "remark": "Paused at the turn."}
    form = SampleForm({f"refused-{name}": value for name, value in typed.items()}, prefix="refused")
    form.full_clean()
    return form
