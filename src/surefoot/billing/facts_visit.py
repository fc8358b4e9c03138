"""The visit, its tests and its reason: what R01 to R08, R12 and R14 read."""

from __future__ import annotations

from collections.abc import Callable

from surefoot.billing.earned import override_documented
from surefoot.billing.found import Found, answered, text
from surefoot.billing.performed import Performed
from surefoot.billing.record import Record
from surefoot.knowledge.coding_sources import other_publishers
from surefoot.values import Tri
from surefoot.values.tri import all_of, any_of

_TOOK_PLACE = {"completed": True, "ended_early": True, "cancelled": False, "entered_in_error": False}
_NO_TESTS = "tests not recorded"


def visit_facts(record: Record) -> dict[str, Found]:
    """Facts of the visit as a whole."""
    visit = record.case["visit"]
    setting, status = visit.get("setting"), visit.get("status")
    reason = text(visit.get("reason"))
    return {
        "billing.visit_took_place": Found(
            _TOOK_PLACE.get(status), "status not recorded", ("visit.status",) if status else ()
        ),
        "billing.visit_year": Found(float(str(visit["date"])[:4]), evidence=("visit.date",)),
        "billing.remote": _remote(setting),
        "billing.reason_stated": Found(
            True if reason else None, "reason not recorded", ("visit.reason",) if reason else ()
        ),
        "billing.selection_sources_are_ama": Found(_ama_alone(record)),
        **_override_facts(record),
    }


def _remote(setting: object) -> Found:
    if setting is None:
        return Found(None, "setting not recorded")
    return Found(setting == "telehealth", evidence=("visit.setting",))


def _ama_alone(record: Record) -> bool:
    publishers = {id_: source.publisher for id_, source in record.knowledge.sources.items()}
    return not any(other_publishers(entry.data, publishers) for entry in record.knowledge.requirements.values())


def _override_facts(record: Record) -> dict[str, Found]:
    given, most = record.case.get("units_override"), record.earned.most
    paths = ("units_override",) if given else ()
    documented = override_documented(record.case, record.knowledge)
    raises = False if given is None else None if most is None else given["units"] > most
    return {
        "billing.override_documented": Found(documented, "reason, name or time missing", paths),
        "billing.override_raises": Found(raises, "units not known", paths),
    }


def facts_of_tests(record: Record) -> dict[str, Found]:
    """Facts of the tests. Only a test that measures physical performance satisfies them."""
    attempted, done = _any(record, lambda test: test.attempted), _any(record, lambda test: test.done)
    waiting = [test for test in record.tests or () if test.counts is Tri.NOT_KNOWN and test.attempted is not Tri.NO]
    return {
        "billing.performance_test_done": attempted,
        "billing.test_in_catalogue": attempted,
        "billing.performance_measured": done,
        "billing.service_described": _any(record, lambda test: test.attempted & Tri.of(test.protocol)),
        "billing.protocols_named": _protocols(record),
        "billing.device_is_only_evidence": _device_alone(record, attempted),
        "billing.test_to_review": Found(bool(waiting), evidence=tuple(test.path for test in waiting)),
    }


def _device_alone(record: Record, attempted: Found) -> Found:
    """A device beside a test that nothing shows: no evidence of it, and none against it. Without the device it is as open."""
    alone = record.names_device and attempted.value is not True
    return Found(None, "a device is on record, and no trial of the test") if alone else Found(False)


def _any(record: Record, shown: Callable[[Performed], Tri]) -> Found:
    if record.tests is None:
        return Found(None, _NO_TESTS)
    answers = [(test, shown(test) & test.counts) for test in record.tests]
    paths = (test.path for test, answer in answers if answer is Tri.YES)
    return answered(any_of(answer for _, answer in answers), "no result recorded", paths)


def _protocols(record: Record) -> Found:
    counted = [test for test in record.tests or () if test.counts is Tri.YES and test.attempted is Tri.YES]
    if not counted:
        return Found(None, _NO_TESTS)
    return answered(all_of(Tri.of(test.protocol) for test in counted), "", (test.path for test in counted))
