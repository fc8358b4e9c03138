"""Clinics, their dated settings, and the people who work in them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from surefoot_web.records.base import Kept
from surefoot_web.records.declared import declared
from surefoot_web.records.ids import new_id

from .roles import MAY, Credential, Role


@declared(technical="id name time_zone payer_policy row_version created_at")
class Clinic(models.Model):
    """One practice. Its `time_zone` (IANA name) is what its pages show; `payer_policy` is for patients without one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(_("name"), max_length=200)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    payer_policy = models.CharField(_("payer policy"), max_length=64, default="cms")
    row_version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


@declared(technical="key value first_day set_by set_at")
class ClinicSetting(Kept):
    """One setting of a clinic from `first_day` on. The latest row on or before a day holds on that day."""

    key = models.CharField(max_length=64)
    value = models.JSONField()
    first_day = models.DateField()
    set_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["clinic", "key", "first_day"], name="clinic_setting_day")]


@declared(technical="credential state within_scope on by at")
class ScopeAttestation(Kept):
    """What somebody attests for the clinic: whether the service lies within the scope of practice of `credential` in `state`.

    It holds from the day on which it was given; the latest word on a day counts.
    """

    credential = models.CharField(_("credential"), max_length=8, choices=Credential)
    state = models.CharField(_("state"), max_length=2)
    within_scope = models.BooleanField()
    on = models.DateField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.CheckConstraint(
                name="accounts_scope_credential_known", condition=models.Q(credential__in=Credential.values)
            )
        ]


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


@declared(
    identifying="username display_name email npi staff_id sign_on",
    technical="id clinic credential role is_active password last_login sessions_ended row_version created_at",
)
class User(AbstractBaseUser):
    """A member of staff. `staff_id` ("DPM-7") names them in cases and notes; `role` decides what they may do.

    `sign_on` is the subject id or e-mail address by which they come from the clinic's single sign-on, if it has one.
    A session holds as long as `sessions_ended` stays what it was when the session began.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="staff")
    username = models.CharField(_("user name"), max_length=150, unique=True)
    display_name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"), blank=True)
    staff_id = models.CharField(_("staff id"), max_length=64)
    npi = models.CharField(_("NPI"), max_length=10, blank=True)
    credential = models.CharField(_("credential"), max_length=8, choices=Credential, default=Credential.OTHER)
    role = models.CharField(_("role"), max_length=16, choices=Role)
    is_active = models.BooleanField(default=True)
    sign_on = models.CharField(_("single sign-on"), max_length=255, blank=True)
    sessions_ended = models.PositiveIntegerField(default=0)
    row_version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ("display_name",)
    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clinic", "staff_id"], name="accounts_user_staff_id_once"),
            models.UniqueConstraint(
                Lower("sign_on"), condition=~models.Q(sign_on=""), name="accounts_user_sign_on_once"
            ),
            models.CheckConstraint(name="accounts_user_role_known", condition=models.Q(role__in=Role.values)),
            models.CheckConstraint(
                name="accounts_user_credential_known", condition=models.Q(credential__in=Credential.values)
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    def get_full_name(self) -> str:
        return self.display_name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session keeps of its beginning: once password or `sessions_ended` changed, it opens nothing."""
        held = f"{self.password}{self.sessions_ended or ''}"
        return salted_hmac("surefoot.session", held, secret=secret, algorithm="sha256").hexdigest()

    def may(self, action: str) -> bool:
        """Whether the role of this person allows `action` ("patient.add"). An action that is not listed is refused."""
        return self.is_active and self.role in MAY.get(action, ())
