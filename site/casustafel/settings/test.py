"""Settings of the tests: fast hashing, everything in a folder of its own."""

import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

# Where nothing waits for a disk, if the machine has such a place with room in it.
_memory, _room = Path("/dev/shm"), 2 * 1024**3  # noqa: S108 - a folder of our own is made in it
_fast = os.access(_memory, os.W_OK) and shutil.disk_usage(_memory).free > _room
_temporary = _memory if _fast else Path(tempfile.gettempdir())

# Every process of the tests has its own folder; a command that a test starts shares the folder of that test.
_worker = os.environ.get("PYTEST_XDIST_WORKER", "")
if "CASUSTAFEL_DATA" not in os.environ or os.environ.get("CASUSTAFEL_TEST_WORKER", "") != _worker:
    os.environ["CASUSTAFEL_TEST_WORKER"] = _worker
    os.environ["CASUSTAFEL_DATA"] = str(_temporary / f"casustafel-test-{os.getpid()}")

from casustafel.settings.base import *  # noqa: E402, F403

SECRET_KEY = "only-for-tests-and-never-anywhere-else-0123456789"  # noqa: S105
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
AXES_ENABLED = False
# Each browser of a test would otherwise read all static files anew.
WHITENOISE_AUTOREFRESH = True
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

if _postgres := os.environ.get("CASUSTAFEL_TEST_POSTGRES_URL"):
    _parts = urlsplit(_postgres)
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": _parts.hostname,
            "PORT": _parts.port,
            "USER": _parts.username,
            "PASSWORD": _parts.password,
            "NAME": _parts.path.removeprefix("/"),
        }
    }
