"""The documents app."""

from importlib import import_module

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"

    def ready(self) -> None:
        import_module("documents.page_changes").connect()
        import_module("documents.page_policy").install()
