"""What all workers share for a short time: counts of tries, codes that were used. A table of the database, or a Redis server."""

from surefoot_web.config.cache import cache_from

from .base import ENVIRONMENT

CACHES = {"default": cache_from(ENVIRONMENT.cache_url)}
