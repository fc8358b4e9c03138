"""The callable that the app server loads."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "surefoot_web.config.settings")
application = get_wsgi_application()
