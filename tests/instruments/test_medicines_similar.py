"""A misspelling is offered with what confirming it would mean; it is never matched."""

from __future__ import annotations

import pytest

from surefoot.instruments import candidates, recognise
from surefoot.knowledge import Knowledge


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("metropolol 25 mg", "metoprolol"),
        ("lisinipril", "lisinopril"),
        ("gabapenten", "gabapentin"),
        ("amytriptyline", "amitriptyline"),
        ("zolpiden 5mg at night", "zolpidem"),
        ("clonopin", "klonopin"),
        ("trazadone", "trazodone"),
        ("lorazapam", "lorazepam"),
        ("flexaril", "flexeril"),
        ("benedryl", "benadryl"),
        ("tylonol", "tylenol"),
        ("ambian", "ambien"),
        ("vicoden", "vicodin"),
        ("zanex", "xanax"),
        ("lasicks", "lasix"),
        ("seraquil", "seroquel"),
        ("zolpi dem", "zolpidem"),
        ("furosimide", "furosemide"),
        ("losartran", "losartan"),
    ],
)
def test_the_name_that_was_meant_is_offered_and_not_taken(written: str, name: str, knowledge: Knowledge) -> None:
    medicine = recognise(written, knowledge)
    assert not medicine.recognised
    assert medicine.classes == ()
    assert name in [one.name for one in candidates(medicine, knowledge)][:3]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("hydroxalazine", {"hydroxyzine", "hydralazine"}),
        ("clonadine", {"clonidine", "clonazepam"}),
        ("tramadone", {"tramadol", "trazodone"}),
        ("hydroxizine", {"hydroxyzine", "hydralazine"}),
        ("buproprion", {"bupropion", "buspirone"}),
    ],
)
def test_names_taken_for_one_another_are_offered_together(written: str, names: set[str], knowledge: Knowledge) -> None:
    assert names <= {one.name for one in candidates(recognise(written, knowledge), knowledge)}


def test_a_candidate_says_what_confirming_it_would_mean(knowledge: Knowledge) -> None:
    first = candidates(recognise("zolpiden", knowledge), knowledge)[0]
    assert (first.name, first.instead_of, first.ingredients, first.classes) == (
        "zolpidem",
        "zolpiden",
        ("zolpidem",),
        ("z_drugs",),
    )


@pytest.mark.parametrize("written", ["xyzzy", "my little blue pill", "q", "123", "💊"])
def test_what_is_like_no_name_is_offered_nothing_by_force(written: str, knowledge: Knowledge) -> None:
    for one in candidates(recognise(written, knowledge), knowledge):
        assert one.instead_of in written


def test_a_name_that_may_not_be_taken_is_offered_as_it_stands(knowledge: Knowledge) -> None:
    (one,) = candidates(recognise("Tylenol PM (stopped in May)", knowledge), knowledge)
    assert (one.name, one.classes) == ("tylenol pm", ("first_gen_antihistamines",))


def test_every_look_alike_is_a_known_name(knowledge: Knowledge) -> None:
    rows = [name for row in knowledge.look_alikes for name in row]
    assert rows
    assert [name for name in rows if not recognise(name, knowledge).ingredients] == []
