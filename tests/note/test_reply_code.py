"""The reply code of a letter: the same each time, nothing of the patient, and slips of the pen are found."""

import uuid

from surefoot.note.reply_code import _SIGNS, reply_code, reply_code_plain, reply_code_valid

VISIT = uuid.UUID("0b0e7c1e-6f0a-4c5e-9d59-3a1f2f6f9d10")


def test_code_is_the_same_each_time_and_for_text_or_uuid():
    assert reply_code(VISIT, "eye_care") == reply_code(str(VISIT).upper(), "eye_care")


def test_code_differs_by_visit_and_by_suggestion():
    codes = {reply_code(uuid.UUID(int=at), word) for at in range(2000) for word in ("eye_care", "home_safety")}
    assert len(codes) == 4000
    assert all(reply_code_valid(code) for code in codes)


def test_code_may_be_typed_small_and_without_dash():
    code = reply_code(VISIT, "eye_care")
    typed = f" {code.lower().replace('-', ' ')} "
    assert reply_code_valid(typed)
    assert reply_code_plain(typed) == code


def test_one_misread_sign_is_found():
    code = reply_code(VISIT, "eye_care")
    for at, sign in enumerate(code):
        if sign != "-":
            assert not any(reply_code_valid(code[:at] + other + code[at + 1 :]) for other in _SIGNS if other != sign)


def test_two_neighbours_changed_about_are_found():
    for number in range(200):
        signs = reply_code(uuid.UUID(int=number), "eye_care").replace("-", "")
        for at in range(len(signs) - 1):
            if signs[at] != signs[at + 1]:
                assert not reply_code_valid(signs[:at] + signs[at + 1] + signs[at] + signs[at + 2 :])


def test_what_is_no_code_is_refused():
    for text in ("", "-", "7KQM", "7KQM-3XT0", "O" * 8, "7KQM-3XTP-2"):
        assert not reply_code_valid(text)
