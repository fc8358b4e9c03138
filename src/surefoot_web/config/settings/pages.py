"""Templates and static files: all served from here, none from a third party."""

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "surefoot_web.accounts.page_context.page_context",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True  # an installed wheel serves its own files; there is no collecting step to forget
WHITENOISE_MAX_AGE = 0  # file names carry no content hash, so a browser asks whether its copy is still good
