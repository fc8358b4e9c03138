"""Every address of the app. Each room lists its own in `urls.py`."""

from django.urls import include, path

urlpatterns = [
    path("", include("surefoot_web.visits.urls")),
    path("", include("surefoot_web.accounts.urls")),
    path("", include("surefoot_web.accounts.urls_allauth")),
    path("", include("surefoot_web.components.urls")),
    path("patients/", include("surefoot_web.patients.urls")),
    path("", include("surefoot_web.links.urls")),
    path("intake/", include("surefoot_web.intake.urls")),
    path("device/", include("surefoot_web.offline.urls")),
    path("visits/<uuid:visit_id>/", include("surefoot_web.plans.urls")),
    path("visits/<uuid:visit_id>/", include("surefoot_web.notes.urls")),
    path("", include("surefoot_web.billing.urls")),
    path("", include("surefoot_web.followup.urls")),
    path("trail/", include("surefoot_web.trail.urls")),
    path("language/", include("django.conf.urls.i18n")),
]
handler400 = "surefoot_web.config.error_pages.bad_request"
handler403 = "surefoot_web.config.error_pages.forbidden"
handler404 = "surefoot_web.config.error_pages.not_found"
handler500 = "surefoot_web.config.error_pages.server_error"
handler429 = "surefoot_web.config.error_pages.too_many"  # allauth asks for it by this name
