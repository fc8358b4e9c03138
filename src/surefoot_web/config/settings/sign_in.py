"""Who gets in: second factors, single sign-on, tries, the idle lock. What each means: docs/explanation/sign-in.md."""

from datetime import timedelta

from .base import ENVIRONMENT, SUREFOOT_DEMO

ACCOUNT_ADAPTER = "surefoot_web.accounts.doors.adapters.Account"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_SIGNUP_ENABLED = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_REAUTHENTICATION_METHODS = ("password", "mfa")
ACCOUNT_REAUTHENTICATION_TIMEOUT = int(timedelta(minutes=10).total_seconds())
ACCOUNT_LOGIN_TIMEOUT = int(timedelta(minutes=5).total_seconds())  # from the password to the second factor
ACCOUNT_RATE_LIMITS = {
    "login_failed": "20/5m/ip,5/5m/key",  # by address; by user name, and by person for second factors
    "reauthenticate": "10/5m/user",
}

MFA_ADAPTER = "surefoot_web.accounts.doors.adapters.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False  # a passkey is the second factor, after the password
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Surefoot"
MFA_TOTP_TOLERANCE = 1  # a clock that goes half a minute wrong
MFA_FORMS = {
    "authenticate": "surefoot_web.accounts.doors.forms.CodeForm",
    "reauthenticate": "surefoot_web.accounts.doors.forms.CodeAgainForm",
    "activate_totp": "surefoot_web.accounts.doors.forms.FirstCodeForm",
    "add_webauthn": "surefoot_web.accounts.doors.forms.PasskeyForm",
}
ACCOUNT_FORMS = {"reauthenticate": "surefoot_web.accounts.doors.forms.PasswordAgainForm"}

SUREFOOT_SECOND_FACTOR_REQUIRED = not SUREFOOT_DEMO
SUREFOOT_PROXIES = ENVIRONMENT.proxies
SUREFOOT_IDLE_SECONDS = ENVIRONMENT.idle_minutes * 60
SUREFOOT_TOKEN_LIMITS = {"token": "30/5m/ip"}  # tokens that open nothing, and wrong answers to a second check

SUREFOOT_SIGN_ON = ENVIRONMENT.sign_on.configured
SUREFOOT_SIGN_ON_NAME = ENVIRONMENT.sign_on.name or "single sign-on"
SOCIALACCOUNT_ADAPTER = "surefoot_web.accounts.doors.adapters.SingleSignOn"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form that leads to another site is refused by our content policy
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""
SOCIALACCOUNT_PROVIDERS = (
    {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "clinic",
                    "name": SUREFOOT_SIGN_ON_NAME,
                    "client_id": ENVIRONMENT.sign_on.client_id,
                    "secret": ENVIRONMENT.sign_on.read_secret(),
                    "settings": {"server_url": ENVIRONMENT.sign_on.issuer},
                }
            ],
        }
    }
    if SUREFOOT_SIGN_ON
    else {}
)
