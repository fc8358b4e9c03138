"""Who may put their signature beside that of the responsible provider."""

from __future__ import annotations

from django.utils.translation import gettext as _

from surefoot_web.accounts.models import User
from surefoot_web.config.knowledge import load
from surefoot_web.records.faults import InputRefused
from surefoot_web.visits.models import Visit

from .models import LayerKind, SignedLayer


def cosigner_refuse(visit: Visit, by: User) -> None:
    """Raise `InputRefused` where `by` cannot co-sign the signed `visit`."""
    says = _why_not(visit, by)
    if says:
        raise InputRefused(says, do=_("Nothing was signed."))


def may_cosign(visit: Visit, by: User) -> bool:
    """Whether `by` is another provider of skilled service than those who signed, and the visit is signed."""
    return by.may("cosignature.sign") and visit.is_signed and not _why_not(visit, by)


def _why_not(visit: Visit, by: User) -> str:
    if visit.provider_id == by.pk:
        return _("You answer for this visit; a co-signature is that of another provider.")
    signatures = (LayerKind.SIGNATURE, LayerKind.COSIGNATURE)
    if SignedLayer.objects.filter(visit=visit, signed_by=by, kind__in=signatures).exists():
        return _("You have signed this note already.")
    credential = load().credentials.get(by.credential)
    if credential is None or credential["skilled"] != "yes":
        return _("Your credential does not stand for skilled service, so your co-signature would not count.")
    return ""
