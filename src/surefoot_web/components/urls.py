"""Addresses of the components: the gallery and the text size switch."""

from django.urls import path

from . import views

app_name = "components"
urlpatterns = [
    path("gallery/", views.gallery, name="gallery"),
    path("gallery/<slug:page>/", views.gallery, name="gallery_page"),
    path("drawings/<path:name>/<slug:theme>.svg", views.drawing, name="drawing"),
    path("text-size/", views.text_size, name="text_size"),
]
