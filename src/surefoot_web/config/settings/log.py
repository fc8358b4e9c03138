"""The log: a code, a path pattern, a status. Never a value, a name, or the address that was asked for.

Django's own request, security and template loggers write paths and form values, so they are closed;
`config/request_log.py` writes one line for each failed request instead.
"""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": True,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(message)s"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "plain"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "loggers": {
        "surefoot_web": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "django": {"handlers": ["nowhere"], "level": "CRITICAL", "propagate": False},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
LOGGING_CONFIG = "logging.config.dictConfig"
