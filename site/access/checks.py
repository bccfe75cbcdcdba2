"""What must hold before the house opens: every noun is known to the access rule."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from access.registry import unregistered_models


@register()
def every_noun_is_registered(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    return [
        Error(f"{model._meta.label} is neither protected, public nor internal", id="access.E001")
        for model in unregistered_models()
    ]
