"""Addresses of signing in and out, and of the clinic's settings."""

from django.urls import path

from . import views_clinic, views_payers, views_people
from .doors import views as doors
from .doors import views_lock
from .views import SignIn, SignOut, phone

app_name = "accounts"
urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="sign_in"),
    path("sign-out/", SignOut.as_view(), name="sign_out"),
    path("lock/", views_lock.lock_now, name="lock"),
    path("lock/open/", views_lock.unlock, name="unlock"),
    path("lock/state/", views_lock.lock_state, name="lock_state"),
    path("lock/alive/", views_lock.alive, name="alive"),
    path("own/sign-in/", doors.own, name="own"),
    path("own/sign-in/password/", doors.own_password, name="own_password"),
    path("own/sign-in/end/", doors.own_sign_out, name="own_sign_out"),
    path("set-up/<str:token>/", views_people.set_up, name="set_up"),
    path("settings/people/", views_people.people, name="people"),
    path("settings/people/<uuid:user_id>/", views_people.person, name="person"),
    path("settings/people/<uuid:user_id>/password/", views_people.new_password, name="new_password"),
    path("settings/people/<uuid:user_id>/second-factor/", doors.factor_reset, name="factor_reset"),
    path("settings/people/<uuid:user_id>/sign-out/", doors.sign_out_of, name="sign_out_of"),
    path("settings/", views_clinic.overview, name="overview"),
    path("settings/phone/", phone, name="phone"),
    path("settings/state/", views_clinic.state, name="state"),
    path("settings/scope/", views_clinic.scope, name="scope"),
    path("settings/coverage/", views_clinic.default_policy, name="default_policy"),
    path("settings/payers/", views_payers.payers, name="payers"),
    path("settings/payers/add/", views_payers.policies_add, name="policies_add"),
    path("settings/payers/edits/", views_payers.edits_add, name="edits_add"),
]
