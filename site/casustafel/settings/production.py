"""Settings of a real installation: PostgreSQL, TLS in front, everything secret from the environment."""

from django.core.exceptions import ImproperlyConfigured

from casustafel import env
from casustafel.settings.base import *  # noqa: F403
from casustafel.settings.base import DATA_DIR, ELASTICSEARCH_NODES

SECRET_KEY = env.text("CASUSTAFEL_SECRET_KEY")
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": env.text("CASUSTAFEL_DATABASE_NAME", "casustafel"),
        "USER": env.text("CASUSTAFEL_DATABASE_USER", "casustafel"),
        "PASSWORD": env.text("CASUSTAFEL_DATABASE_PASSWORD", ""),
        "HOST": env.text("CASUSTAFEL_DATABASE_HOST", "localhost"),
        "PORT": env.text("CASUSTAFEL_DATABASE_PORT", "5432"),
    }
}
# `casustafel collectstatic` fills it; elsewhere files are served from where they lie.
STATIC_ROOT = DATA_DIR / "static"

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.text("CASUSTAFEL_SMTP_HOST", "localhost")
EMAIL_PORT = env.number("CASUSTAFEL_SMTP_PORT", 25)

SECURE_SSL_REDIRECT = env.flag("CASUSTAFEL_TLS_REDIRECT", default=True)
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
# Whether subdomains, and every browser in advance, should know only HTTPS is for who owns the domain to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = env.words("CASUSTAFEL_TRUSTED_ORIGINS")

# The words of reports travel there.
if [
    node for node in ELASTICSEARCH_NODES if not node.startswith(("https://", "http://127.0.0.1:", "http://localhost:"))
]:
    raise ImproperlyConfigured("CASUSTAFEL_ELASTICSEARCH_NODES must be https:// addresses, or of this machine")
