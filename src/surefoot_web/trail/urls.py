"""Addresses of the audit trail."""

from django.urls import path

from . import views

app_name = "trail"
urlpatterns = [
    path("", views.trail, name="trail"),
    path("export.<slug:form>", views.export, name="export"),
]
