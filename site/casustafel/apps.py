"""The composition root as an app: plugs the rooms together once all models are loaded."""

from importlib import import_module

from django.apps import AppConfig


class CasustafelConfig(AppConfig):
    name = "casustafel"

    def ready(self) -> None:
        import_module("casustafel.wiring").connect()
