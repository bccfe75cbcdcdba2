"""The access app."""

from importlib import import_module

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "access"

    def ready(self) -> None:
        import_module("access.checks")
        import_module("access.registrations")
