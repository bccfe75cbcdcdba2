"""Django's own entry point; `casustafel` is the same with our settings."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "casustafel.settings.demo")
    execute_from_command_line(sys.argv)
