"""Who may do what: roles, credentials, one table from action to roles. What is not in the table is not allowed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    FRONT_DESK = "front_desk", _("Front desk")
    ASSISTANT = "assistant", _("Assistant")
    PROVIDER = "provider", _("Provider")
    BILLER = "biller", _("Biller")
    COMPLIANCE = "compliance", _("Compliance")
    ADMINISTRATOR = "administrator", _("Administrator")


class Credential(models.TextChoices):
    """Credentials as `surefoot-case/1` spells them."""

    DPM = "DPM", "DPM"
    MD = "MD", "MD"
    DO = "DO", "DO"
    PT = "PT", "PT"
    OT = "OT", "OT"
    PTA = "PTA", "PTA"
    OTA = "OTA", "OTA"
    PA = "PA", "PA"
    NP = "NP", "NP"
    CNS = "CNS", "CNS"
    AT = "AT", "AT"
    MA = "MA", "MA"
    OTHER = "other", _("Other or none")


DESK = {Role.FRONT_DESK, Role.ASSISTANT, Role.PROVIDER}
CARE = {Role.ASSISTANT, Role.PROVIDER}
SIGNERS = {Role.PROVIDER}
READERS = {Role.PROVIDER, Role.BILLER, Role.COMPLIANCE}

MAY: dict[str, set[Role]] = {
    "today.read": set(Role),
    "patient.read": set(Role) - {Role.ADMINISTRATOR},
    "patient.add": DESK,
    "patient.add_practice": DESK,
    "patient.correct": DESK,
    "visit.start": DESK,
    "visit.describe": CARE,
    "visit.cancel": DESK,
    "visit.end_early": CARE,
    "visit.mark_entered_in_error": CARE,
    "visit.review": CARE,
    "visit.read": set(Role) - {Role.ADMINISTRATOR},
    "visit.sign": SIGNERS,
    "intake.hand_over": DESK,
    "form_link.make": DESK,
    "form_link.open": DESK,
    "form_link.check": DESK,
    "form_link.end": DESK,
    "form_key.make": DESK,
    "form_key.destroy": DESK,
    "intake.answer": DESK,
    "intake.answer_list": DESK,
    "intake.enter": DESK,
    "intake.print": DESK,
    "intake.switch_language": DESK,
    "intake.submit": DESK,
    "intake.return": DESK,
    "medicines.list": CARE,
    "medicines.confirm": CARE,
    "intake.read": CARE | {Role.COMPLIANCE},
    "intake.urgent_shown": DESK,
    "urgent.read": DESK | {Role.COMPLIANCE},
    "urgent.acknowledge": CARE,
    "test.trial_record": CARE,
    "test.trial_withdraw": CARE,
    "test.trial_restore": CARE,
    "test.not_done": CARE,
    "test.move": CARE,
    "stopwatch.start": CARE,
    "stopwatch.stop": CARE,
    "device.invite": CARE,
    "device.join": CARE,
    "device.show": CARE,
    "device.end": CARE,
    "span.start": CARE,
    "span.stop": CARE,
    "span.enter": CARE,
    "span.correct": CARE,
    "span.remove": CARE,
    "span.restore": CARE,
    "incident.open": CARE,
    "incident.describe": CARE,
    "incident.release": CARE,
    "incident.withdraw": CARE,
    "due.read": DESK,
    "reminder.record": DESK,
    "recall.export": DESK,
    "trend.read": CARE | {Role.COMPLIANCE},
    "outcome.read": CARE | {Role.COMPLIANCE},
    "outcome.record": CARE,
    "falls.read": DESK | {Role.COMPLIANCE},
    "fall.report": DESK,
    "fall.none": DESK,
    "fall.correct": DESK,
    "fall.withdraw": DESK,
    "figures.read": {Role.PROVIDER, Role.COMPLIANCE, Role.ADMINISTRATOR},
    "figures.export": {Role.PROVIDER, Role.COMPLIANCE, Role.ADMINISTRATOR},
    "service.enter": CARE,
    "service.correct": CARE,
    "service.remove": CARE,
    "service.restore": CARE,
    "goal.choose": CARE,
    "goal.set": CARE,
    "suggestion.decide": SIGNERS,
    "sentence.keep": SIGNERS,
    "sentence.edit": SIGNERS,
    "sentence.remove": SIGNERS,
    "sentence.write": SIGNERS,
    "cosignature.sign": SIGNERS,
    "addendum.sign": SIGNERS,
    "plan.read": CARE | {Role.COMPLIANCE},
    "document.read": CARE | {Role.COMPLIANCE},
    "note.read": READERS,
    "billing.read": READERS,
    "review.settle": SIGNERS,
    "units.change": SIGNERS,
    "practice.give": {Role.BILLER, Role.ADMINISTRATOR},
    "coverage.give": {Role.FRONT_DESK, Role.BILLER},
    "claim.read": READERS,
    "claim.describe": {Role.BILLER},
    "claim.make": {Role.BILLER},
    "acknowledgement.take": {Role.BILLER},
    "trail.read": {Role.COMPLIANCE, Role.ADMINISTRATOR},
    "trail.read_patients": {Role.COMPLIANCE},  # without it, events about no patient alone
    "trail.export": {Role.COMPLIANCE},
    "staff.add": {Role.ADMINISTRATOR},
    "staff.change": {Role.ADMINISTRATOR},
    "staff.new_password": {Role.ADMINISTRATOR},
    "staff.factor_reset": {Role.ADMINISTRATOR},
    "staff.sign_out": {Role.ADMINISTRATOR},
    "own.password_change": set(Role),
    "own.sign_out_everywhere": set(Role),
    "clinic.setting_set": {Role.ADMINISTRATOR},
    "scope.attest": {Role.ADMINISTRATOR},
    "knowledge.add": {Role.ADMINISTRATOR},
    "knowledge.edits_import": {Role.ADMINISTRATOR},
}
