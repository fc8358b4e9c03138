"""surefoot claim: the professional claim of a visit, or of several, in one of three forms."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from surefoot.assessment import assess
from surefoot.cases import Read, read_cases
from surefoot.cli.files import day, say, today, write_whole
from surefoot.cli.home import installed
from surefoot.errors import CaseRefused, Fault, Refused
from surefoot.interop.claims import Claim, ClaimRefused, claim_of
from surefoot.interop.cms1500 import render_cms1500
from surefoot.interop.fhir.r4 import write_claims
from surefoot.interop.x12.v5010 import Exchange, write_837p

_SECONDS_OF_A_DAY = 24 * 60 * 60


class ClaimCommand:
    name = "claim"
    help = "the claim of a visit whose decision is yes; refused, saying why, when it is not"
    example = "Example: surefoot claim visit.json --to x12-837p -o claim.837 --test"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("case", type=Path, help="one case, an array of cases, or one case a line")
        parser.add_argument("--to", choices=tuple(_FORMS), required=True)
        parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
        parser.add_argument("--as-of", type=day, metavar="DATE", help="use the knowledge of another day")
        parser.add_argument("--control-number", type=int, help="of the interchange; from the clock unless given")
        parser.add_argument("--test", action="store_true", help="mark the file as a test: not to be paid")

    def run(self, args: argparse.Namespace) -> int:
        try:
            claims, cases = _claims(args)
        except ClaimRefused as refused:
            say(str(refused))
            return 1
        written = _FORMS[args.to](claims, cases, args)
        write_whole(args.output, written)
        say(f"written: {args.output}, {len(claims)} claim{'s' if len(claims) > 1 else ''}")
        return 0


def _claims(args: argparse.Namespace) -> tuple[list[Claim], list[Any]]:
    """Every claim of the file, or every reason why one of them cannot be made: a batch is whole or not at all."""
    knowledge, claims, cases = installed(), [], []
    against: list[Fault] = []
    faults: list[Fault] = []
    for read in read_cases(args.case):
        try:
            if read.faults:
                raise CaseRefused(read.faults)
            assessment = assess(read.case, knowledge, as_of=args.as_of, today=today())
            claims.append(claim_of(read.case, assessment, knowledge, today=today()))
            cases.append(read.case)
        except ClaimRefused as refused:
            against += _placed(refused.faults, _where(read))
        except Refused as refused:
            faults += _placed(refused.faults, _where(read))
    faults += _named_twice(claims)
    if faults:
        raise CaseRefused((*faults, *against))
    if against:
        raise ClaimRefused(against)
    return claims, cases


def _where(read: Read) -> str:
    return read.where if read.one_of_many else ""


def _placed(faults: Sequence[Fault], place: str) -> list[Fault]:
    return [Fault(fault.code, f"{place} {fault.where}".strip(), fault.says, fault.do) for fault in faults]


def _named_twice(claims: Sequence[Claim]) -> list[Fault]:
    ids = [claim.id for claim in claims]
    twice = sorted({id_ for id_ in ids if ids.count(id_) > 1})
    return [Fault("SF-B019", "claim.id", f'Two claims are called "{id_}".', "Give each its own.") for id_ in twice]


def _exchange(case: Any, args: argparse.Namespace) -> Exchange:
    given = case.get("claim") or {}
    missing = [key for key in ("submitter_id", "receiver_id", "receiver_name") if not given.get(key)]
    if missing:
        says = "The claim lacks {}: who sends the file, and to whom."
        raise CaseRefused([Fault("SF-B011", f"claim.{key}", says.format(key), f"Add claim.{key}.") for key in missing])
    now = datetime.now().astimezone()
    number = _from_the_clock(now) if args.control_number is None else args.control_number
    if not 1 <= number < 10**9:
        says = f"{number} is no control number: it has one to nine digits."
        raise Refused([Fault("SF-B020", "--control-number", says, "Count on from the last file you sent.")])
    return Exchange(given["submitter_id"], given["receiver_id"], given["receiver_name"], now, number, args.test)


def _from_the_clock(now: datetime) -> int:
    """Another one each second of the year."""
    second = now.hour * 3600 + now.minute * 60 + now.second
    return now.timetuple().tm_yday * _SECONDS_OF_A_DAY + second


def _as_837p(claims: list[Claim], cases: list[Any], args: argparse.Namespace) -> bytes:
    return write_837p(claims, _exchange(cases[0], args)).encode("ascii")


def _as_fhir(claims: list[Claim], cases: list[Any], args: argparse.Namespace) -> bytes:
    return write_claims(claims, today())


def _as_cms1500(claims: list[Claim], cases: list[Any], args: argparse.Namespace) -> bytes:
    return render_cms1500(claims)


_FORMS: dict[str, Callable[[list[Claim], list[Any], argparse.Namespace], bytes]] = {
    "x12-837p": _as_837p,
    "cms1500-pdf": _as_cms1500,
    "fhir": _as_fhir,
}
