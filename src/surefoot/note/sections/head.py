"""Who, when, and the one sentence of result."""

from __future__ import annotations

from collections.abc import Iterator

from surefoot.note.document import Block, Heading, KeyValue, Paragraph, Sentence, Title
from surefoot.note.material import Data, Material
from surefoot.note.wording import closed, day, listed, moment, unverified, words

TITLE = "Physical performance test report"
_ENDED = {
    "ended_early": "This visit was ended early",
    "cancelled": "This visit was cancelled",
    "entered_in_error": "This record was entered in error",
}
_INCIDENTS = {"near_fall": "Near fall", "fall": "Fall", "symptoms": "Symptoms"}
_HURT = {"yes": "Somebody was hurt", "no": "Nobody was hurt", "not_known": "Whether somebody was hurt is not known"}


def head(material: Material) -> list[Block]:
    """Title, state of the visit, patient and visit, urgent signs, the sentence of result, the reason for testing."""
    blocks: list[Block] = [_title(material), *_state(material), KeyValue(tuple(_pairs(material)))]
    blocks += [*_urgent(material), *_incidents(material)]
    blocks.append(Paragraph((result_sentence(material),), tone="lead"))
    return [*blocks, Heading("Reason for testing"), Paragraph(tuple(_reasons(material)))]


def _urgent(material: Material) -> list[Block]:
    """The signs that come before everything, what was done about them, and those to be asked about (none in older records)."""
    found: list[Block] = []
    for sign in material.assessment.get("urgent", ()):
        says = Sentence(closed(sign["says"]["en"]), (sign["id"], *sign.get("sources", ())))
        found.append(Paragraph((Sentence("Comes before everything else:"), says), tone="caution"))
    for index, row in enumerate(material.case.get("urgent_acknowledged", ())):
        text = f"{row['done']}. {row['text']}" if row.get("text") else row["done"]
        says = Sentence(closed(text), (f"urgent_acknowledged[{index}]",))
        who = Sentence(closed(f"Acknowledged by {material.signer(row['by'])}, {moment(row['at'])}"))
        found.append(Paragraph((who, says)))
    for sign in material.assessment.get("urgent_to_ask", ()):
        asked = Sentence(closed(f"{sign['label']}: not known"), (sign["id"], *sign["missing"]))
        found.append(Paragraph((Sentence("To be asked before everything else:"), asked), tone="missing"))
    return found


def _incidents(material: Material) -> list[Block]:
    """Falls and near falls during the visit, and who let the testing go on (none in older records)."""
    found: list[Block] = []
    for index, row in enumerate(material.case.get("incidents", ())):
        what = _INCIDENTS.get(row.get("what", ""), "Something happened that nobody described yet")
        during = f" during {material.test_label(row['test'])}" if row.get("test") else ""
        hurt = _HURT[row.get("injury", "not_known")]
        parts = [f"{what}{during}, {moment(row['at'])}", hurt, *row.get("done", ()), row.get("text", "")]
        released = row.get("released")
        parts.append(
            f"Testing released by {material.signer(released['by'])}, {moment(released['at'])}: {released['why']}"
            if released
            else "Testing was not released"
        )
        says = " ".join(closed(part) for part in parts if part)
        found.append(Paragraph((Sentence(says, (f"incidents[{index}]",)),), tone="caution"))
    return found


def _title(material: Material) -> Title:
    name = material.names.get("patient") or material.case["patient"].get("name")
    patient = f"{name} ({material.patient_id})" if name else f"Patient {material.patient_id}"
    return Title(TITLE, material.names.get("clinic") or "", f"{patient} · {day(material.visit['date'])}")


def _state(material: Material) -> list[Block]:
    found: list[Block] = []
    if material.signed is None:
        found.append(Paragraph(_unsigned(material), tone="caution"))
    status = material.visit.get("status")
    if status in _ENDED:
        reason = material.visit.get("status_reason") or "no reason recorded"
        found.append(Paragraph((Sentence(closed(f"{_ENDED[status]}: {reason}"), ("visit.status",)),), tone="caution"))
    return found


def _unsigned(material: Material) -> tuple[Sentence, ...]:
    said = ["NOT SIGNED.", "This is a preview, not a record."]
    if material.signature_fault:
        said.insert(1, closed(f"A signature is on record but does not count: {material.signature_fault}"))
    return tuple(Sentence(text, ("report.signed",)) for text in said)


def _pairs(material: Material) -> list[tuple[str, Sentence]]:
    patient, visit = material.case["patient"], material.visit
    age = material.assessment.get("patient", {}).get("age_years")
    born = day(patient["birth_date"]) if patient.get("birth_date") else "not recorded"
    aged = f" (age {int(age)} years)" if age is not None else ""
    setting = words(visit["setting"]) if visit.get("setting") else "not recorded"
    diagnoses = ", ".join(visit.get("diagnoses") or ()) or "not recorded"
    provider = material.signer(visit["provider"]) if visit.get("provider") else "not recorded"
    return [
        ("Patient", Sentence(material.patient_id, ("patient.id",))),
        ("Visit", Sentence(f"{day(visit['date'])}{_completed(visit)}", ("visit.date", "visit.status"))),
        ("Born", Sentence(born + aged, ("patient.birth_date",))),
        ("Setting", Sentence(setting, ("visit.setting",))),
        ("Sex", Sentence(words(patient.get("sex") or "not recorded"), ("patient.sex",))),
        ("Diagnoses", Sentence(diagnoses, ("visit.diagnoses",))),
        ("Provider", Sentence(provider, ("visit.provider",))),
        *_others(visit),
    ]


def _completed(visit: Data) -> str:
    return ", completed" if visit.get("status") == "completed" else ""


def _others(visit: Data) -> list[tuple[str, Sentence]]:
    others = [words(item) for item in visit.get("others_present", ())]
    return [("Also present", Sentence(listed(others), ("visit.others_present",)))] if others else []


def result_sentence(material: Material) -> Sentence:
    """What the tests, the factors and the levels say, in one sentence."""
    parts = [_tests_part(material), *_unable_part(material), *_not_done_part(material), *_level_parts(material)]
    return Sentence(closed("; ".join(part for part in parts if part)), ("scores", "levels"))


def _tests_part(material: Material) -> str:
    scores = [score for score in material.assessment.get("scores", ()) if is_test(score)]
    valued = [score for score in scores if score.get("value") is not None]
    if not valued:
        return "No physical performance test gave a result"
    judged: dict[str, bool] = {}  # a test may give several results
    for score in valued:
        beyond = _beyond(score)
        if beyond is not None:
            judged[score["instrument"]] = judged.get(score["instrument"], False) or beyond
    if not judged:
        with_result = len({score["instrument"] for score in valued})
        return f"{_tests(with_result)} with a result; no published limit applies"
    return f"{sum(judged.values())} of {_tests(len(judged))} compared with published limits went beyond at least one"


def _unable_part(material: Material) -> list[str]:
    scores = [score for score in material.assessment.get("scores", ()) if is_test(score)]
    names = [str(score["label"]) for score in scores if score.get("status") == "unable"]
    return [f"attempted and unable: {listed(names)}"] if names else []


def _not_done_part(material: Material) -> list[str]:
    left = [
        f"{material.test_label(test['test'])} ({words(test['not_done'].get('reason') or 'no reason recorded')})"
        for test in material.case.get("tests") or ()
        if test.get("not_done")
    ]
    return [f"not done: {listed(left)}"] if left else []


def _tests(count: int) -> str:
    return f"{count} test" if count == 1 else f"{count} tests"


def _beyond(score: Data) -> bool | None:
    comparisons = [item for item in score.get("comparisons", ()) if item.get("kind") == "limit"]
    answers = {item["answer"] for item in comparisons} - {"not_known"}
    return "yes" in answers if answers else None


def _level_parts(material: Material) -> list[str]:
    levels = material.assessment.get("levels", {})
    return [
        f"{level.get('title') or words(name)}: {level.get('label') or words(level['level'])}{unverified(level)}"
        for name, level in levels.items()
        if (level.get("standing") or {}).get("kind") not in ("advice", "legacy")
    ]


def is_test(score: Data) -> bool:
    """Whether a score comes from a physical test of the case (a questionnaire's evidence lies under `answers`)."""
    return str(score.get("evidence") or "").startswith("tests[")


def _reasons(material: Material) -> Iterator[Sentence]:
    """Why the tests were done, and why again where there were earlier ones."""
    yield _reason(material)
    again = (material.visit.get("retest_reason") or "").strip()
    if again:
        yield Sentence(closed(f"Tested again: {again}"), ("visit.retest_reason",))


def _reason(material: Material) -> Sentence:
    reason = material.visit.get("reason")
    if not reason:
        return Sentence("Not documented.", ("visit.reason",), tone="missing")
    return Sentence(closed(reason), ("visit.reason",))
