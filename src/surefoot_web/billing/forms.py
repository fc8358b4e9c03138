"""Forms of the coding decision and of a claim."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from surefoot_web.records.lengths import LONGEST_REASON

from .models import Form

MOST_BYTES = 1_000_000  # of an acknowledgement


def _reason(label: Any, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=help_text, max_length=LONGEST_REASON, required=required, widget=area)


class SettleForm(forms.Form):
    """How a review is settled."""

    reason = _reason(_("How it is settled, and why"), _("It stands with your name and the time beside the review."))


class UnitsForm(forms.Form):
    """Units set by hand, or taken back."""

    units = forms.IntegerField(
        label=_("Units"),
        min_value=0,
        required=False,
        help_text=_("Leave it empty to take an earlier change back."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    reason = _reason(_("Why"), _("It stands on every output beside the units."))


class MakeForm(forms.Form):
    """What file to make of a claim."""

    form = forms.ChoiceField(label=_("What to make"), choices=Form, widget=forms.RadioSelect, initial=Form.X12)
    test = forms.BooleanField(label=_("Mark an 837P as a test, not to be paid"), required=False, initial=True)
    reason = _reason(
        _("Why there is another one"),
        _("Only where a file to be paid was made of the claim before."),
        required=False,
    )


class BatchForm(forms.Form):
    """Which claims go into one 837P."""

    visits = forms.MultipleChoiceField(label=_("Claims"), widget=forms.CheckboxSelectMultiple)
    test = forms.BooleanField(label=_("Mark it as a test, not to be paid"), required=False, initial=True)
    reason = _reason(
        _("Why there is another one"),
        _("Only where a file to be paid was made of one of them before."),
        required=False,
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["visits"].choices = choices


class AcknowledgementForm(forms.Form):
    """A 999 or 277CA as the clearing house or payer returned it."""

    file = forms.FileField(
        label=_("999 or 277CA file"),
        help_text=_("As the clearing house or payer returned it; at most 1 MB."),
        allow_empty_file=True,
    )

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                _("The file has more than 1 MB: it is no 999 and no 277CA. Choose another one.")
            )
        content: bytes = file.read()
        return content
