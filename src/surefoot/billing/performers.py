"""Who performed the service, in Medicare's eyes, and under which discipline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from surefoot.billing.found import Case, Found, text
from surefoot.billing.spans import Span
from surefoot.knowledge import Knowledge
from surefoot.knowledge.model import Entry
from surefoot.values import Tri

_DISCIPLINES = ("PT", "OT")


@dataclass(frozen=True, slots=True)
class Performers:
    """The spans whose time counts or would count with a qualified performer, each with the performer's credential, if known."""

    spans: tuple[tuple[Span, Entry | None], ...]

    def medicare(self, *words: str) -> tuple[Span, ...]:
        return tuple(span for span, entry in self.spans if entry is not None and entry["medicare"] in words)

    @property
    def unknown(self) -> tuple[Span, ...]:
        return tuple(span for span, entry in self.spans if entry is None or entry["medicare"] == "review")

    @property
    def disciplines(self) -> set[str]:
        return {entry["discipline"] for _, entry in self.spans if entry is not None} & set(_DISCIPLINES)


def performers_of(spans: tuple[Span, ...] | None, knowledge: Knowledge) -> Performers:
    """The performers of every span that could count were the performer qualified; of every counting activity if there is none."""
    wanted = [span for span in spans or () if span.wanted is not Tri.NO]
    listed = [span for span in wanted if span.but_for("skilled")] or wanted
    return Performers(tuple((span, knowledge.credentials.get(span.credential or "")) for span in listed))


def credential_of(case: Case, person: str | None, knowledge: Knowledge) -> Entry | None:
    """The credential of a person the case lists, or None."""
    named: Case = next((one for one in case.get("providers") or () if person and one["id"] == person), {})
    return knowledge.credentials.get(named.get("credential") or "")


def discipline(case: Case, performers: Performers) -> Found:
    """PT or OT: the performer's own, else the plan's, else PT, unless the two disagree."""
    own, plan = performers.disciplines, (case.get("plan_of_care") or {}).get("discipline")
    if len(own) > 1:
        return Found(None, "performers of two disciplines")
    if plan is not None and (plan not in _DISCIPLINES or (own and plan not in own)):
        return Found(None, "the plan of care names another discipline", ("plan_of_care.discipline",))
    if plan is not None:
        return Found(plan, evidence=("plan_of_care.discipline",))
    return Found(own.pop() if own else _DISCIPLINES[0])


def performer_facts(case: Case, knowledge: Knowledge, performers: Performers) -> dict[str, Found]:
    """What the payer layer reads about performers, assistants and the signer."""
    barred, fit = performers.medicare("no"), performers.medicare("yes", "assistant")
    known = Tri.NOT_KNOWN if performers.unknown or not performers.spans else Tri.YES
    signer = credential_of(case, ((case.get("report") or {}).get("signed") or {}).get("by"), knowledge)
    return {
        "billing.performers_known": Found(known.bool_or_none, "performer or credential not known", _paths(fit)),
        "billing.barred_performer_only": Found(bool(barred) and not fit, evidence=_paths(barred)),
        "billing.barred_performer_in_part": Found(bool(barred) and bool(fit), evidence=_paths(barred)),
        "billing.signer_may_report": _may_report(signer),
        **_assistant_facts(case, knowledge, performers),
    }


def _assistant_facts(case: Case, knowledge: Knowledge, performers: Performers) -> dict[str, Found]:
    own = performers.medicare("assistant")
    fields = {entry["discipline"] for span, entry in performers.spans if entry is not None and span in own}
    whole = sum(span.time_s or 0 for span, _ in performers.spans)
    share = 100 * sum(span.time_s or 0 for span in own) / whole if whole else 0.0
    paths = _paths(own)
    return {
        "billing.assistant_performed": Found(bool(own), evidence=paths),
        "billing.assistant_in_part": Found(bool(own) and len(own) < len(performers.spans), evidence=paths),
        "billing.assistant_discipline": Found(fields.pop() if len(fields) == 1 else None, "no assistant", paths),
        "billing.assistant_share_percent": Found(share, evidence=paths),
        "billing.assistant_under_therapist": _under_therapist(case, knowledge, performers),
    }


def _under_therapist(case: Case, knowledge: Knowledge, performers: Performers) -> Found:
    signed: Mapping[str, str] = (case.get("report") or {}).get("signed") or {}
    responsible = text(case["visit"].get("provider")) or signed.get("by")
    credential = credential_of(case, responsible, knowledge)
    if credential is None:
        return Found(None, "the responsible provider's credential is not known")
    same = credential["discipline"] in performers.disciplines
    return Found(credential["medicare"] == "yes" and same, evidence=("visit.provider",))


def _may_report(signer: Entry | None) -> Found:
    if signer is None or signer["medicare"] == "review":
        return Found(None, "the signer's credential is not known")
    return Found(signer["medicare"] == "yes", evidence=("report.signed",))


def _paths(spans: tuple[Span, ...]) -> tuple[str, ...]:
    return tuple(span.path for span in spans)
