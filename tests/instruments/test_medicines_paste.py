"""A pasted text becomes entries; what is no medicine is given back with the reason. Hostile text does no harm."""

from __future__ import annotations

import pytest

from surefoot.instruments import recognise, split_list
from surefoot.knowledge import Knowledge


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("lisinopril 10, HCTZ 25; ASA 81", ["lisinopril 10", "HCTZ 25", "ASA 81"]),
        (
            "• zolpidem\n- sertraline\n* 3 mg melatonin\n1) warfarin",
            ["zolpidem", "sertraline", "3 mg melatonin", "warfarin"],
        ),
        ("Calcium 1,000 mg, iron", ["Calcium 1,000 mg", "iron"]),
        ("Xanax (alprazolam, short acting) 0.5 mg", ["Xanax (alprazolam, short acting) 0.5 mg"]),
        ("carbidopa and levodopa 25/100 three times a day", ["carbidopa and levodopa 25/100 three times a day"]),
        ("calcium carbonate 600 mg with vitamin D 400 IU", ["calcium carbonate 600 mg with vitamin D 400 IU"]),
        ("lisinopril and furosemide", ["lisinopril", "furosemide"]),
        ("Symbicort 160/4.5 budesonide-formoterol 2 puffs", ["Symbicort 160/4.5 budesonide-formoterol 2 puffs"]),
        ("quetiapine\n  25 mg at bedtime", ["quetiapine, 25 mg at bedtime"]),
        ("Medication: clonazepam Sig: 1 tab twice daily Disp: 60", ["clonazepam, 1 tab twice daily"]),
        ("Drug\tDose\nzolpidem\t5 mg", ["zolpidem, 5 mg"]),
        ("| zolpidem | 5 mg | nightly |", ["zolpidem, 5 mg, nightly"]),
        ("lisinopril\nsleeping pill", ["lisinopril", "sleeping pill"]),
        ("lisinopril, water pill", ["lisinopril", "water pill"]),
        ("losartan, pastilla para dormir", ["losartan", "pastilla para dormir"]),
        ("lisinopril, metformin, cholesterol", ["lisinopril", "metformin", "cholesterol"]),
        ("lorazepam 1 mg\ntake 1 pill by mouth for sleep", ["lorazepam 1 mg, take 1 pill by mouth for sleep"]),
        ("my water pill, the little white one", ["my water pill", "the little white one"]),
        ("", []),
    ],
)
def test_a_text_is_split_into_one_entry_a_medicine(text: str, entries: list[str], knowledge: Knowledge) -> None:
    assert list(split_list(text, knowledge).entries) == entries


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Current Outpatient Medications", "heading"),
        ("Medication | Dose | Prescriber", "heading"),
        ("Allergies: penicillin", "not_taken"),
        ("none", "none"),
        ("NKDA", "none"),
        ("1 tablet by mouth daily", "directions"),
        ("Prescriber: Dr. Example", "label"),
        ("-----", "nothing"),
        ("12345", "directions"),
    ],
)
def test_what_is_no_medicine_is_given_back(line: str, kind: str, knowledge: Knowledge) -> None:
    pasted = split_list(line, knowledge)
    assert pasted.entries == ()
    assert [one.kind for one in pasted.left_out] == [kind]


def test_a_part_of_a_print_out_that_lists_nothing_taken_is_left_out_whole(knowledge: Knowledge) -> None:
    pasted = split_list("Discontinued Medications:\nzolpidem 10 mg\n\nCurrent Medications:\nwarfarin 5 mg", knowledge)
    assert pasted.entries == ("warfarin 5 mg",)
    assert ("zolpidem 10 mg", "section") in [(one.line, one.kind) for one in pasted.left_out]


def test_nothing_of_a_text_is_lost_unsaid(knowledge: Knowledge) -> None:
    text = "Home meds:\n1. Ativan 1 mg prn\nxyzzy\nAllergies: sulfa\n12345\n"
    pasted = split_list(text, knowledge)
    told = " ".join((*pasted.entries, *(one.line for one in pasted.left_out)))
    for word in ("Home", "Ativan", "xyzzy", "sulfa", "12345"):
        assert word in told


@pytest.mark.parametrize(
    "text",
    [
        "zolpidem" * 5000,
        "a, " * 9000,
        "(" * 20000,
        ":" * 20000,
        "1. " * 6000,
        "\u202ezolpidem\u202c 5 mg",
        "\u200bzol\u200bpidem\u00ad 5 mg",
        "ｚｏｌｐｉｄｅｍ",
        "ZOLPIDEM\x00 5 mg",
        "zоlpidem",
        "𝔷𝔬𝔩𝔭𝔦𝔡𝔢𝔪",
        "💊💊💊",
        "لورازيبام",
        "123 456 789",
        "<script>alert(1)</script>",
        "'; DROP TABLE medicines; --",
        "\ud800",
        "x" * 30000,
    ],
)
def test_hostile_text_is_read_without_harm(text: str, knowledge: Knowledge) -> None:
    pasted = split_list(text, knowledge)
    for entry in pasted.entries[:50]:
        recognise(entry, knowledge)


@pytest.mark.parametrize(
    "text", ["\u202ezolpidem\u202c 5 mg", "\u200bzol\u200bpidem\u00ad", "ｚｏｌｐｉｄｅｍ", "ZOLPIDEM\x00"]
)
def test_marks_that_cannot_be_seen_change_nothing(text: str, knowledge: Knowledge) -> None:
    (entry,) = split_list(text, knowledge).entries
    assert recognise(entry, knowledge).ingredients == ("zolpidem",)


def test_a_letter_of_another_alphabet_is_not_taken_for_ours(knowledge: Knowledge) -> None:
    assert not recognise("zоlpidem", knowledge).recognised  # the second letter is Cyrillic


def test_what_stands_beyond_the_length_is_given_back(knowledge: Knowledge) -> None:
    pasted = split_list("zolpidem\n" * 3000, knowledge)
    assert [one.kind for one in pasted.left_out] == ["too_long"]
