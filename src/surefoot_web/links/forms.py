"""What is typed: who answers, before a link is made; the date of birth, where a second device asks for the form."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class BirthDateForm(forms.Form):
    """Month, day and year apart, as people in the United States say a date; each is typed."""

    month = forms.IntegerField(label=gettext_lazy("Month (1 to 12)"))
    day = forms.IntegerField(label=gettext_lazy("Day"))
    year = forms.IntegerField(label=gettext_lazy("Year (4 digits)"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            try:
                given["birth_date"] = date(given["year"], given["month"], given["day"])
            except (ValueError, OverflowError):
                self.add_error("day", _("This day is not in the calendar. Please look at day and month."))
        return given
