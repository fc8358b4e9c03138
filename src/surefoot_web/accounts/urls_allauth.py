"""The few of allauth's addresses that are needed, under the names it asks for. No sign-up, no e-mail, no password by mail."""

from allauth.account.views import reauthenticate
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.conf import settings
from django.urls import path

from .doors import views_single
from .doors.views import own
from .views import SignIn

urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="account_login"),
    path("sign-in/second/", factors.authenticate, name="mfa_authenticate"),
    path("own/sign-in/again/", reauthenticate, name="account_reauthenticate"),
    path("own/sign-in/again/code/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("own/sign-in/again/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("own/sign-in/", own, name="mfa_index"),
    path("own/sign-in/", own, name="mfa_list_webauthn"),
    path("own/sign-in/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("own/sign-in/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("own/sign-in/passkey/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("own/sign-in/passkey/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("own/sign-in/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("own/sign-in/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
]
single_sign_on = [
    path("sign-in/single/<str:provider_id>/", views_single.away, name="openid_connect_login"),
    path("sign-in/single/<str:provider_id>/back/", views_single.back, name="openid_connect_callback"),
]
if settings.SUREFOOT_SIGN_ON:
    urlpatterns += single_sign_on
