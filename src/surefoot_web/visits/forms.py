"""What may be typed to start a visit."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from surefoot_web.accounts.models import User
from surefoot_web.accounts.selectors import providers_of

from .models import Visit
from .retest import retest_field


class VisitStartForm(forms.ModelForm):
    """Day, reason, provider, setting; after earlier tests, why again. Whoever starts a visit and is a provider is offered first."""

    class Meta:
        model = Visit
        fields = ("date", "reason", "retest_reason", "provider", "setting")
        widgets = {
            "date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "reason": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {"reason": _("Why these tests are needed: falls, complaints, what is to be found out.")}

    retest_reason = retest_field()

    def __init__(self, *args: Any, by: User, tested_before: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not tested_before:
            del self.fields["retest_reason"]
        self.fields["provider"].queryset = providers_of(by=by)
        self.initial.setdefault("provider", by.pk)
