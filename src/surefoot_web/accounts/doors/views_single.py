"""There and back to the clinic's single sign-on. An answer that cannot be read is no fault of ours and leads back to signing in."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable

from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect import views
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET
from requests import RequestException

from .adapters import not_as_it_should

LOG = logging.getLogger(__name__)
UNREADABLE = (OAuth2Error, RequestException, ValueError, KeyError, TypeError, ImproperlyConfigured)
View = Callable[[HttpRequest, str], HttpResponse]


def _led_back(view: View) -> View:
    @functools.wraps(view)
    def seen(request: HttpRequest, provider_id: str) -> HttpResponse:
        try:
            return view(request, provider_id)
        except UNREADABLE as unread:
            LOG.warning("SF-W133 %s", type(unread).__name__)  # never what it said: that holds whom it said it of
            return not_as_it_should(request)

    return require_GET(seen)


away = _led_back(views.login)
back = _led_back(views.callback)
