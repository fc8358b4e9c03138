"""The service lines of an 837P file. Names and addresses are passed over: a line keeps numbers, codes and the day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from surefoot.errors import Fault, Refused
from surefoot.interop.x12.v5010.envelope import at, segments_of

_DO = "Send the claim file as it was sent to the payer."
_INSTITUTIONAL = "SV2"
_PATIENT = "23"
_WHOLE = re.compile(r"([0-9]{1,9})(?:\.0*)?")  # a count of units; anything longer is none
_OFFICE, _HOSPITAL = "11", ("19", "22")


def read_837p(text: str) -> Iterator[dict[str, Any]]:
    """Every service line: claim_id, patient_id (the insured's number), provider_id, day, code, units, modifiers, setting.

    Raises Refused (SF-A003) for a file that is no 837P, a hospital's among them. What a line does not say is None.
    """
    state = _State()
    kind_seen = False
    for elements in segments_of(text, "SF-A003", _DO):
        if elements[0] == _INSTITUTIONAL:
            says = "It holds institutional service lines; a hospital's bill is no professional claim."
            raise Refused([Fault("SF-A003", "the file", says, _DO)])
        kind_seen = kind_seen or elements[:2] == ["ST", "837"]
        yield from state.take(elements)
    yield from state.end()
    if not kind_seen:
        raise Refused([Fault("SF-A003", "the file", "No 837 is in this file.", _DO)])


class _State:
    """Who bills, who is insured and which claim it is, as the segments go by."""

    def __init__(self) -> None:
        self._practice: str | None = None
        self._patient: str | None = None
        self._claim: dict[str, Any] = {}
        self._line: dict[str, Any] = {}

    def end(self) -> Iterator[dict[str, Any]]:
        """The line that is open, if any."""
        if self._line:
            yield self._line
        self._line = {}

    def take(self, elements: list[str]) -> Iterator[dict[str, Any]]:
        """Take one segment; gives the line that it ends."""
        name = elements[0]
        if name in ("HL", "CLM", "LX", "SE"):
            yield from self.end()
        if name == "HL" and at(elements, 3) != _PATIENT:
            self._patient, self._claim = None, {}
        elif name == "NM1":
            self._named(at(elements, 1), at(elements, 9))
        elif name == "CLM":
            place = (at(elements, 5) or "").split(":")[0]
            self._claim = {"claim_id": at(elements, 1), "setting": _setting(place), "provider_id": self._practice}
        elif name == "SV1":
            self._line = _line(elements, self._claim | {"patient_id": self._patient})
        elif name == "DTP" and at(elements, 1) == "472" and self._line:
            self._line["day"] = _day(at(elements, 3))

    def _named(self, role: str | None, number: str | None) -> None:
        if role == "85":
            self._practice = number
        elif role == "82":
            (self._line or self._claim)["provider_id"] = number
        elif role in ("IL", "QC") and number:
            self._patient = number


def _line(elements: list[str], claim: dict[str, Any]) -> dict[str, Any]:
    procedure = (at(elements, 1) or "").split(":")
    named = {key: claim.get(key) for key in ("claim_id", "patient_id", "provider_id", "setting")}
    code = procedure[1] if len(procedure) > 1 else None
    modifiers = " ".join(one for one in procedure[2:6] if one) or None
    return {**named, "day": None, "code": code, "units": _units(at(elements, 4)), "modifiers": modifiers}


def _units(text: str | None) -> int | None:
    whole = _WHOLE.fullmatch(text or "")
    return int(whole[1]) if whole else None


def _day(text: str | None) -> date | None:
    try:
        return datetime.strptime((text or "")[:8], "%Y%m%d").date()  # noqa: DTZ007  a day has no zone
    except ValueError:
        return None


def _setting(place: str) -> str | None:
    if place in _HOSPITAL:
        return "hospital_outpatient"
    return "office" if place == _OFFICE else None
