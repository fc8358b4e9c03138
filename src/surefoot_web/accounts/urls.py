"""Addresses of signing in and out, and of the clinic's phone number."""

from django.urls import path

from .views import SignIn, SignOut, phone

app_name = "accounts"
urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="sign_in"),
    path("sign-out/", SignOut.as_view(), name="sign_out"),
    path("settings/phone/", phone, name="phone"),
]
