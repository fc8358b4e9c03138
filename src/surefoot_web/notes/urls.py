"""Addresses of the note, under visits/<visit_id>/."""

from django.urls import path

from . import views

app_name = "notes"
urlpatterns = [
    path("documents/", views.documents, name="documents"),
    path("documents/<slug:document>/", views.document, name="document"),
    path("documents/<slug:document>/pdf/", views.document_pdf, name="document_pdf"),
    path("note/", views.note, name="note"),
    path("note/reason/", views.describe, name="describe"),
    path("note/sentence/", views.sentence, name="sentence"),
    path("note/own-sentence/", views.own_sentence, name="own_sentence"),
    path("note/preview/", views.preview, name="preview"),
    path("note/sign/", views.sign, name="sign"),
    path("note/cosign/", views.cosign, name="cosign"),
    path("note/addendum/", views.addendum, name="addendum"),
    path("note/files/<slug:name>/", views.download, name="download"),
    path("note/layers/<int:number>/<slug:name>/", views.download_layer, name="download_layer"),
]
