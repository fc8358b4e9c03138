"""Tests of the web application. Django is set up here, in a home folder of its own, before any of its models is imported."""

import os
import tempfile

import django

os.environ["SUREFOOT_HOME"] = tempfile.mkdtemp(prefix="surefoot-tests-")
os.environ["DATABASE_URL"] = ""
os.environ["DJANGO_SETTINGS_MODULE"] = "surefoot_web.config.settings"
django.setup()
