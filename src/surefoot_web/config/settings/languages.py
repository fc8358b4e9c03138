"""Languages and time: UTC in the database, the clinic's own zone on the page (`accounts/clinic_time.py`)."""

from pathlib import Path

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [Path(__file__).resolve().parents[2] / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
