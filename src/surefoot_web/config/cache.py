"""What Django needs to know to reach the cache that all workers share."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

TABLE = "surefoot_cache"  # made by a migration of the room `accounts`
MOST_ENTRIES = (
    100_000  # far above what the limits let in: a cache that throws counts out to make room would forget tries
)


def cache_from(url: str) -> dict[str, Any]:
    """Return Django's settings for the cache at `url`, or for the table of the database when it is empty."""
    if not url:
        return {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": TABLE,
            "OPTIONS": {"MAX_ENTRIES": MOST_ENTRIES},
        }
    if urlsplit(url).scheme not in {"redis", "rediss", "unix"}:
        raise ImproperlyConfigured(
            "SF-W933  SUREFOOT_CACHE_URL must begin with redis://, rediss:// or unix://. "
            "Leave it unset to use a table of the database."
        )
    if find_spec("redis") is None:
        raise ImproperlyConfigured(
            'SF-W934  SUREFOOT_CACHE_URL names a Redis server, but its client is not installed. Install it with: pip install "surefoot[redis]"'
        )
    return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url, "KEY_PREFIX": "surefoot"}
