"""SQLite in the home folder, or PostgreSQL by DATABASE_URL."""

from surefoot_web.config.database import database_from

from .base import ENVIRONMENT, SUREFOOT_HOME

DATABASES = {"default": database_from(ENVIRONMENT.database_url, SUREFOOT_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
