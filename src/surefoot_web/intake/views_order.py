"""Which questions the form asks first and which extra parts it hands out: settings of the clinic, from a day on."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from surefoot_web.accounts.actions import clinic_setting_set
from surefoot_web.accounts.models import Clinic
from surefoot_web.accounts.selectors import form_extras, form_orders, setting_on
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


class ExtrasForm(forms.Form):
    """The extra parts, and the first day on which they are handed out."""

    value = forms.MultipleChoiceField(
        label=_("The questionnaire also asks about"), widget=forms.CheckboxSelectMultiple, required=False
    )
    first_day = forms.DateField(label=_("From this day on"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].choices = list(form_extras().items())


def _held(clinic: Clinic, today: date) -> dict[str, Any]:
    """The two settings as they hold today."""
    order = setting_on(clinic=clinic, key="form_order", day=today) or form_orders()[0]
    return {"form_order": order, "form_extras": setting_on(clinic=clinic, key="form_extras", day=today)}


def _settings_page(request: HttpRequest, key: str) -> HttpResponse:
    """Both settings on one page; a post writes the one its address names. Visits of earlier days keep theirs."""
    clinic = request.user.clinic
    today = day_in(clinic.time_zone, now())
    held = _held(clinic, today)
    shown: dict[str, forms.Form] = {}
    for name, made in (("form_order", OrderForm), ("form_extras", ExtrasForm)):
        posted = request.POST if request.method == "POST" and name == key else None
        shown[name] = made(posted, initial={"value": held[name], "first_day": today})
    form = shown[key]
    if form.is_valid():
        with taking(form):
            given = {"key": key, **form.cleaned_data, "operation": operation_of(request)}
            clinic_setting_set(by=request.user, **given)
            return redirect("intake:order")
    context = {
        "order_form": shown["form_order"],
        "extras_form": shown["form_extras"],
        "held": LABELS.get(held["form_order"], held["form_order"]),
        "handed_out": [form_extras()[one] for one in held["form_extras"]],
        "operation": operation_id(request),
    }
    return render(request, "intake/order.html", context, status=422 if form.errors else 200)


@page("clinic.setting_set")
def order(request: HttpRequest) -> HttpResponse:
    """Say what holds today; choose from a day on what is asked first."""
    return _settings_page(request, "form_order")


@page("clinic.setting_set")
def extras(request: HttpRequest) -> HttpResponse:
    """Choose from a day on which extra parts are handed out."""
    return _settings_page(request, "form_extras")
