"""Changes to what a clinic says of itself: dated settings, scopes of practice, its own knowledge files."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from surefoot.cli.ncci import Tables
from surefoot.cli.own_knowledge import taken
from surefoot_web.config.knowledge import load
from surefoot_web.records.actions import detail, writes
from surefoot_web.records.clock import day_in
from surefoot_web.records.faults import InputRefused

from .models import Clinic, ClinicSetting, ScopeAttestation, User
from .own_policies import install
from .roles import Credential
from .selectors import SETTINGS, form_extras, form_orders
from .states import STATES

DIALLED = re.compile(r"(\+?[\d(][\d ()./-]{4,})?")


@writes("clinic.setting_set")
def clinic_setting_set(*, key: str, value: Any, first_day: date, by: User, at: datetime) -> ClinicSetting:
    """Set `key` (one of `SETTINGS`) to `value` from `first_day` on. Earlier days keep what held on them."""
    if key not in SETTINGS:
        raise InputRefused(f"There is no setting “{key}”.", do=f"Choose one of: {', '.join(SETTINGS)}.", field="key")
    CHECKS[key](value)
    detail(key=key, first_day=first_day.isoformat())
    return ClinicSetting.objects.create(
        clinic=by.clinic, key=key, value=value, first_day=first_day, set_by=by, set_at=at
    )


@writes("scope.attest")
def scope_attest(*, credential: str, state: str, within_scope: bool, by: User, at: datetime) -> ScopeAttestation:
    """Attest, from today on, whether the service is within the scope of practice of `credential` in `state`."""
    if credential not in Credential.values:
        raise InputRefused(f"“{credential}” is no credential.", do="Choose one of the list.", field="credential")
    _check_state(state, field="state")
    today = day_in(by.clinic.time_zone, at)
    detail(credential=credential, state=state)
    values = {"credential": credential, "state": state, "within_scope": within_scope, "on": today}
    return ScopeAttestation.objects.create(clinic=by.clinic, by=by, at=at, **values)


@writes("knowledge.add")
def own_policies_add(*, files: Mapping[str, str], by: User, at: datetime) -> Clinic:
    """Add the clinic's own policies, readings and sources: {file name: text}.

    Raises `surefoot.errors.KnowledgeRefused` with every fault of every file; nothing is installed then.
    """
    knowledge = install(Path(settings.SUREFOOT_HOME), files)
    detail(files=len(files), knowledge=knowledge.digest)
    return by.clinic


@writes("knowledge.edits_import")
def edits_import(*, tables: Tables, by: User, at: datetime) -> Clinic:
    """Take published NCCI tables, as they were read, into the knowledge. Raises `surefoot.errors.KnowledgeRefused`; nothing is kept then."""
    knowledge = taken(Path(settings.SUREFOOT_HOME), tables.files)
    detail(edition=tables.edition.name, setting=tables.edition.setting, knowledge=knowledge.digest)
    return by.clinic


def _check_policy(value: Any) -> None:
    if value not in load().policies:
        says = f"There is no payer policy “{value}”."
        raise InputRefused(says, do=f"Choose one of: {', '.join(load().policies)}.", field="value")


def _check_order(value: Any) -> None:
    if value not in form_orders():
        says = f"“{value}” is no order of the questionnaire."
        raise InputRefused(says, do=f"Choose one of: {', '.join(form_orders())}.", field="value")


def _check_extras(value: Any) -> None:
    if not isinstance(value, list) or len(set(value)) < len(value) or not set(value) <= set(form_extras()):
        says = f"“{value}” is no list of extra parts of the questionnaire."
        raise InputRefused(says, do=f"Choose of: {', '.join(form_extras())}.", field="value")


def _check_phone(value: Any) -> None:
    if not DIALLED.fullmatch(value):
        do = "Write digits, spaces and + - ( ) alone, or leave it empty."
        raise InputRefused("This is no phone number.", do=do, field="value")


def _check_state(value: Any, *, field: str = "value") -> None:
    if value not in STATES:
        raise InputRefused(f"“{value}” is no state.", do="Write its two capitals, such as NY.", field=field)


def _check_reassess(value: Any) -> None:
    """{"algorithm": id, "days": {level: days}, "ahead": days or None}: after how many days a clinic sees people of a level again."""
    algorithm = load().algorithms.get(value.get("algorithm"))
    if algorithm is None:
        raise InputRefused("There is no such table of levels.", do="Choose one of the list.", field="algorithm")
    for level, days in value["days"].items():
        if level not in algorithm.levels or not isinstance(days, int) or days < 1:
            raise InputRefused(
                "This is no number of days for a level.", do="Write whole days, or nothing.", field=level
            )
    shortest = min(value["days"].values(), default=None)
    ahead = value["ahead"]
    if ahead is not None and (not isinstance(ahead, int) or ahead < 0 or (shortest is not None and ahead >= shortest)):
        says = "Nobody can be on the list of those due on the very day they were seen."
        raise InputRefused(says, do="Choose fewer days than the shortest interval.", field="ahead")


CHECKS: dict[str, Callable[[Any], None]] = {
    "payer_policy": _check_policy,
    "form_order": _check_order,
    "form_extras": _check_extras,
    "phone": _check_phone,
    "reassess": _check_reassess,
    "state": _check_state,
}
