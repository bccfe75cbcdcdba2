"""Settings of `make demo`: SQLite and the embedded index in one folder, mail on the screen."""

import secrets

from casustafel.settings.base import *  # noqa: F403
from casustafel.settings.base import DATA_DIR


def _own_secret() -> str:
    """A secret of this data folder's own, made once: nothing secret stands in the code."""
    path = DATA_DIR / "secret-key"
    if not path.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(48))
        path.chmod(0o600)
    return path.read_text()


SECRET_KEY = _own_secret()
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
