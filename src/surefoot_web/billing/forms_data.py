"""Forms of what claims need beside the record. Each field has its place in the `claim` of a case, and the case's own rules check it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from surefoot.billing.services import CODE
from surefoot.interop.claims import is_npi, unseen
from surefoot_web.accounts.models import User
from surefoot_web.config.knowledge import load

from .claim_data import RENDERING, at_path, nested

LONGEST_NAME = 60  # on a claim
YES_NO = (("yes", _("Yes")), ("no", _("No")), ("", _("Not known")))
RELATIONS = (
    ("self", _("The patient")),
    ("spouse", _("The patient’s spouse")),
    ("child", _("The patient’s parent")),
    ("other", _("Somebody else")),
)
SEXES = (("", _("Not known")), ("female", _("Female")), ("male", _("Male")), ("unknown", _("Unknown to the payer")))
TAX_KINDS = (("ein", _("EIN of the practice")), ("ssn", _("Social security number")))


def _text(label: Any, help_text: Any = "", *, max_length: int = LONGEST_NAME) -> forms.CharField:
    box = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, help_text=help_text, max_length=max_length, required=False, widget=box)


def _choice(label: Any, choices: Any, help_text: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False, help_text=help_text)


def _yes_no(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=YES_NO, required=False, widget=forms.RadioSelect)


def _money(label: Any, help_text: Any = "") -> forms.DecimalField:
    box = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    return forms.DecimalField(
        label=label, help_text=help_text, max_digits=9, decimal_places=2, min_value=0, required=False, widget=box
    )


def _day(label: Any, help_text: Any = "", *, required: bool = False) -> forms.DateField:
    return forms.DateField(
        label=label, help_text=help_text, required=required, widget=forms.DateInput(attrs={"type": "date"})
    )


class ClaimDataForm(forms.Form):
    """`PLACES` maps each field to its dotted place in `claim`; `groups` are headings with the fields under them."""

    PLACES: ClassVar[Mapping[str, str]] = {}
    GROUPS: ClassVar[Sequence[tuple[Any, Sequence[str]]]] = ()

    def __init__(self, *args: Any, held: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        initial = {name: _typed(at_path(held or {}, place)) for name, place in self.PLACES.items()}
        kwargs["initial"] = {name: value for name, value in initial.items() if value is not None} | kwargs.get(
            "initial", {}
        )
        super().__init__(*args, **kwargs)

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        return [(says, [self[name] for name in names]) for says, names in self.GROUPS]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        self._check_npis(given)
        self._check_signs(given)
        if not self.errors:
            self._check_shape()
        return given

    @property
    def data_given(self) -> dict[str, Any]:
        """What was typed, in the shape of `claim`."""
        return nested({place: _kept(self.cleaned_data.get(name)) for name, place in self.PLACES.items()})

    def _check_npis(self, given: Mapping[str, Any]) -> None:
        for name, value in list(given.items()):
            if "npi" in name and value and not is_npi(str(value)):
                self.add_error(name, _("This is no NPI: its check digit does not fit. Copy the ten digits again."))

    def _check_signs(self, given: Mapping[str, Any]) -> None:
        for name, value in list(given.items()):
            if isinstance(value, str) and (signs := unseen(value)):
                says = _("This holds a sign that is not seen (%(signs)s). Type it anew, on one line.")
                self.add_error(name, says % {"signs": ", ".join(signs)})

    def _check_shape(self) -> None:
        """What the shape of a case says of it, beside the field it names."""
        from surefoot.cases import case_faults

        parts = {key: part for key, part in self.data_given.items() if key != RENDERING}
        case = {"schema": "surefoot-case/1", "patient": {}, "visit": {"date": "2026-01-01"}, "claim": parts}
        names = {f"claim.{place}": name for name, place in self.PLACES.items()}
        for fault in case_faults(case, load()):
            self.add_error(names.get(fault.where), f"{fault.says} {fault.do}")


class PracticeForm(ClaimDataForm):
    """Who bills, who sends the file, what one unit costs, and the name of each provider as payers know it."""

    PLACES: ClassVar = {
        "name": "billing.name",
        "npi": "billing_npi",
        "tax_id": "billing.tax_id",
        "tax_id_kind": "billing.tax_id_kind",
        "taxonomy": "billing.taxonomy",
        "street": "billing.address.street",
        "city": "billing.address.city",
        "state": "billing.address.state",
        "zip": "billing.address.zip",
        "contact": "billing.contact",
        "phone": "billing.phone",
        "submitter_id": "submitter_id",
        "receiver_id": "receiver_id",
        "receiver_name": "receiver_name",
        "charge": f"charges.{CODE}",
    }
    name = _text(_("Name of the practice, as it bills"))
    npi = _text(_("NPI of the practice"), _("Ten digits."), max_length=10)
    tax_id = _text(_("Tax number"), _("Nine digits without a hyphen."), max_length=9)
    tax_id_kind = _choice(_("Kind of tax number"), TAX_KINDS)
    taxonomy = _text(_("Taxonomy code, if the payer asks for it"), _("Ten characters."), max_length=10)
    street = _text(_("Street"), max_length=55)
    city = _text(_("City"), max_length=30)
    state = _text(_("State"), _("Two capitals."), max_length=2)
    zip = _text(_("ZIP code"), _("Five or nine digits without a hyphen."), max_length=9)
    contact = _text(_("Person to ask about claims"))
    phone = _text(_("Telephone number"), _("Ten digits."), max_length=10)
    submitter_id = _text(
        _("Sender’s number (837P)"), _("As the clearing house gave it: capitals and digits."), max_length=15
    )
    receiver_id = _text(_("Receiver’s number (837P)"), max_length=15)
    receiver_name = _text(_("Receiver’s name (837P)"))
    charge = _money(_("Charge of the practice for one unit, in US dollars"))
    first_day = _day(_("It holds from this day on"), _("Visits of earlier days keep what held then."), required=True)

    def __init__(self, *args: Any, staff: Sequence[User], held: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        self.staff = {f"staff_{number}": one for number, one in enumerate(staff)}
        known = (held or {}).get(RENDERING, {})
        named = {
            f"{key}_{part}": known.get(one.staff_id, {}).get(part)
            for key, one in self.staff.items()
            for part in ("last_name", "first_name", "taxonomy")
        }
        kwargs["initial"] = kwargs.get("initial", {}) | {name: value for name, value in named.items() if value}
        super().__init__(*args, held=held, **kwargs)
        for key, one in self.staff.items():
            who = {"who": one.display_name}
            self.fields[f"{key}_last_name"] = _text(_("%(who)s: last name") % who)
            self.fields[f"{key}_first_name"] = _text(_("%(who)s: first name") % who, max_length=35)
            self.fields[f"{key}_taxonomy"] = _text(_("%(who)s: taxonomy code, if asked for") % who, max_length=10)

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        bills = (
            "name",
            "npi",
            "tax_id",
            "tax_id_kind",
            "taxonomy",
            "street",
            "city",
            "state",
            "zip",
            "contact",
            "phone",
        )
        sends = ("submitter_id", "receiver_id", "receiver_name")
        people = [name for name in self.fields if name.startswith("staff_")]
        listed = (
            (_("Who bills"), bills),
            (_("Who renders the service"), people),
            (_("Charge"), ("charge",)),
            (_("Sending an 837P file"), sends),
            (_("From when"), ("first_day",)),
        )
        return [(says, [self[name] for name in names]) for says, names in listed if names]

    @property
    def data_given(self) -> dict[str, Any]:
        people = {}
        for key, one in self.staff.items():
            named = {part: self.cleaned_data.get(f"{key}_{part}") for part in ("last_name", "first_name", "taxonomy")}
            people[one.staff_id] = {part: value for part, value in named.items() if value}
        listed = {who: named for who, named in people.items() if named}
        return super().data_given | ({RENDERING: listed} if listed else {})


class CoverageForm(ClaimDataForm):
    """Who pays for a patient, who is insured, and what was signed."""

    PLACES: ClassVar = {
        "payer_name": "payer.name",
        "payer_id": "payer.id",
        "payer_kind": "payer.kind",
        "relation": "subscriber.relation",
        "subscriber_id": "subscriber.id",
        "last_name": "subscriber.last_name",
        "first_name": "subscriber.first_name",
        "birth_date": "subscriber.birth_date",
        "sex": "subscriber.sex",
        "street": "subscriber.postal_address.street",
        "city": "subscriber.postal_address.city",
        "state": "subscriber.postal_address.state",
        "zip": "subscriber.postal_address.zip",
        "patient_last_name": "patient.last_name",
        "patient_first_name": "patient.first_name",
        "patient_street": "patient.postal_address.street",
        "patient_city": "patient.postal_address.city",
        "patient_state": "patient.postal_address.state",
        "patient_zip": "patient.postal_address.zip",
        "accepts_assignment": "accepts_assignment",
        "benefits_assigned": "benefits_assigned",
        "release_signed": "release_signed",
    }
    GROUPS: ClassVar = (
        (_("Who pays"), ("payer_name", "payer_id", "payer_kind")),
        (
            _("Who is insured"),
            (
                "relation",
                "subscriber_id",
                "last_name",
                "first_name",
                "birth_date",
                "sex",
                "street",
                "city",
                "state",
                "zip",
            ),
        ),
        (
            _("The patient, where somebody else is insured"),
            (
                "patient_last_name",
                "patient_first_name",
                "patient_street",
                "patient_city",
                "patient_state",
                "patient_zip",
            ),
        ),
        (_("What was agreed and signed"), ("accepts_assignment", "benefits_assigned", "release_signed")),
        (_("From when"), ("first_day",)),
    )
    payer_name = _text(_("Name of the payer"))
    payer_id = _text(_("Number of the payer"), max_length=40)
    payer_kind = _text(_("Kind of payer"), _("Two characters, as MB for Medicare Part B."), max_length=2)
    relation = _choice(_("Who is insured"), RELATIONS)
    subscriber_id = _text(_("Number of the insured"), max_length=40)
    last_name = _text(_("Last name of the insured"))
    first_name = _text(_("First name of the insured"), max_length=35)
    birth_date = _day(_("Date of birth of the insured"))
    sex = _choice(_("Sex of the insured, as the payer knows it"), SEXES)
    street = _text(_("Street of the insured"), max_length=55)
    city = _text(_("City of the insured"), max_length=30)
    state = _text(_("State of the insured"), _("Two capitals."), max_length=2)
    zip = _text(_("ZIP code of the insured"), _("Five or nine digits without a hyphen."), max_length=9)
    patient_last_name = _text(_("Last name of the patient"))
    patient_first_name = _text(_("First name of the patient"), max_length=35)
    patient_street = _text(_("Street of the patient"), max_length=55)
    patient_city = _text(_("City of the patient"), max_length=30)
    patient_state = _text(_("State of the patient"), max_length=2)
    patient_zip = _text(_("ZIP code of the patient"), max_length=9)
    accepts_assignment = _yes_no(_("Does the practice accept assignment?"))
    benefits_assigned = _yes_no(_("Did the insured sign that the payer may pay the practice?"))
    release_signed = _yes_no(_("Did the patient sign that the record may be shown to the payer?"))
    first_day = _day(_("It holds from this day on"), _("Visits of earlier days keep what held then."), required=True)


class DetailsForm(ClaimDataForm):
    """What the claim of one visit says beside its record."""

    PLACES: ClassVar = {
        "accident_related": "accident_related",
        "therapy_before_visit_usd": "therapy_before_visit_usd",
        "place_of_service": "place_of_service",
        "referring_last_name": "referring.last_name",
        "referring_first_name": "referring.first_name",
        "referring_npi": "referring.npi",
    }
    GROUPS: ClassVar = (
        (_("This visit"), ("accident_related", "therapy_before_visit_usd", "place_of_service")),
        (_("Who referred, if somebody did"), ("referring_last_name", "referring_first_name", "referring_npi")),
    )
    accident_related = _yes_no(_("Is work or an accident the cause?"))
    therapy_before_visit_usd = _money(
        _("Therapy of the year before this visit, in US dollars"), _("As the payer’s portal tells it.")
    )
    place_of_service = _text(
        _("Place of service, where the setting alone does not settle it"), _("Two digits."), max_length=2
    )
    referring_last_name = _text(_("Last name"))
    referring_first_name = _text(_("First name"), max_length=35)
    referring_npi = _text(_("NPI"), max_length=10)


def _typed(value: Any) -> Any:
    """A value of a case as a form holds it."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


def _kept(value: Any) -> Any:
    """A value of a form as a case holds it."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, date):
        return value.isoformat()
    return {"yes": True, "no": False}.get(value, value) if isinstance(value, str) else value
