"""The rooms of the application and the order in which a request passes."""

INSTALLED_APPS = [
    "surefoot_web.accounts",
    "surefoot_web.patients",
    "surefoot_web.visits",
    "surefoot_web.intake",
    "surefoot_web.links",
    "surefoot_web.offline",
    "surefoot_web.plans",
    "surefoot_web.notes",
    "surefoot_web.billing",
    "surefoot_web.followup",
    "surefoot_web.trail",
    "surefoot_web.components",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
]

MIDDLEWARE = [
    "surefoot_web.config.headers.StrictHeaders",
    "django.middleware.gzip.GZipMiddleware",  # for tablets on wireless; pads each answer, so that its length tells nothing of what is in it
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "surefoot_web.config.request_log.RequestLog",
    "surefoot_web.config.knowledge.KnowledgeOfRequest",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "surefoot_web.accounts.clinic_time.ClinicTime",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "surefoot_web.records.refused_page.RefusedPage",
]
