"""Where everything is kept, and the two entry points."""

from surefoot_web.config.env import read_environment
from surefoot_web.config.home import prepare_home, secret_key

ENVIRONMENT = read_environment()
SUREFOOT_HOME = prepare_home(ENVIRONMENT.home)
SUREFOOT_SEALS = ENVIRONMENT.seals
SUREFOOT_DEMO = ENVIRONMENT.demo
SECRET_KEY = secret_key(SUREFOOT_HOME)
DEBUG = False
ROOT_URLCONF = "surefoot_web.config.urls"
WSGI_APPLICATION = "surefoot_web.config.wsgi.application"
