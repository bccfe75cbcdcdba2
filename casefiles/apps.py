"""The casefiles app."""

from django.apps import AppConfig


class CasefilesConfig(AppConfig):
    name = "casefiles"
