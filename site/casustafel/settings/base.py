"""Settings that hold everywhere; what differs is read from the environment through `casustafel.env`."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from casustafel import env

BASE_DIR = Path(__file__).resolve().parents[3]
DATA_DIR = env.folder("CASUSTAFEL_DATA", BASE_DIR / "data")

DEBUG = False
ALLOWED_HOSTS = env.words("CASUSTAFEL_HOSTS", "localhost,127.0.0.1,[::1]")

INSTALLED_APPS = [
    "casustafel",
    "access",
    "accounts",
    "audit",
    "workflows",
    "search",
    "documents",
    "casefiles",
    "wagtail.users",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_htmx",
    "axes",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "audit.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "casustafel.middleware.NotCachedMiddleware",
    "access.middleware.ViewerMiddleware",
    "audit.middleware.AccessLogMiddleware",
    "casustafel.middleware.SignedInMiddleware",
    "casustafel.middleware.RefusalMiddleware",
    "casustafel.middleware.BackRoomMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "casustafel.urls"
WSGI_APPLICATION = "casustafel.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "casustafel.portal.context.frame",
            ],
        },
    }
]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "casustafel.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "accounts.backends.DatedRoleBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
SESSION_COOKIE_AGE = 60 * 60 * 9
SESSION_COOKIE_HTTPONLY = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = 0.5
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_LOCKOUT_TEMPLATE = "registration/locked_out.html"
AXES_VERBOSE = False

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch"))]
LOCALE_PATHS = [BASE_DIR / "site" / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = DATA_DIR / "media"
PRIVATE_ROOT = DATA_DIR / "private"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
# Wagtail's own admin needs inline style; case data never comes there (design: two trust zones).
BACK_ROOM_CSP = {
    "default-src": [SELF],
    "script-src": [SELF],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:"],
}

WAGTAIL_SITE_NAME = "Casustafel"
WAGTAILADMIN_BASE_URL = env.text("CASUSTAFEL_BASE_URL", "http://localhost:8000")
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_LOGIN_URL = "/inloggen/"
# Pages only (docs/decisions/0006): no round of approval, no remarks, no saving behind the editor's back.
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_AUTOSAVE_INTERVAL = 0
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES

EMAIL_BACKEND = env.text("CASUSTAFEL_EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
DEFAULT_FROM_EMAIL = env.text("CASUSTAFEL_FROM_EMAIL", "Casustafel <noreply@casustafel.example>")

# Search: the embedded index lies beside the database.
SEARCH_INDEX_DIR = DATA_DIR / "index"
SEARCH_PENDING_CAP = env.number("CASUSTAFEL_SEARCH_PENDING_CAP", 5000)
# What somebody asked is personal data: kept for so many days, unless they save it.
SEARCH_QUESTION_DAYS = env.number("CASUSTAFEL_SEARCH_QUESTION_DAYS", 30)

# The one choice of an engine: nodes of Elasticsearch, or none for the embedded one.
ELASTICSEARCH_NODES = env.words("CASUSTAFEL_ELASTICSEARCH_NODES")
ELASTICSEARCH_API_KEY = env.text("CASUSTAFEL_ELASTICSEARCH_API_KEY", "")
# A file with the certificates of who signed that of the nodes, where that is not an authority that everybody knows.
ELASTICSEARCH_CA = env.text("CASUSTAFEL_ELASTICSEARCH_CA", "")
ELASTICSEARCH_PREFIX = env.text("CASUSTAFEL_ELASTICSEARCH_PREFIX", "casustafel")
ELASTICSEARCH_SECONDS = env.number("CASUSTAFEL_ELASTICSEARCH_SECONDS", 5)

# Files attached to one agreement: how big each may be (25 MB is the most that is safely read), and how many.
ATTACHMENT_MB = env.number("CASUSTAFEL_ATTACHMENT_MB", 20)
ATTACHMENTS_MOST = env.number("CASUSTAFEL_ATTACHMENTS_MOST", 30)

# The first part of every document number (12-004).
PROJECT_NUMBER = env.number("CASUSTAFEL_PROJECT_NUMBER", 12)
# A covenant that names no term of its own winds down for this many days (D-1).
WINDING_DOWN_DAYS = 30
# The person is told that they are discussed within so many days of the opening of the case.
NOTICE_DAYS = env.number("CASUSTAFEL_NOTICE_DAYS", 14)
# Who exercises somebody's rights (D-37): under the first age their representative, under the second both, then they
# themselves. For counsel to check.
RIGHTS_TOGETHER_FROM = 12
RIGHTS_ALONE_FROM = 16
# A rights request is answered within so many months, and once extended by so many more.
RIGHTS_MONTHS = env.number("CASUSTAFEL_RIGHTS_MONTHS", 1)
RIGHTS_EXTENSION_MONTHS = env.number("CASUSTAFEL_RIGHTS_EXTENSION_MONTHS", 2)
# The files of an access pack are destroyed after so many days.
PACK_DAYS = env.number("CASUSTAFEL_PACK_DAYS", 30)
# A grant in a case ends after six months at the latest (D-15).
GRANT_DAYS = 184
# A merge of two cases of one person can be undone for this many days.
MERGE_UNDO_DAYS = 30
# What the information round starts with is asked for within this many days.
ROUND_DAYS = 14
# A list of the police looks back over this many days, unless a longer period is asked.
LOOK_BACK_DAYS = 365

# D-30: so many referrals, each of which asks whether somebody occurs already, may one person submit in 24 hours.
QUESTIONS_A_DAY = env.number("CASUSTAFEL_QUESTIONS_A_DAY", 10)

# How many years a closed case is kept (D-5), and a referral that was not accepted (D-33).
RETENTION_YEARS = env.number("CASUSTAFEL_RETENTION_YEARS", 5)
RETENTION_REFERRAL_YEARS = env.number("CASUSTAFEL_RETENTION_REFERRAL_YEARS", 1)
# A rights request that no case answered is destroyed so many years after it was closed.
RETENTION_REQUEST_YEARS = env.number("CASUSTAFEL_RETENTION_REQUEST_YEARS", 1)
# A second clock, from the first processing; a closed case goes when either has run out. 0: it does not run.
RETENTION_FIRST_YEARS = env.number("CASUSTAFEL_RETENTION_FIRST_YEARS", 0)
# What was destroyed, outside the database; and a copy of that list beside the backups, where one is kept.
TOMBSTONES = DATA_DIR / "destroyed.txt"
TOMBSTONES_COPY = env.text("CASUSTAFEL_TOMBSTONES_COPY", "")
# Below so many inhabitants a municipality by itself may tell who somebody is.
SMALL_MUNICIPALITY = env.number("CASUSTAFEL_SMALL_MUNICIPALITY", 30_000)
# An invitation into a team that nobody answered by then counts no more.
INVITATION_DAYS = 14
# Emergency access (D-3, D-40): how long, and by when the privacy officer reviews it.
EMERGENCY_HOURS = env.number("CASUSTAFEL_EMERGENCY_HOURS", 72)
EMERGENCY_REVIEW_WORKING_DAYS = 10
# What every member keeps after a move or a change of purpose, unless they are confirmed (D-17, D-39).
CONFIRM_DAYS = 30

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.text("CASUSTAFEL_LOG_LEVEL", "WARNING")},
}
