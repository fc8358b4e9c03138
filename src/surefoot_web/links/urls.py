"""Addresses of links: f/ for patients, intake/visits/…/link/ for staff."""

from django.urls import path

from . import views

app_name = "links"
urlpatterns = [
    path("f/closed/", views.closed, name="closed"),
    path("f/<str:token>/", views.open_link, name="open"),
    path("intake/visits/<uuid:visit_id>/link/", views.links, name="links"),
    path("intake/visits/<uuid:visit_id>/link/<uuid:link_id>/end/", views.end, name="end"),
]
