"""What an administrator may type about the clinic: its state, scopes of practice, payers, files of its own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from surefoot_web.config.knowledge import load

from .roles import Credential
from .states import STATES

DAY = {"type": "date"}
QUARTERS = r"20\d\d[qQ][1-4]"


def _first_day() -> forms.DateField:
    return forms.DateField(label=_("From this day on"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))


class StateForm(forms.Form):
    """The state the clinic works in, from a day on."""

    value = forms.ChoiceField(label=_("State"), choices=[(one, one) for one in ("", *STATES)])
    first_day = _first_day()


class DefaultPolicyForm(forms.Form):
    """The payer policy offered for new patients, from a day on."""

    value = forms.ChoiceField(label=_("Payer policy"))
    first_day = _first_day()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].choices = [(id_, policy["title"]) for id_, policy in load().policies.items()]


class ScopeForm(forms.Form):
    """Whether the service is within the scope of practice of a credential in a state; nothing is chosen beforehand."""

    credential = forms.ChoiceField(label=_("Credential"), choices=[("", ""), *Credential.choices])
    state = forms.ChoiceField(label=_("State"), choices=[(one, one) for one in ("", *STATES)])
    within_scope = forms.TypedChoiceField(
        label=_("Testing physical performance is within this scope of practice"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda word: word == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )


class Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several; the cleaned value is a list."""

    widget = Files

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not given:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [super(FilesField, self).clean(one, initial) for one in given]


class PolicyFilesForm(forms.Form):
    """Files of payer policies, clinic readings and their sources."""

    files = FilesField(
        label=_("Policy files"),
        help_text=_("YAML, all files that belong together at once: the policy and the sources it cites."),
        widget=Files(attrs={"accept": ".yaml"}),
    )

    def clean_files(self) -> dict[str, str]:
        """{name: text} of every file."""
        given = self.cleaned_data["files"]
        faults = [fault for one in given for fault in self._faults(one)]
        names = [one.name for one in given]
        faults += [_("Two files are called %s.") % name for name in sorted({n for n in names if names.count(n) > 1})]
        if faults:
            raise forms.ValidationError(faults)
        return {one.name: self._text(one) or "" for one in given}

    def _faults(self, one: Any) -> list[Any]:
        if one.size > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return [_("%s is too large for a policy.") % one.name]
        return [] if self._text(one) is not None else [_("%s is no text in UTF-8.") % one.name]

    @staticmethod
    def _text(one: Any) -> str | None:
        one.seek(0)
        try:
            return str(one.read().decode("utf-8"))
        except UnicodeDecodeError:
            return None


class EditsForm(forms.Form):
    """The published NCCI tables of one setting and quarter."""

    files = FilesField(
        label=_("Pairs of codes"),
        help_text=_("All parts of one table, as they were downloaded: zip, text or spreadsheet. Keep their names."),
    )
    units = forms.FileField(
        label=_("Medically unlikely edits"), required=False, help_text=_("Of the same setting. May be left out.")
    )
    setting = forms.ChoiceField(
        label=_("Setting"),
        required=False,
        choices=[
            ("", _("As the names of the files say")),
            ("practitioner", _("Practitioner")),
            ("hospital_outpatient", _("Hospital outpatient")),
        ],
    )
    quarter = forms.RegexField(
        label=_("Quarter"),
        regex=rf"^{QUARTERS}$",
        required=False,
        help_text=_("Where the names of the files do not say it, such as 2026q4."),
        error_messages={"invalid": _("Write it as 2026q4.")},
    )
