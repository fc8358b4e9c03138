"""Addresses of the questionnaire, under intake/."""

from django.urls import path

from . import still, views, views_choose, views_entry, views_handover, views_medicines, views_order, views_scores

app_name = "intake"
urlpatterns = [
    path("order/", views_order.order, name="order"),
    path("order/extras/", views_order.extras, name="extras"),
    path("visits/<uuid:visit_id>/hand-over/", views_handover.hand_over, name="hand_over"),
    path("visits/<uuid:visit_id>/answers/", views_handover.answers, name="answers"),
    path("visits/<uuid:visit_id>/scores/", views_scores.scores, name="scores"),
    path("visits/<uuid:visit_id>/paper/", views_entry.paper, name="paper"),
    path("visits/<uuid:visit_id>/paper/print/", views_entry.paper_print, name="paper_print"),
    path("visits/<uuid:visit_id>/left/", views_entry.left, name="left"),
    path("visits/<uuid:visit_id>/medicines/", views_medicines.review, name="medicines"),
    path("visits/<uuid:visit_id>/medicines/list/", views_medicines.write_list, name="medicines_list"),
    path("<uuid:form_id>/", views.form_page, name="form"),
    path("<uuid:form_id>/begin/", views.begin, name="begin"),
    path("<uuid:form_id>/check/", views.check_page, name="check"),
    path("<uuid:form_id>/choose/", views_choose.choose, name="choose"),
    path("<uuid:form_id>/now/", views.urgent_page, name="urgent"),
    path("<uuid:form_id>/stopped/", views.stopped, name="stopped"),
    path("<uuid:form_id>/still-here/", still.still_here, name="still_here"),
    path("<uuid:form_id>/language/", views.language, name="language"),
    path("<uuid:form_id>/thanks/", views.thanks, name="thanks"),
    path("<uuid:form_id>/<slug:section>/<slug:slug>/", views.question_page, name="question"),
]
