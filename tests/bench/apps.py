"""The bench as an app: one table, in the houses of the bench only."""

from django.apps import AppConfig


class BenchConfig(AppConfig):
    name = "tests.bench"
    label = "bench"
