"""Tags for pages: `{% load surefoot %}`. Each part's context is written at the top of its template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.utils.dateformat import format as written
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from surefoot.drawings import size
from surefoot.pictures import norm_drawn
from surefoot.units import UNITS
from surefoot.wording import rests_on_unsure
from surefoot_web.components.pictures import profile_shown, result_shown

register = template.Library()

# answer or state -> (shape, word)
MARKS: dict[str, tuple[str, Promise]] = {
    "yes": ("disc", _("yes")),
    "no": ("square", _("no")),
    "not_known": ("ring", _("not known")),
    "met": ("disc", _("met")),
    "not_met": ("cross", _("not met")),
    "missing": ("ring", _("missing")),
    "block": ("octagon", _("blocked")),
    "hold": ("triangle", _("on hold")),
    "warn": ("triangle", _("look here")),
    "review": ("triangle", _("to review")),
}
CONFIDENCE: dict[str, tuple[int, Promise]] = {
    "verified": (3, _("verified")),
    "secondary": (2, _("secondary source")),
    "unverified": (1, _("unverified")),
}
UNDONE: dict[str, Promise] = {
    "not_done": _("not done"),
    "unable": _("tried, not able"),
    "partial": _("not complete"),
    "not_comparable": _("no comparison"),
    "not_asked": _("not asked"),
    "declined": _("declined"),
}
REASONS: dict[str, Promise] = {
    "unsafe": _("unsafe"),
    "declined": _("declined"),
    "no_equipment": _("no equipment"),
    "ended_early": _("visit ended early"),
    "symptoms": _("symptoms"),
    "not_indicated": _("not indicated"),
}
TICKED: dict[str, Promise] = {
    "assistance": _("with hands-on help"),
    "interrupted_timing": _("timing was interrupted"),
    "practice": _("practice trial, not scored"),
}
HAPPENED: dict[str, Promise] = {
    "unable": _("attempted and unable"),
    "near_fall": _("near fall"),
}
TIMED: dict[str, Promise] = {
    "across_reload": _("timed across a reload"),
    "across_devices": _("started on one device, stopped on another"),
    "server_clock": _("timed by the server’s clock"),
}
TOLD: dict[str, Promise] = {
    "deviation": _("done differently"),
    "invalid": _("does not count, because"),
}
SUFFIXES = sorted(  # how a key ends that carries a unit -> its sign, the longest ending first; a count has none
    (
        (unit.suffix, "" if unit.suffix == "_count" else unit.sign)
        for unit in UNITS.values()
        if unit.suffix.startswith("_")
    ),
    key=lambda pair: -len(pair[0]),
)
LISTS: dict[str, str] = {"stoppfall": "STOPPFall", "beers_2023_falls": "AGS Beers 2023", "steadi_rx": "STEADI-Rx"}
NOTICES: dict[str, str] = {"error": "stop", "warning": "look"}


def plain(number: float) -> str:
    """Return the number as people write it: 12.0 as "12", 9.25 as "9.25"."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


@register.inclusion_tag("components/parts/answer_mark.html")
def answer_mark(answer: str | None, words: str = "") -> dict[str, Any]:
    """Show an answer or a requirement's state as shape and word; anything unknown to us is shown as not known."""
    kind = answer if answer in MARKS else "not_known"
    shape, word = MARKS[kind]
    return {"kind": kind, "shape": shape, "word": word, "words": words}


@register.inclusion_tag("components/parts/confidence.html")
def confidence_mark(confidence: str | None) -> dict[str, Any]:
    """Show how sure a number is, by filled bars and a word; where nothing is said, it is unverified."""
    bars, word = CONFIDENCE.get(confidence or "", CONFIDENCE["unverified"])
    return {"bars": bars, "word": word}


@register.filter
def in_part(level: Mapping[str, Any]) -> str:
    """Say that a level that was reached rests in part on something unverified, and on what; where on nothing else, it says more."""
    says = rests_on_unsure(level.get("confidence"), level.get("trace"))[2:-1]
    if not says or level.get("rests_on_unverified") or level.get("level") == "not_known":
        return ""
    return f"{says[:1].upper()}{says[1:]}."


@register.inclusion_tag("components/parts/picture.html")
def result_picture(score: Mapping[str, Any]) -> dict[str, Any]:
    """Draw one score against norm and limits; nothing where there is neither."""
    return {"shown": result_shown(score)}


@register.inclusion_tag("components/parts/picture.html")
def profile_drawn(profile: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Draw the balance profile; nothing where the assessment has none."""
    return {"shown": profile_shown(profile)}


@register.filter
def other_norm(score: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the norm that the picture draws, where it is not the one that the sentence speaks of."""
    drawn = norm_drawn(score) if score.get("norms") else None
    return drawn if drawn and drawn["id"] != score["norms"][0]["id"] else None


@register.inclusion_tag("components/parts/source.html")
def source_reference(
    source_id: str, sources: Mapping[str, Any] | None = None, confidence: str | None = None
) -> dict[str, Any]:
    """Show a source by its citation and link; a source id that `sources` does not hold shows as the id itself."""
    entry = (sources or {}).get(source_id) or {}
    doi = entry.get("doi")
    address = entry.get("url") or (f"https://doi.org/{doi}" if doi else None)
    return {"id": source_id, "cite": entry.get("cite") or source_id, "address": address, "confidence": confidence}


@register.inclusion_tag("components/parts/drawing.html")
def drawing(name: str, alternative: str = "") -> dict[str, Any]:
    """A drawing of our own, with the room it takes, so that nothing moves when it comes. `alternative` is empty beside words that say the same."""
    width, height = size(name)
    return {"drawing": name, "alternative": alternative, "width": width, "height": height}


@register.filter
def undone(score: Mapping[str, Any]) -> str:
    """Return why there is no value, in words: "not done: unsafe"."""
    status = str(UNDONE.get(str(score.get("status")), _("not known")))
    reason = str(score.get("reason") or "")
    return reason if reason.startswith(status) else f"{status}: {REASONS.get(reason, reason)}" if reason else status


@register.filter
def measured(value: float | None) -> str:
    """Return a measurement as people write it, without trailing zeros; empty where there is none."""
    return "" if value is None else plain(float(value))


@register.filter
def sign(unit: str) -> str:
    """Return a unit as people write it: "cm2" is cm², a count has none."""
    return UNITS[unit].sign if unit in UNITS else unit


@register.filter
def day(of: date | str | None, length: str = "") -> str:
    """Return a day (a date, or one as ISO 8601) as people write it: "Nov 23, 2026"; `length` "long" names the weekday."""
    if not of:
        return ""
    of = date.fromisoformat(of) if isinstance(of, str) else of
    words = written(of, "l, F j, Y" if length == "long" else "M j, Y")
    return format_html('<time datetime="{}">{}</time>', of.isoformat(), words)


@register.filter(expects_localtime=True)
def moment(at: datetime | None, zone: str = "") -> str:
    """Return a moment by the clinic's clock: "Nov 23, 2026, 09:31"; any `zone` adds the short name of the time zone."""
    words = written(at, "M j, Y, H:i T" if zone else "M j, Y, H:i") if at else ""
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), words) if at else ""


@register.filter
def trial_words(trial: Mapping[str, Any]) -> str:
    """Return one trial in words, its units after its numbers: "time 14.2 s, with hands-on help"."""
    if trial.get("says"):
        return str(trial["says"])
    said = (
        trial if trial.get("timing") not in TIMED else {**trial, "interrupted_timing": False}
    )  # `timing` says it better
    return ", ".join(words for key, value in said.items() if (words := _entry_words(key, value)))


def _entry_words(key: str, value: Any) -> str:
    """One value of a trial; nothing where none was given, used or needed."""
    if value in (None, "", "none") or (key in TICKED and value is False):
        return ""
    if key in TICKED and value is True:
        return str(TICKED[key])
    if isinstance(value, bool):
        return f"{key.replace('_', ' ')}: {'yes' if value else 'no'}"
    if key in ("outcome", "event"):
        return str(HAPPENED.get(str(value), str(value).replace("_", " ")))
    if key == "timing":
        return str(TIMED.get(str(value), value))
    if key in TOLD:
        return f"{TOLD[key]}: {value}"
    return _measured_words(key, value)


def _measured_words(key: str, value: Any) -> str:
    ending, sign = next((pair for pair in SUFFIXES if key.endswith(pair[0])), ("", ""))
    words = key.removesuffix(ending).replace("_", " ")
    number = (
        plain(value) if isinstance(value, int | float) and not isinstance(value, bool) else str(value).replace("_", " ")
    )
    return f"{words} {number} {sign}".strip()


@register.filter
def list_name(list_id: str) -> str:
    """Return the name of a published list of fall-risk medicines."""
    return LISTS.get(list_id, list_id)


@register.filter
def notice_kind(tags: str) -> str:
    """Return the notice's look for Django's message tags: "", "look" or "stop"."""
    return next((NOTICES[tag] for tag in (tags or "").split() if tag in NOTICES), "")
