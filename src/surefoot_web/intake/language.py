"""The language of the form, which the respondent may switch at any question."""

from __future__ import annotations

from datetime import datetime

from surefoot_web.accounts.models import User
from surefoot_web.patients.models import Language
from surefoot_web.records.actions import detail, writes
from surefoot_web.records.faults import InputRefused
from surefoot_web.visits.models import Visit

from .models import IntakeForm
from .selectors import form_of


@writes("intake.switch_language")
def intake_switch_language(*, visit: Visit, language: str, by: User, at: datetime) -> IntakeForm:
    """Show the rest of the form in `language`; the answers stay as they are."""
    form = form_of(visit)
    if form is None or language not in Language.values:
        raise InputRefused(
            "This language is not offered.", do="Choose one of the languages on the page.", field="language"
        )
    detail(language=language)
    return form.change(language=language)
