"""The console script `casustafel`: every management command, with one clear line on bad input."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run a management command; the settings are the demo's unless the operator names others."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "casustafel.settings.demo")
    execute_from_command_line(["casustafel", *sys.argv[1:]])
