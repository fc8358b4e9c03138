"""The environment variables of the web app. No other module of it reads the environment, or writes it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from surefoot.cli.home import HOME_VARIABLE, default_home

DATABASE_VARIABLE = "DATABASE_URL"
TLS_VARIABLE = "SUREFOOT_TLS"
DEMO_VARIABLE = "SUREFOOT_DEMO"
HOSTS_VARIABLE = "SUREFOOT_HOSTS"
SEALS_VARIABLE = "SUREFOOT_SEALS"


@dataclass(frozen=True, slots=True)
class Environment:
    """What the environment says, read once.

    `home` is the folder of everything kept; `database_url` is empty for the embedded database; `tls` says that browsers
    reach the app by https; `demo` that the clinic is synthetic; `hosts` are the names it answers to beside loopback;
    `seals` is a folder elsewhere to which seals of the audit trail are copied.
    """

    home: Path
    database_url: str
    tls: bool
    demo: bool
    hosts: tuple[str, ...]
    seals: Path | None = None


def read_environment() -> Environment:
    return Environment(
        home=Path(os.environ.get(HOME_VARIABLE) or default_home()).expanduser(),
        database_url=os.environ.get(DATABASE_VARIABLE, ""),
        tls=os.environ.get(TLS_VARIABLE) == "1",
        demo=os.environ.get(DEMO_VARIABLE) == "1",
        hosts=tuple(name for name in os.environ.get(HOSTS_VARIABLE, "").split(",") if name),
        seals=Path(os.environ[SEALS_VARIABLE]).expanduser() if os.environ.get(SEALS_VARIABLE) else None,
    )


def write_environment(environment: Environment) -> None:
    """Hand `environment` to Django's settings, in this process and in the workers it starts."""
    os.environ[HOME_VARIABLE] = str(environment.home)
    os.environ[DATABASE_VARIABLE] = environment.database_url
    os.environ[TLS_VARIABLE] = "1" if environment.tls else "0"
    os.environ[DEMO_VARIABLE] = "1" if environment.demo else "0"
    os.environ[HOSTS_VARIABLE] = ",".join(environment.hosts)
    os.environ[SEALS_VARIABLE] = str(environment.seals or "")
    os.environ["DJANGO_SETTINGS_MODULE"] = "surefoot_web.config.settings"
