"""`surefoot staff`: adds a member of staff; the first one comes with the clinic."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from surefoot.cli.home import default_home
from surefoot_web.config.env import read_environment, write_environment

from .server import prepare_database

if TYPE_CHECKING:
    from surefoot_web.accounts.models import Clinic, User

ROLES = ("front_desk", "assistant", "provider", "biller", "compliance", "administrator")
CREDENTIALS = ("DPM", "MD", "DO", "PT", "OT", "PTA", "OTA", "PA", "NP", "CNS", "AT", "MA", "other")
CONSOLE = {"by": "console"}  # in the trail: done with a command at the machine, by somebody whom no sign-in names


class Staff:
    """Add one person who can sign in. The password is asked for, or read as one line where there is no terminal."""

    name = "staff"
    help = "add a member of staff, and the clinic with the first one"
    example = (
        'Example: surefoot staff --clinic "Harbour Clinic" --time-zone America/New_York '
        '--username lee --name "A. Lee" --staff-id DPM-1 --role provider --credential DPM'
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--username", required=True, help="what they type to sign in")
        parser.add_argument("--name", required=True, help="their name as notes show it")
        parser.add_argument("--staff-id", required=True, help="their id in cases and notes, such as DPM-1")
        parser.add_argument("--role", required=True, choices=ROLES)
        parser.add_argument("--credential", default="other", choices=CREDENTIALS)
        parser.add_argument("--clinic", help="name of the clinic, with its first member of staff")
        parser.add_argument("--time-zone", help="the clinic's time zone, such as America/New_York")
        parser.add_argument("--home", type=Path, help=f"folder of everything kept (default: {default_home()})")

    def run(self, args: argparse.Namespace) -> int:
        environment = read_environment()
        write_environment(replace(environment, home=(args.home or environment.home).expanduser().resolve()))
        fault = prepare_database() or _add(args)
        if fault:
            print(fault, file=sys.stderr)
            return 2
        print(f"{args.username} can sign in as {args.role}.")
        return 0


def _add(args: argparse.Namespace) -> str | None:
    """Add the person, and the clinic when there is none yet; say what is wrong, or None."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from surefoot_web.accounts.models import Clinic, User

    fault = _clinic_fault(args, Clinic.objects.exists()) or _taken_fault(args)
    if fault:
        return fault
    password = getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    named = {"username": args.username, "display_name": args.name, "staff_id": args.staff_id}
    try:
        validate_password(password, User(**named))
    except ValidationError as weak:
        return f"SF-W910  {' '.join(weak.messages)}\n  where  the password\n  do     Choose another one."
    with transaction.atomic():
        founded = Clinic.objects.first() is None
        clinic = Clinic.objects.first() or Clinic.objects.create(name=args.clinic, time_zone=args.time_zone)
        given = {"role": args.role, "credential": args.credential}
        person = User.objects.create_user(password=password, clinic=clinic, **given, **named)
        _record(clinic if founded else None, person, given)
    return None


def _record(founded: Clinic | None, person: User, given: dict[str, str]) -> None:
    """Put it into the trail. Nobody is signed in at the machine's console, so the actor is who was added, and the detail says so."""
    from surefoot_web.records.clock import now
    from surefoot_web.trail.recording import event_record

    told = {"actor": person, "at": now()}
    if founded is not None:
        event_record(action="clinic.found", subject=founded, detail=CONSOLE, **told)
    event_record(action="staff.add", subject=person, detail=CONSOLE | given, **told)


def _clinic_fault(args: argparse.Namespace, exists: bool) -> str | None:
    if exists and (args.clinic or args.time_zone):
        return "SF-W909  This home already has its clinic.\n  where  --clinic\n  do     Leave --clinic and --time-zone out."
    if not exists and not (args.clinic and args.time_zone in available_timezones()):
        return (
            "SF-W909  This home has no clinic yet; the first member of staff comes with it.\n"
            "  where  --clinic, --time-zone\n"
            "  do     Give its name and its time zone, such as America/New_York."
        )
    return None


def _taken_fault(args: argparse.Namespace) -> str | None:
    from surefoot_web.accounts.models import User

    for option, field in (("--username", "username"), ("--staff-id", "staff_id")):
        if User.objects.filter(**{field: getattr(args, field)}).exists():
            return f"SF-W911  Somebody already has this.\n  where  {option}\n  do     Choose another one."
    return None


staff = Staff()
