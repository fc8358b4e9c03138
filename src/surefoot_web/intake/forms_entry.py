"""What staff type in on one page: the answers of a paper form, or those that were left for them. Keyboard only; blank is not known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surefoot.instruments import split_list
from surefoot.units import plain
from surefoot_web.config.knowledge import load

from .forms import NOT_SURE, RATHER_NOT, check_means
from .paper import Numbered
from .questions import MEDICINES

BLANK = ("", "")
ALWAYS = [(NOT_SURE, gettext_lazy("Not sure")), (RATHER_NOT, gettext_lazy("Would rather not say"))]
YES_NO = [BLANK, ("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No")), *ALWAYS]
NONE = "none"


class EntryForm(forms.Form):
    """One field an item, in the order of the paper and with its numbers. A field left blank writes nothing."""

    def __init__(self, *args: Any, numbered: Sequence[Numbered], answers: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbered, self.items = list(numbered), {}
        for one in self.numbered:
            for item in one.items:
                name = f"{one.section}.{item['id']}"
                self.items[name] = (one, item)
                self.fields[name] = _field(one, item, _shown(one, item, answers.get(one.section)))

    def groups(self) -> Iterator[tuple[Numbered, list[forms.BoundField]]]:
        """Each number of the paper with its fields."""
        for one in self.numbered:
            yield one, [self[f"{one.section}.{item['id']}"] for item in one.items]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name, (_one, item) in self.items.items():
            if item["type"] in ("count", "number") and given.get(name):
                given[name] = self._number(name, item, given[name])
        return given

    def answers(self) -> dict[str, Any]:
        """What was typed or changed, by section. An answer taken out again was "not_asked"."""
        found: dict[str, Any] = {}
        for name in self.changed_data:
            one, item = self.items[name]
            value = _kept(one, item, self.cleaned_data.get(name))
            if item["type"] == MEDICINES:
                found[one.section] = value
            else:
                found.setdefault(one.section, {})[item["id"]] = value
        return found

    def _number(self, name: str, item: Mapping[str, Any], typed: str) -> Any:
        low, high = item["range"]
        words = {"?": NOT_SURE, "-": RATHER_NOT}
        if typed.strip() in words:
            return words[typed.strip()]
        try:
            number = int(typed.strip())
        except ValueError:
            number = low - 1
        if low <= number <= high:
            return number
        says = _("Write a whole number from %(low)s to %(high)s, or ? for not sure, or - for would rather not say.")
        self.add_error(name, says % {"low": plain(low), "high": plain(high)})
        return None


def _field(one: Numbered, item: Mapping[str, Any], initial: Any) -> forms.Field:
    words = item.get("line", item["text"]) if len(one.items) > 1 else item["text"]
    label = words["en"] if len(one.items) > 1 else f"{one.number}. {words['en']}"
    about: dict[str, Any] = {"label": label, "required": False, "initial": initial}
    if item["type"] == "yes_no":
        return forms.ChoiceField(choices=YES_NO, **about)
    if item["type"] == "choice":
        return forms.ChoiceField(choices=[BLANK, *_choices(item), *ALWAYS], **about)
    if item["type"] == "choices":
        return forms.MultipleChoiceField(
            choices=[*_choices(item), (NONE, _("None of these")), *ALWAYS],
            widget=forms.CheckboxSelectMultiple,
            **about,
        )
    if item["type"] == MEDICINES:
        help_text = _("One on each line. Write none where the paper says that no medicine is taken.")
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), help_text=help_text, **about)
    return forms.CharField(widget=forms.TextInput(attrs={"autocomplete": "off"}), **about)


def _yes_means(one: Numbered, item: Mapping[str, Any]) -> bool:
    """What yes to the words on the paper answers: a line such as "I lack grab bars" turns its question round."""
    return check_means(item) if len(one.items) > 1 else True


def _choices(item: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(choice["id"], choice["text"]["en"]) for choice in item["choices"]]


def _kept(one: Numbered, item: Mapping[str, Any], value: Any) -> Any:
    if item["type"] == MEDICINES and value:
        return _medicines(str(value))
    if value in (None, "", []):
        return "not_asked"
    if item["type"] == "yes_no" and value in ("yes", "no"):
        return (value == "yes") is _yes_means(one, item)
    if item["type"] == "choices":
        alone = next((word for word in (NOT_SURE, RATHER_NOT) if word in value), None)
        return alone or [word for word in value if word != NONE]
    return value


def _medicines(typed: str) -> Any:
    if typed.strip().lower() in ("none", "ninguna", "0"):
        return []
    pasted = split_list(typed, load())
    kept = [one.line for one in pasted.left_out if one.kind not in ("none", "nothing") and not one.line.endswith(":")]
    listed = [{"name": name} for name in (*pasted.entries, *kept)]
    return listed or "not_asked"


def _shown(one: Numbered, item: Mapping[str, Any], section: Any) -> Any:
    """What was answered before, as the field shows it."""
    if item["type"] == MEDICINES:
        if isinstance(section, list):
            return "\n".join(str(one["name"]) for one in section) or "none"
        return ""
    value = section.get(item["id"]) if isinstance(section, Mapping) else None
    if isinstance(value, bool):
        return "yes" if value is _yes_means(one, item) else "no"
    if item["type"] in ("count", "number") and value in (NOT_SURE, RATHER_NOT):
        return "?" if value == NOT_SURE else "-"
    if isinstance(value, int | float):
        return plain(value)
    if item["type"] == "choices":
        return value or [NONE] if isinstance(value, list) else [value] if value else []
    return value if isinstance(value, str) and value != "not_asked" else ""
