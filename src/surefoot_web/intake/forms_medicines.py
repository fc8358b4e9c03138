"""What staff say of the list of medicines: paste it, and say what an entry is that was not recognised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LEAVE, OTHER, IN_NO_CLASS, NOT_TAKEN, TAKE_BACK = "leave", "other", "in_no_class", "not_taken", "take_back"


class ListForm(forms.Form):
    """A text that holds a list of medicines."""

    text = forms.CharField(
        label=gettext_lazy("List of medicines"),
        help_text=gettext_lazy("Paste or write it as it stands: lines, commas, a table or a print-out."),
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off", "spellcheck": "false"}),
        max_length=20_000,
    )


class ConfirmForm(forms.Form):
    """One choice for each entry: a name that was offered, another name, no medicine of ours, not taken, or leave it.

    `shown` are the entries as the assessment publishes them. A recognised entry keeps what was read unless a person says otherwise.
    """

    def __init__(self, *args: Any, shown: Sequence[Mapping[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown = shown
        for place, medicine in enumerate(shown):
            self.fields[f"is_{place}"] = forms.ChoiceField(
                label=_question(medicine),
                choices=list(_choices(medicine)),
                widget=forms.RadioSelect,
                required=False,
                initial=LEAVE,
            )
            self.fields[f"name_{place}"] = forms.CharField(
                label=_("Name of the medicine"),
                required=False,
                max_length=200,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for place, _medicine in enumerate(self.shown):
            if given.get(f"is_{place}") == OTHER and not given.get(f"name_{place}"):
                self.add_error(f"name_{place}", _("Write the name of the medicine, or leave the entry as it is."))
        return given

    def rows(self) -> Iterator[dict[str, Any]]:
        """Each entry with its two fields."""
        for place, medicine in enumerate(self.shown):
            yield {"medicine": medicine, "choice": self[f"is_{place}"], "name": self[f"name_{place}"]}

    def said(self) -> dict[int, dict[str, Any] | None]:
        """{place: what it is} of the entries that a person decided on."""
        chosen = {place: self.cleaned_data.get(f"is_{place}") or LEAVE for place in range(len(self.shown))}
        return {place: self._what(place, choice) for place, choice in chosen.items() if choice != LEAVE}

    def _what(self, place: int, choice: str) -> dict[str, Any] | None:
        if choice == TAKE_BACK:
            return None
        if choice in (IN_NO_CLASS, NOT_TAKEN):
            return {choice: True}
        return {"name": self.cleaned_data[f"name_{place}"] if choice == OTHER else choice.partition(":")[2]}


def _question(medicine: Mapping[str, Any]) -> str:
    words = {"entry": medicine["written"]}
    if medicine["recognised"]:
        return _("“%(entry)s”: what is it?") % words
    return (_("“%(entry)s”: is it taken?") if medicine["doubts"] else _("“%(entry)s”: did you mean …?")) % words


def _choices(medicine: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for one in medicine["candidates"]:
        parts = [one["name"], *([", ".join(one["ingredients"])] if [one["name"]] != one["ingredients"] else [])]
        classes = "; ".join(one["classes"]) or _("none of the classes")
        offered = f"{' = '.join(parts)} ({classes})"
        yield f"name:{one['name']}", _("Taken: %(name)s") % {"name": offered} if medicine["doubts"] else offered
    yield OTHER, _("It is another medicine: write its name below")
    yield IN_NO_CLASS, _("I checked: it belongs to none of the classes")
    yield NOT_TAKEN, _("It is not taken any more")
    if medicine["confirmed"]:
        yield TAKE_BACK, _("Take back what was said")
    yield LEAVE, _("Leave it as it is") if medicine["recognised"] else _("Leave it: not known")
