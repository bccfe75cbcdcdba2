"""The console script `casustafel`: every management command, with one clear line on bad input."""

import os
import sys

from django.core.management import execute_from_command_line

from casustafel.demo.starting import before_django


def main() -> None:
    """Run a management command; the settings are the demo's unless the operator names others."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "casustafel.settings.demo")
    arguments = sys.argv[1:]
    if arguments[:1] == ["demo"]:
        before_django(arguments[1:])
    execute_from_command_line(["casustafel", *arguments])
