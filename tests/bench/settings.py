"""Settings of the bench: those of the demo, with one more address to compare pages with."""

import os
from urllib.parse import urlsplit

from casustafel.settings.demo import *  # noqa: F403

ROOT_URLCONF = "tests.bench.urls"
# Every visitor of the bench has the same address.
AXES_ENABLED = False
# One table more, of what Wagtail searches.
INSTALLED_APPS = [*INSTALLED_APPS, "tests.bench", "django.contrib.postgres"]  # noqa: F405

if _postgres := os.environ.get("CASUSTAFEL_BENCH_POSTGRES_URL"):
    _parts = urlsplit(_postgres)
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": _parts.hostname,
            "PORT": _parts.port,
            "USER": _parts.username,
            "NAME": _parts.path.removeprefix("/"),
        }
    }
