"""Is the database ready to be filled: are its tables there, and is it empty?"""

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from accounts.models import Organisation


def must_migrate() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)


def holds_a_region() -> bool:
    return Organisation.objects.exists()
