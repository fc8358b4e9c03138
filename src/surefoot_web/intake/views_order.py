"""Which questions the form asks first: a setting of the clinic, from a day on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from surefoot_web.accounts.actions import clinic_setting_set
from surefoot_web.accounts.selectors import form_orders, setting_on
from surefoot_web.records.clock import day_in, now
from surefoot_web.records.pages import operation_id, operation_of, page, taking

LABELS = {
    "stay_independent_first": _("Stay Independent first: all twelve statements"),
    "three_questions_first": _("Three key questions first: the rest only after one that is not a no"),
}


class OrderForm(forms.Form):
    """The order, and the first day on which it holds."""

    value = forms.ChoiceField(label=_("What the questionnaire asks first"), widget=forms.RadioSelect)
    first_day = forms.DateField(label=_("From this day on"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].choices = [(order, LABELS.get(order, order)) for order in form_orders()]


@page("clinic.setting_set")
def order(request: HttpRequest) -> HttpResponse:
    """Say which order holds today and choose another from a day on. Visits of earlier days keep theirs."""
    clinic = request.user.clinic
    today = day_in(clinic.time_zone, now())
    held = setting_on(clinic=clinic, key="form_order", day=today) or form_orders()[0]
    form = OrderForm(request.POST or None, initial={"value": held, "first_day": today})
    if form.is_valid():
        with taking(form):
            given = {"key": "form_order", **form.cleaned_data, "operation": operation_of(request)}
            clinic_setting_set(by=request.user, **given)
            return redirect("intake:order")
    context = {"form": form, "held": LABELS.get(held, held), "operation": operation_id(request)}
    return render(request, "intake/order.html", context, status=422 if form.errors else 200)
