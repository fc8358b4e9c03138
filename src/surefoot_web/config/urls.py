"""Every address of the app. Each room lists its own in `urls.py`."""

from django.urls import include, path

urlpatterns = [
    path("", include("surefoot_web.visits.urls")),
    path("", include("surefoot_web.accounts.urls")),
    path("patients/", include("surefoot_web.patients.urls")),
    path("intake/", include("surefoot_web.intake.urls")),
    path("plan/", include("surefoot_web.plans.urls")),
    path("note/", include("surefoot_web.notes.urls")),
    path("billing/", include("surefoot_web.billing.urls")),
]
