"""Settings of the bench: those of the demo, with one more address to compare pages with."""

from casustafel.settings.demo import *  # noqa: F403

ROOT_URLCONF = "tests.bench.urls"
