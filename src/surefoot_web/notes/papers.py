"""The papers of a visit: what each is for, in which languages and print, and why one is not there; each made from the record shown.

Of an open visit that is the record as it stands, and every page is marked a draft; of a signed one what was sealed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from surefoot.note.letters import Letter, letters_of
from surefoot_web.config.knowledge import load
from surefoot_web.visits.case import names_of
from surefoot_web.visits.models import Visit

Data = dict[str, Any]

LANGUAGES = {"en": "English", "es": "Español"}
LETTER = "letter-"


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper as the page lists it. `why_not` says why it is not there; empty where it is."""

    name: str
    label: str
    purpose: str
    why_not: str = ""
    languages: tuple[str, ...] = tuple(LANGUAGES)
    prints: tuple[str, ...] = ("",)  # ways of printing: usual alone, or large besides

    @property
    def ways(self) -> list[Data]:
        """Each language and print with its query."""
        return [
            {
                "query": query_of(language, large == "large"),
                "language": language,
                "says": LANGUAGES[language] if len(self.languages) > 1 else "",
                "large": large == "large",
            }
            for large in self.prints
            for language in self.languages
        ]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page asks of a paper: its language and its print."""

    language: str
    large: bool


def query_of(language: str, large: bool) -> str:
    return f"?language={language}{'&large=1' if large else ''}"


def papers_for_patient(case: Mapping[str, Any], assessment: Mapping[str, Any]) -> list[Paper]:
    """What the patient takes home."""
    from surefoot.note import why_no_checklist, why_no_log

    return [
        Paper(
            "handout",
            _("Handout"),
            _("For the patient: the agreed steps, what was found in plain words, what to do after a fall."),
            prints=("", "large"),
        ),
        Paper(
            "home-checklist",
            _("Home-safety checklist"),
            _("For the patient: what to look for at home, in large print, each with a box to tick."),
            _why_no_paper(why_no_checklist(case, assessment), _("No step for the home was accepted.")),
        ),
        Paper(
            "exercise-log",
            _("Exercise log"),
            _("For the patient: the exercises that were held safely, in large print, with boxes for four weeks."),
            _why_no_paper(why_no_log(case, assessment), _("No exercise was accepted.")),
        ),
    ]


def _why_no_paper(why: str, not_accepted: str) -> str:
    says = {
        "void": _("The visit was cancelled or entered in error."),
        "not_accepted": not_accepted,
        "changed": _("Every exercise that was accepted was changed; the words on file are not the plan any more."),
        "not_held": _("No exercise was held safely in the tests, so none may be done alone."),
    }
    return says.get(why, "")


def letters_shown(case: Mapping[str, Any], assessment: Mapping[str, Any]) -> list[Paper]:
    """A letter for each recipient that the plan asks."""
    return [_letter(one) for one in letters_of(case, assessment)]


def _letter(one: Letter) -> Paper:
    asks = "; ".join(ask["label"] for ask in one.asks)
    return Paper(name_of(one.recipient), one.label, _("Asks for: %(asks)s") % {"asks": asks}, languages=("en",))


def letters_missing(case: Mapping[str, Any], assessment: Mapping[str, Any]) -> list[Data]:
    """Every other recipient of the closed list, with why there is no letter to it."""
    there = {one.recipient for one in letters_of(case, assessment)}
    known = sorted(load().recipients.values(), key=lambda one: int(one["order"]))
    reasons = _Reasons(case, assessment)
    return [{"label": one["label"], "says": reasons.of(one.id)} for one in known if one.id not in there]


class _Reasons:
    """Why there is no letter to a recipient."""

    def __init__(self, case: Mapping[str, Any], assessment: Mapping[str, Any]) -> None:
        suggestions = assessment.get("suggestions", ())
        self.void = bool(letters_void(case))
        self.older = bool(suggestions) and not any("letter" in one for one in suggestions)
        self.asked: dict[str, list[str]] = {}
        for one in suggestions:
            for recipient in one.get("letter", ()):
                self.asked.setdefault(recipient["id"], []).append(one["label"])

    def of(self, recipient: str) -> str:
        if self.void:
            return _("The visit was cancelled or entered in error.")
        if self.older:
            return _("The visit was signed before there were letters.")
        if recipient in self.asked:
            return _("Not accepted: %(labels)s.") % {"labels": "; ".join(self.asked[recipient])}
        return _("Nothing suggested at this visit asks them.")


def letters_void(case: Mapping[str, Any]) -> bool:
    """Whether the visit leaves no letter at all."""
    from surefoot.note.letters import VOID

    return case["visit"].get("status") in VOID


def name_of(recipient: str) -> str:
    """The name of a letter in an address."""
    return LETTER + recipient.replace("_", "-")


def built(visit: Visit, name: str, asked: Asked, case: Data, assessment: Data) -> Any:
    """The paper of that name as a document, or None where this visit has none."""
    maker = dict(_makers(visit, asked, case, assessment)).get(name)
    return maker() if maker else None


def _makers(visit: Visit, asked: Asked, case: Data, assessment: Data) -> Iterator[tuple[str, Any]]:
    """How each paper of the visit is made; those that are not there are left out."""
    from surefoot.note import build_exercise_log, build_handout, build_home_checklist, build_letter

    names, draft = names_of(visit), not visit.is_signed
    home = {"language": asked.language, "names": names, "draft": draft}
    made = {"home-checklist": build_home_checklist, "exercise-log": build_exercise_log}
    for paper in papers_for_patient(case, assessment):
        if paper.name == "handout":
            yield paper.name, lambda: build_handout(case, assessment, large_print=asked.large, **home)
        elif not paper.why_not:
            yield paper.name, lambda make=made[paper.name]: make(case, assessment, **home)
    for letter in letters_of(case, assessment):
        to = letter.recipient
        yield name_of(to), lambda to=to: build_letter(case, assessment, to, names=names, knowledge=load())
