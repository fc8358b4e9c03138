"""Django's settings, one file per concern; the environment is read in `config/env.py` alone."""

from .apps import *  # noqa: F403
from .base import *  # noqa: F403
from .cache import *  # noqa: F403
from .database import *  # noqa: F403
from .languages import *  # noqa: F403
from .log import *  # noqa: F403
from .pages import *  # noqa: F403
from .security import *  # noqa: F403
from .sign_in import *  # noqa: F403
