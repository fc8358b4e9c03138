"""What staff enter themselves: scores of other questionnaires, and findings that only staff can judge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surefoot.knowledge import Knowledge
from surefoot.knowledge.model import Data, Entry
from surefoot.units import plain

NOT_ASKED = "not_asked"
WITHOUT_VALUE = ("unsure", "declined", NOT_ASKED)
YES_NO = [("", gettext_lazy("Not judged")), ("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]


def staff_items(knowledge: Knowledge) -> Iterator[tuple[Entry, Data]]:
    """Every item that staff enter and no patient is asked, with its questionnaire."""
    for form in knowledge.questionnaires.values():
        yield from ((form, item) for item in form["items"] if item.get("staff_only"))


class ScoresForm(forms.Form):
    """One field an item, named `section.item`, under the title of its questionnaire. A field left empty says nothing."""

    def __init__(self, *args: Any, knowledge: Knowledge, answers: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = {f"{form.id}.{item['id']}": (form, item) for form, item in staff_items(knowledge)}
        for name, (form, item) in self.items.items():
            self.fields[name] = _field(item, _shown(answers.get(form.id, {}).get(item["id"])))

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields by questionnaire: [(its name, its fields)]."""
        found: dict[str, list[forms.BoundField]] = {}
        for name, (form, _item) in self.items.items():
            found.setdefault(form["label"], []).append(self[name])
        return list(found.items())

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name, (_form, item) in self.items.items():
            if item["type"] in ("count", "number") and given.get(name):
                given[name] = self._number(name, given[name])
        return given

    def changed(self) -> Iterator[tuple[str, str, Any]]:
        """(section, key, value) of what was entered or changed; an entry taken out again was "not_asked"."""
        for name in self.changed_data:
            form, item = self.items[name]
            value = self.cleaned_data.get(name)
            if value in (None, ""):
                yield form.id, item["id"], NOT_ASKED
            else:
                yield form.id, item["id"], _kept(item, value)

    def _number(self, name: str, typed: str) -> float | int | None:
        low, high = self.items[name][1]["range"]
        whole = self.items[name][1].get("unit") != "percent"
        number = _read_number(typed, whole=whole)
        if number is not None and low <= number <= high:
            return number
        says = (
            _("Write a whole number from %(low)s to %(high)s.")
            if whole
            else _("Write a number from %(low)s to %(high)s.")
        )
        self.add_error(name, says % {"low": plain(low), "high": plain(high)})
        return None


def _read_number(typed: str, *, whole: bool) -> float | int | None:
    text = typed.strip().replace(",", ".")
    if text.isdecimal():
        return int(text)
    return float(text) if not whole and text.replace(".", "", 1).isdecimal() else None


def _kept(item: Data, value: Any) -> Any:
    """A value as the answers keep it."""
    if item["type"] == "yes_no":
        return value == "yes"
    return value.isoformat() if item["type"] == "date" else value


def _field(item: Data, initial: str) -> forms.Field:
    about = {"label": item["text"]["en"], "required": False, "initial": initial, "help_text": item.get("note", "")}
    if item["type"] == "yes_no":
        return forms.ChoiceField(choices=YES_NO, **about)
    if item["type"] == "choice":
        words = [(choice["id"], choice["text"]["en"]) for choice in item["choices"]]
        return forms.ChoiceField(choices=[("", gettext_lazy("Not asked")), *words], **about)
    if item["type"] == "date":
        about["initial"] = date.fromisoformat(initial) if initial else None
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **about)
    return forms.CharField(widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}), **about)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return plain(value)
    return value if isinstance(value, str) and value not in WITHOUT_VALUE else ""
