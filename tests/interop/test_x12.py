"""The 837P file: valid by another project's reading of the guide, the same by ours; what comes back is read and never trusted."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from typing import Any

import pytest
import pyx12.error_handler
import pyx12.params
import pyx12.x12n_document
from hypothesis import given, settings
from hypothesis import strategies as st

from surefoot.errors import CaseRefused, Refused
from surefoot.interop.claims import Claim
from surefoot.interop.x12.v5010 import Exchange, read_acknowledgements, write_837p
from surefoot.interop.x12.v5010.acknowledgements import meanings_of
from surefoot.knowledge import load, load_texts
from surefoot.knowledge.loader import packaged_texts
from tests.interop.claims import WHOLE, case_with, claim_from

KNOWLEDGE = load()

EXCHANGE = Exchange(
    "SUBMITTERID", "RECEIVERID", "Example Payer", datetime(2026, 11, 25, 9, 30, tzinfo=UTC), 7, test=True
)


def checked_elsewhere(file: str) -> tuple[bool, str]:
    """pyx12's verdict on a file, and the 999 it answers with."""
    answer = io.StringIO()
    good = pyx12.x12n_document.x12n_document(
        pyx12.params.params(), io.StringIO(file), answer, None, None, map_path=None
    )
    return bool(good), answer.getvalue()


def segments(file: str) -> list[list[str]]:
    return [segment.split("*") for segment in file.split("~") if segment]


def spouse() -> Claim:
    person = {"last_name": "Patient", "first_name": "Second", "postal_address": WHOLE["claim"]["billing"]["address"]}
    return claim_from(case_with(claim__subscriber__relation="spouse", claim__patient=person, claim__id="SYN-2"))


def referred() -> Claim:
    return claim_from(
        case_with(
            claim__referring={"last_name": "Refer", "first_name": "Robert", "npi": "1234567893"}, claim__id="SYN-3"
        )
    )


@pytest.mark.parametrize(
    "claims", [[claim_from(WHOLE)], [spouse()], [referred()], [claim_from(WHOLE), spouse(), referred()]]
)
def test_the_file_is_valid_elsewhere_too(claims: list[Claim]) -> None:
    good, answer = checked_elsewhere(write_837p(claims, EXCHANGE))
    assert good, answer
    assert "AK9*A" in answer


def test_a_file_with_changed_units_is_valid_elsewhere_too() -> None:
    override = {"units": 1, "reason": "the second test was cut short", "by": "DPM-7", "at": "2026-11-20T13:00:00-05:00"}
    good, answer = checked_elsewhere(write_837p([claim_from(case_with(units_override=override))], EXCHANGE))
    assert good, answer


def test_what_pyx12_refuses_is_refused() -> None:
    broken = write_837p([claim_from(WHOLE)], EXCHANGE).replace("DTP*472*D8*20261120~", "")
    assert not checked_elsewhere(broken)[0]


def test_counts_and_control_numbers_agree() -> None:
    found = segments(write_837p([claim_from(WHOLE), spouse()], EXCHANGE))
    names = [one[0] for one in found]
    inside = found[names.index("ST") : names.index("SE") + 1]
    assert int(inside[-1][1]) == len(inside)
    assert found[0][13] == found[-1][2] == "000000007"
    levels = [one for one in found if one[0] == "HL"]
    assert [int(one[1]) for one in levels] == list(range(1, len(levels) + 1))
    assert all(int(one[2]) < int(one[1]) for one in levels[1:])
    assert len(found[0]) == 17
    assert len("*".join(found[0])) == 105


def test_one_line_carries_all_units() -> None:
    (line,) = [one for one in segments(write_837p([claim_from(WHOLE)], EXCHANGE)) if one[0] == "SV1"]
    assert line == ["SV1", "HC:97750:GP", "150", "UN", "2", "", "", "1"]


def test_diagnoses_have_no_dot_and_one_first() -> None:
    claim = claim_from(case_with(visit__diagnoses=["R29.6", "R26.81"]))
    (codes,) = [one[1:] for one in segments(write_837p([claim], EXCHANGE)) if one[0] == "HI"]
    assert codes == ["ABK:R296", "ABF:R2681"]


def test_accents_are_taken_off_and_reserved_signs_refused() -> None:
    claim = claim_from(case_with(claim__subscriber__last_name="Núñez-Ossë"))
    assert "NM1*IL*1*NUNEZ-OSSE*" in write_837p([claim], EXCHANGE)
    for name in ("Doe*Jane", "Doe~", "Doe:x", "Дое", "..~.."):
        with pytest.raises(CaseRefused):
            write_837p([claim_from(case_with(claim__subscriber__last_name=name))], EXCHANGE)


@settings(max_examples=40, deadline=None)
@given(name=st.text(min_size=1, max_size=30))
def test_any_name_gives_a_whole_file_or_a_clear_fault(name: str) -> None:
    case = case_with(claim__subscriber__last_name=name)
    try:
        file = write_837p([claim_from(case)], EXCHANGE)
    except Refused:
        return
    assert len(segments(file)) == len(segments(write_837p([claim_from(WHOLE)], EXCHANGE)))
    assert re.fullmatch(r"[\x20-\x7e]*", file)


def test_a_999_of_our_own_file_is_read_back() -> None:
    _, answer = checked_elsewhere(write_837p([claim_from(WHOLE)], EXCHANGE))
    (read,) = read_acknowledgements(answer.replace("\n", ""), KNOWLEDGE)
    assert (read["kind"], read["result"], read["segments"]) == ("999", "accepted", [])


def test_a_999_that_refuses_says_where() -> None:
    broken = write_837p([claim_from(WHOLE)], EXCHANGE).replace("DTP*472*D8*20261120~", "")
    _, answer = checked_elsewhere(broken)
    (read,) = read_acknowledgements(answer.replace("\n", ""), KNOWLEDGE)
    assert read["result"] == "rejected"
    assert read["segments"]


ISA = "ISA*00*          *00*          *ZZ*RECEIVERID     *ZZ*SUBMITTERID    *261125*1200*^*00501*000000009*0*T*:~"
ANSWERS_277 = (
    ISA
    + "GS*HN*RECEIVERID*SUBMITTERID*20261125*1200*9*X*005010X214~ST*277*0001*005010X214~BHT*0085*08*9*20261125*1200*TH~"
    "HL*1**20*1~NM1*PR*2*EXAMPLE PAYER*****PI*12345~TRN*1*X~HL*2*1*21*1~NM1*41*2*CLINIC*****46*SUBMITTERID~"
    "HL*3*2*19*1~NM1*85*2*CLINIC*****XX*1234567893~HL*4*3*PT~NM1*QC*1*PATIENT*SYNTHETIC****MI*1~TRN*2*SYN-0001~"
    "STC*{status}*20261125*{action}*150~REF*1K*PAYER1~DTP*472*D8*20261120~SE*15*0001~GE*1*9~IEA*1*000000009~"
)


@pytest.mark.parametrize(
    ("status", "action", "result"),
    [
        ("A1:19:PR", "WQ", "received"),
        ("A2:20:PR", "WQ", "accepted"),
        ("A2:20:PR", "", "accepted"),
        ("A7:562:85", "U", "rejected"),
        ("A3:21", "U", "rejected"),
        ("A6:21", "U", "rejected"),
        ("A8:21", "", "rejected"),
        ("A8:21", "ZZ", "rejected"),
        ("A2:20:PR", "U", "not known"),
        ("A7:562:85", "WQ", "not known"),
        ("A0:16:PR", "WQ", "not known"),
        ("A4:35", "U", "not known"),
        ("P1:20", "WQ", "not known"),
        ("", "", "not known"),
    ],
)
def test_a_277ca_is_read(status: str, action: str, result: str) -> None:
    (read,) = read_acknowledgements(ANSWERS_277.format(status=status, action=action), KNOWLEDGE)
    assert read == {"kind": "277CA", "claim": "SYN-0001", "result": result, "statuses": [status], "amount": "150"}


@pytest.mark.parametrize(
    ("statuses", "result"),
    [
        (("A2:20*20261125*WQ", "A7:562*20261125*U"), "rejected"),
        (("A2:20*20261125*WQ", "A1:19*20261125*WQ"), "received"),
        (("A2:20*20261125*WQ", "Q9:1*20261125*WQ"), "not known"),
        (("Q9:1*20261125*WQ", "A7:562*20261125*U"), "rejected"),
    ],
)
def test_of_several_statuses_the_least_good_one_counts(statuses: tuple[str, str], result: str) -> None:
    whole = ANSWERS_277.format(status="A2", action="WQ")
    both = "~".join(f"STC*{one}*150" for one in statuses) + "~"
    (read,) = read_acknowledgements(whole.replace("STC*A2*20261125*WQ*150~", both), KNOWLEDGE)
    assert read["result"] == result


def test_without_the_list_every_code_is_shown_as_it_came() -> None:
    bare = load_texts([text for text in packaged_texts() if "acknowledgements" not in text.name])
    (read,) = read_acknowledgements(ANSWERS_277.format(status="A2:20", action="WQ"), bare)
    assert (read["result"], read["statuses"]) == ("not known", ["A2:20"])


def test_each_code_means_one_thing_at_its_place() -> None:
    (listed,) = (data["answers"] for data in KNOWLEDGE.files.values() if data["kind"] == "acknowledgements")
    assert len(meanings_of(KNOWLEDGE)) == len(listed)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_damaged_answer_is_read_or_refused_and_never_crashes(data: Any) -> None:
    whole = ANSWERS_277.format(status="A7:562:85", action="U")
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    junk = data.draw(st.text(max_size=20))
    try:
        answers = read_acknowledgements(whole[:start] + junk + whole[end:], KNOWLEDGE)
    except Refused:
        return
    assert all(
        one["result"] in ("accepted", "rejected", "not known", "accepted, with errors", "received") for one in answers
    )
