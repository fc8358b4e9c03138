"""The addresses of an installation whose environment names a single sign-on."""

from surefoot_web.accounts.urls_allauth import single_sign_on
from surefoot_web.config.urls import handler400, handler403, handler404, handler429, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]
urlpatterns = [*urlpatterns, *single_sign_on]
