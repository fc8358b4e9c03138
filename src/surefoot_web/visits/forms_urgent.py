"""What may be said when urgent signs are acknowledged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from surefoot_web.records.lengths import LONGEST_SENTENCE

from .models import UrgentDone
from .urgent import Raised


class AcknowledgeForm(forms.Form):
    """Which signs, what was done, and words. The signs that wait are chosen; what was done nobody chooses beforehand."""

    signs = forms.MultipleChoiceField(
        label=_("Signs that you looked after"), widget=forms.CheckboxSelectMultiple, required=False
    )
    done = forms.ChoiceField(label=_("What was done"), choices=UrgentDone, widget=forms.RadioSelect, required=False)
    text = forms.CharField(
        label=_("In words"),
        help_text=_("Needed for the last two answers. Who was told, who came, what was found."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_SENTENCE,
        required=False,
    )

    def __init__(self, *args: Any, waiting: Sequence[Raised], seen: Sequence[str] = (), **kwargs: Any) -> None:
        """`seen` are signs that the page showed and that wait no more; the action says what became of them."""
        super().__init__(*args, **kwargs)
        labels = {sign.key: sign.label for sign in waiting}
        self.fields["signs"].choices = [*labels.items(), *((key, key) for key in seen if key not in labels)]
        self.initial["signs"] = list(labels)
