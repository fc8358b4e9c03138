"""A full case of a plainly synthetic patient and an assessment of it, every list filled, made by hand."""

from __future__ import annotations

import copy
from types import SimpleNamespace
from typing import Any

import pytest

DIGEST = "5f" * 32
TUG, CHAIR, BALANCE, NORM, STUDY, CODE = (
    "made-tug",
    "made-chair",
    "made-balance",
    "made-norm",
    "made-study",
    "made-code",
)


def span(start: str, end: str, activity: str) -> dict[str, Any]:
    moment = "2026-11-20T{}:00-05:00"
    present = {"patient_present": True, "one_on_one": True, "provider": "DPM-7"}
    return {"start": moment.format(start), "end": moment.format(end), "activity": activity, **present}


CASE: dict[str, Any] = {
    "schema": "surefoot-case/1",
    "patient": {"id": "P-001", "birth_date": "1948-03-02", "sex": "female"},
    "visit": {
        "date": "2026-11-20",
        "reason": "two falls since August, unsteady on stairs; which deficits drive the falls",
        "provider": "DPM-7",
        "setting": "office",
        "payer_policy": "cms",
        "diagnoses": ["R29.6"],
        "status": "completed",
    },
    "answers": {
        "stay_independent": {"fallen_past_year": True, "unsteady_walking": True},
        "fall_history": {"falls_12m": 2, "injurious_falls_12m": 1},
        "medications": [{"name": "zolpidem 5 mg", "taken": "nightly"}],
        "home": {"loose_rugs": True},
    },
    "tests": [
        {"test": "tug", "trials": [{"time_s": 14.2, "aid": "none"}]},
        {"test": "chair_stand_30s", "trials": [{"stands_count": 8}]},
        {"test": "four_stage_balance", "trials": [{"stage": "tandem", "time_s": 6.0}]},
        {"test": "single_leg_stance", "not_done": {"reason": "unsafe"}},
    ],
    "ledger": [
        span("09:00", "09:04", "prepare"),
        span("09:04", "09:16", "perform"),
        span("09:16", "09:20", "analyze_with_patient"),
        span("09:20", "09:25", "instruct"),
        span("09:25", "09:31", "document"),
    ],
    "decisions": [],
    "report": {
        "interpretation": "TUG 14.2 s and 8 stands are beyond the published limits; tandem stance 6 s.",
        "analysis": "Leg weakness and impaired balance; a sedative at night.",
        "plan_of_care_impact": "Balance and strength exercise started; question on zolpidem sent to the prescriber.",
        "signed": {"by": "DPM-7", "at": "2026-11-20T09:31:00-05:00"},
    },
    "plan_of_care": {"certified_on": "2026-11-20"},
    "providers": [{"id": "DPM-7", "name": "Demo Provider", "credential": "DPM"}],
}


def limit(name: str, says: str, value: float, unit: str, source: str, answer: str = "yes") -> dict[str, Any]:
    shape = {"id": f"{source}.limit", "kind": "limit", "name": name, "says": says, "answer": answer, "value": value}
    return {**shape, "unit": unit, "population": "adults 65 and over", "source": [source], "confidence": "secondary"}


def score(id_: str, label: str, value: float | None, unit: str, evidence: str, **more: Any) -> dict[str, Any]:
    base = {
        "id": id_,
        "instrument": id_.split(".")[0],
        "label": label,
        "value": value,
        "unit": unit,
        "status": "measured",
    }
    rest = {"reason": None, "range": None, "band": None, "comparisons": [], "norms": [], "no_norm": None, "trials": []}
    return {**base, **rest, "evidence": evidence, **more}


def norm(says: str, mean: float, low: float, high: float, n: int | None) -> dict[str, Any]:
    who = {"age": [70, 79], "sex": "all", "statistic": "mean and 95 % confidence interval of the mean"}
    return {"id": "made.norm", "says": says, **who, "mean": mean, "sd": None, "low": low, "high": high, "n": n,
            "source": [NORM], "confidence": "verified"}  # fmt: skip


def factor(id_: str, label: str, en: str, es: str, ground: str, answer: str = "yes") -> dict[str, Any]:
    trace = {"id": id_, "op": "any_of", "answer": answer, "says": label, "source": [STUDY], "confidence": "verified",
             "missing": [], "because": [{"id": None, "op": "at_least", "answer": answer, "says": ground, "source": [TUG],
                                         "confidence": "secondary", "missing": [], "because": []}]}  # fmt: skip
    effects = [
        {
            "says": "A gait problem and any fall",
            "value": 2.1,
            "ci": None,
            "measure": "OR",
            "source": [STUDY],
            "confidence": "verified",
        }
    ]
    return {"id": id_, "label": label, "plain": {"en": en, "es": es}, "answer": answer, "modifiable": "partly",
            "findings": ["tug_slow_steadi"], "effects": effects, "sources": [TUG], "trace": trace}  # fmt: skip


def suggestion(id_: str, order: int, label: str, kind: str, factors: list[str], en: str, es: str) -> dict[str, Any]:
    dose = {"says": "3 hours a week for 12 weeks", "source": [STUDY], "confidence": "secondary"}
    return {"id": id_, "label": label, "what": label, "kind": kind, "factors": factors, "order": order, "grade": None,
            "evidence": [], "dose": dose, "by_whom": "physical therapist", "cautions": [], "referral": None,
            "reassess_days": 90, "patient_text": {"en": en, "es": es}, "sources": [STUDY], "decision": None}  # fmt: skip


def signature_trace(answer: str, says: str) -> dict[str, Any]:
    """The trace of a requirement that asks for the signature, as the coding decision gives it."""
    step = {
        "id": "report.signed",
        "label": "The report is signed",
        "op": "asked",
        "answer": answer,
        "says": says,
        "because": [],
    }
    return {"id": None, "op": "all_of", "answer": answer, "says": "all of these", "because": [step]}


SCORES = [
    score("tug.time_s", "Timed Up and Go", 14.2, "s", "tests[0]",
          comparisons=[limit("CDC STEADI", "14.2 s ≥ 12 s", 12, "s", TUG)],
          norms=[norm("people aged 70 to 79 average 9.2 s", 9.2, 8.2, 10.2, None)]),
    score("chair_stand_30s.stands_count", "30-second chair stand", 8, "stands", "tests[1]",
          comparisons=[limit("CDC STEADI, women 75 to 79", "8 stands < 10 stands", 10, "stands", CHAIR)],
          norms=[norm("women aged 75 to 79 average 12.5 stands", 12.5, 10, 15, 210)]),
    score("four_stage_balance.tandem_s", "4-stage balance, tandem stance", 6, "s", "tests[2]",
          comparisons=[limit("CDC STEADI", "6 s < 10 s", 10, "s", BALANCE)], no_norm="no norm for age 78"),
    score("single_leg_stance.time_s", "Single leg stance, eyes open", None, "s", "tests[3]", status="not_done",
          reason="unsafe"),
    score("stay_independent.score", "Stay Independent", None, "points", "answers.stay_independent", status="partial",
          range=[4, 9], reason="not every question was answered"),
    score("fes.score", "Concern scale", None, "points", "answers.fes", status="not_asked"),
]  # fmt: skip

FACTORS = [
    factor("previous_fall", "Previous falls", "You have fallen before.", "Usted ya se ha caído.", "2 falls ≥ 1 fall"),
    factor("gait_balance_problem", "Gait or balance problem", "Your balance or walking needs support.",
           "Su equilibrio o su forma de caminar necesita apoyo.", "14.2 s ≥ 12 s"),
    factor("leg_weakness", "Leg weakness", "Your legs need strengthening.", "Sus piernas necesitan fuerza.",
           "8 stands < 10 stands"),
    factor("fall_risk_drugs", "Fall-risk drugs", "A medicine you take can make you unsteady.",
           "Una medicina que toma puede quitarle firmeza.", "zolpidem: sleep medicine"),
    factor("home_hazards", "Home hazards", "Some things at home can trip you.", "En su casa hay cosas para tropezar.",
           "loose rugs: yes"),
    factor("vision", "Vision problem", "Your eyes need a check.", "Sus ojos necesitan un examen.", "", "not_known"),
    factor("syncope", "Fainting", "You have fainted.", "Usted se ha desmayado.", "", "no"),
]  # fmt: skip

SUGGESTIONS = [
    suggestion("balance_exercise", 1, "Balance and functional exercise", "exercise", ["gait_balance_problem", "leg_weakness"],
               "Do moves that test your balance. Stay near a counter. Do them most days.",
               "Haga ejercicios de equilibrio cerca de una mesa firme. Hágalos casi todos los días."),
    suggestion("medication_review", 2, "Review of fall-risk drugs", "review", ["fall_risk_drugs"],
               "Do not stop a medicine on your own. Bring all of them to your doctor.",
               "No deje una medicina por su cuenta. Lleve todas a su médico."),
    suggestion("home_safety", 3, "Home hazard visit", "home", ["home_hazards"],
               "Take up loose rugs and light the way to the bathroom.",
               "Quite las alfombras sueltas y ponga luz hasta el baño."),
    suggestion("footwear", 4, "Footwear advice", "education", ["gait_balance_problem"],
               "Wear shoes that fit, with low heels and firm soles.", "Use zapatos de su talla, bajos y de suela firme."),
]  # fmt: skip

ASSESSMENT: dict[str, Any] = {
    "schema": "surefoot-assessment/1",
    "knowledge": DIGEST,
    "as_of": "2026-11-20",
    "patient": {"id": "P-001", "age_years": 78.7, "sex": "female"},
    "visit": {"date": "2026-11-20"},
    "urgent": [{"id": "unexplained_fall", "label": "Fall without a known cause", "sources": [STUDY],
                "says": {"en": "A fall has no known cause: look at the heart first", "es": "Mire primero el corazón"}}],
    "scores": SCORES,
    "findings": [{"id": "tug_slow_steadi", "label": "Timed Up and Go slow", "answer": "yes", "trace": {}, "sources": [TUG]}],
    "factors": FACTORS,
    "levels": {
        "steadi_2019": {"level": "at_risk", "label": "at risk", "title": "CDC STEADI 2019", "says": "fell in the past year",
                        "trace": {}, "sources": [TUG]},
        "wfg_2022": {"level": "high", "label": "high risk", "title": "World Falls Guidelines 2022",
                     "says": "2 falls and an injury", "trace": {}, "sources": [STUDY]},
    },
    "suggestions": SUGGESTIONS,
    "missing": [{"id": "vision.acuity", "says": "Visual acuity was not measured", "settles": ["factor vision"]}],
    "conflicts": [{"facts": ["answers.stay_independent.fallen_past_year", "answers.fall_history.falls_12m"],
                   "says": "One answer says no fall, the other counts 2 falls"}],
    "drafts": [
        {"id": "interpretation.tug", "section": "interpretation", "text": "Drafted words on the Timed Up and Go.",
         "evidence": ["tests[0]"]},
        {"id": "analysis.leg", "section": "analysis", "text": "Drafted words on leg weakness.", "evidence": ["leg_weakness"]},
    ],
    "changes": [{"id": "tug.time_s", "says": "Timed Up and Go 14.2 s, 13.9 s on March 2: within measurement error",
                 "source": [NORM]}],
    "billing": {
        "code": "97750", "may_submit": "not_known", "units": 2,
        "code_selection": {"answer": "yes", "requirements": [
            {"id": "R10", "state": "met", "trace": signature_trace("yes", "The report is signed: yes")}]},
        "time": {"rule": "ama_midpoint", "countable_s": 1500, "countable_minutes": 25, "units": 2, "spans": [
            {"activity": "prepare", "time_s": 240, "counts": "yes", "why": "earns 2 units", "source": CODE},
            {"activity": "perform", "time_s": 720, "counts": "yes", "why": "", "source": CODE},
            {"activity": "analyze_with_patient", "time_s": 240, "counts": "yes", "why": "", "source": CODE},
            {"activity": "instruct", "time_s": 300, "counts": "yes", "why": "", "source": CODE},
            {"activity": "document", "time_s": 360, "counts": "no", "why": "", "source": CODE}]},
    },
    "sources": {name: {"cite": f"Made source {name}, for tests only", "url": "https://example.org/made", "doi": None}
                for name in (TUG, CHAIR, BALANCE, NORM, STUDY, CODE)},
}  # fmt: skip


@pytest.fixture
def case() -> dict[str, Any]:
    return copy.deepcopy(CASE)


@pytest.fixture
def assessment() -> dict[str, Any]:
    return copy.deepcopy(ASSESSMENT)


@pytest.fixture
def knowledge() -> Any:
    """Knowledge of one protocol, under the digest of the assessment."""
    protocol = {"setup": ["Put a chair against a wall."], "steps": ["Start the time on the word go."], "source": [TUG]}
    tug = {"label": "Timed Up and Go", "activity": "rises, walks 3 m, turns, walks back and sits", "protocol": protocol}
    return SimpleNamespace(digest=DIGEST, tests={"tug": tug}, sources={}, activities={})


@pytest.fixture
def decide(assessment: dict[str, Any]) -> Any:
    """Set the decision on one suggestion of the assessment."""

    def set_decision(id_: str, decision: str, **more: Any) -> None:
        one = next(item for item in assessment["suggestions"] if item["id"] == id_)
        given = {
            "decision": decision,
            "reason": None,
            "declined_by": None,
            "by": "DPM-7",
            "at": "2026-11-20T09:24:00-05:00",
        }
        one["decision"] = given | more

    return set_decision
