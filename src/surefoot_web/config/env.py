"""The environment variables of the web app. No other module of it reads the environment, or writes it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from surefoot.cli.home import HOME_VARIABLE, default_home

DATABASE_VARIABLE = "DATABASE_URL"
TLS_VARIABLE = "SUREFOOT_TLS"
DEMO_VARIABLE = "SUREFOOT_DEMO"
HOSTS_VARIABLE = "SUREFOOT_HOSTS"
SEALS_VARIABLE = "SUREFOOT_SEALS"
IDLE_VARIABLE = "SUREFOOT_IDLE_MINUTES"
PROXIES_VARIABLE = "SUREFOOT_PROXIES"
CACHE_VARIABLE = "SUREFOOT_CACHE_URL"
SIGN_ON_VARIABLES = {
    "issuer": "SUREFOOT_OIDC_ISSUER",
    "client_id": "SUREFOOT_OIDC_CLIENT_ID",
    "secret": "SUREFOOT_OIDC_SECRET",
    "secret_file": "SUREFOOT_OIDC_SECRET_FILE",
    "name": "SUREFOOT_OIDC_NAME",
}
IDLE_MINUTES = 10
MOST_IDLE_MINUTES = 60
MOST_PROXIES = 5


@dataclass(frozen=True, slots=True)
class SignOn:
    """The single sign-on of the clinic, if it has one: where it is, as whom we ask, and our secret or the file that holds it."""

    issuer: str = ""
    client_id: str = ""
    secret: str = ""
    secret_file: str = ""
    name: str = ""

    @property
    def configured(self) -> bool:
        return bool(self.issuer and self.client_id)

    def read_secret(self) -> str:
        """The secret: what the file holds, where one is named."""
        if not self.secret_file:
            return self.secret
        try:
            return Path(self.secret_file).read_text("utf-8").strip()
        except OSError as unread:
            name = SIGN_ON_VARIABLES["secret_file"]
            raise ImproperlyConfigured(
                f"SF-W935  The file that {name} names cannot be read: {unread.strerror}."
            ) from unread


@dataclass(frozen=True, slots=True)
class Environment:
    """What the environment says, read once.

    `home` is the folder of everything kept; `database_url` is empty for the embedded database; `tls` says that browsers
    reach the app by https; `demo` that the clinic is synthetic; `hosts` are the names it answers to beside loopback;
    `seals` is a folder elsewhere to which seals of the audit trail are copied; a session locks after
    `idle_minutes` without a touch; `proxies` how many proxies of ours a request passes;
    `cache_url` names a Redis server for what all workers share, empty for a table of the database.
    """

    home: Path
    database_url: str
    tls: bool
    demo: bool
    hosts: tuple[str, ...]
    seals: Path | None = None
    idle_minutes: int = IDLE_MINUTES
    proxies: int = 0
    cache_url: str = ""
    sign_on: SignOn = SignOn()


def read_environment() -> Environment:
    return Environment(
        home=Path(os.environ.get(HOME_VARIABLE) or default_home()).expanduser(),
        database_url=os.environ.get(DATABASE_VARIABLE, ""),
        tls=os.environ.get(TLS_VARIABLE) == "1",
        demo=os.environ.get(DEMO_VARIABLE) == "1",
        hosts=tuple(name for name in os.environ.get(HOSTS_VARIABLE, "").split(",") if name),
        seals=Path(os.environ[SEALS_VARIABLE]).expanduser() if os.environ.get(SEALS_VARIABLE) else None,
        idle_minutes=_number(IDLE_VARIABLE, IDLE_MINUTES, least=1, most=MOST_IDLE_MINUTES),
        proxies=_number(PROXIES_VARIABLE, 0, least=0, most=MOST_PROXIES),
        cache_url=os.environ.get(CACHE_VARIABLE, ""),
        sign_on=SignOn(**{part: os.environ.get(name, "") for part, name in SIGN_ON_VARIABLES.items()}),
    )


def _number(variable: str, otherwise: int, *, least: int, most: int) -> int:
    """A whole number of the environment. One that cannot be meant stops the start: a guess here would weaken a lock."""
    typed = os.environ.get(variable, "")
    if not typed:
        return otherwise
    if not (typed.isascii() and typed.isdecimal() and least <= int(typed) <= most):
        raise ImproperlyConfigured(f"SF-W932  {variable} must be a whole number from {least} to {most}, not {typed!r}.")
    return int(typed)


def write_environment(environment: Environment) -> None:
    """Hand `environment` to Django's settings, in this process and in the workers it starts."""
    os.environ[HOME_VARIABLE] = str(environment.home)
    os.environ[DATABASE_VARIABLE] = environment.database_url
    os.environ[TLS_VARIABLE] = "1" if environment.tls else "0"
    os.environ[DEMO_VARIABLE] = "1" if environment.demo else "0"
    os.environ[HOSTS_VARIABLE] = ",".join(environment.hosts)
    os.environ[SEALS_VARIABLE] = str(environment.seals or "")
    os.environ[IDLE_VARIABLE] = str(environment.idle_minutes)
    os.environ[PROXIES_VARIABLE] = str(environment.proxies)
    os.environ[CACHE_VARIABLE] = environment.cache_url
    for part, name in SIGN_ON_VARIABLES.items():
        os.environ[name] = getattr(environment.sign_on, part)
    os.environ["DJANGO_SETTINGS_MODULE"] = "surefoot_web.config.settings"
