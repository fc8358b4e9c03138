"""What staff enter themselves: scores of other questionnaires, and findings that only staff can judge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surefoot.knowledge import Knowledge
from surefoot.knowledge.model import Data, Entry
from surefoot.units import plain

NOT_ASKED = "not_asked"
YES_NO = [("", gettext_lazy("Not judged")), ("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]


def staff_items(knowledge: Knowledge) -> Iterator[tuple[Entry, Data]]:
    """Every item that staff enter and no patient is asked, with its questionnaire."""
    for form in knowledge.questionnaires.values():
        yield from ((form, item) for item in form["items"] if item.get("staff_only"))


class ScoresForm(forms.Form):
    """One field an item, named `section.item`. A field left empty says nothing."""

    def __init__(self, *args: Any, knowledge: Knowledge, answers: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = {f"{form.id}.{item['id']}": (form, item) for form, item in staff_items(knowledge)}
        for name, (form, item) in self.items.items():
            self.fields[name] = _field(item, _shown(answers.get(form.id, {}).get(item["id"])))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name, (_form, item) in self.items.items():
            if item["type"] != "yes_no" and given.get(name):
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
                yield form.id, item["id"], value == "yes" if item["type"] == "yes_no" else value

    def _number(self, name: str, typed: str) -> int | None:
        low, high = self.items[name][1]["range"]
        if typed.isdecimal() and low <= int(typed) <= high:
            return int(typed)
        self.add_error(
            name, _("Write a whole number from %(low)s to %(high)s.") % {"low": plain(low), "high": plain(high)}
        )
        return None


def _field(item: Data, initial: str) -> forms.Field:
    about = {"label": item["text"]["en"], "required": False, "initial": initial}
    if item["type"] == "yes_no":
        return forms.ChoiceField(choices=YES_NO, **about)
    return forms.CharField(widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}), **about)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return plain(value) if isinstance(value, int | float) else ""
