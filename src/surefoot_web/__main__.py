"""Django's management commands, for developers: `python -m surefoot_web makemigrations`."""

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "surefoot_web.config.settings")
execute_from_command_line(["surefoot_web", *sys.argv[1:]])
