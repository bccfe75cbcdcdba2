"""How does every test begin with a migrated database without waiting for the migrations each time?

They run once, into a template named after a digest of the migration files; each process of the tests, and each test
that really commits, starts from a copy. Copying back is also the only way to empty our tables: the access log refuses
to be deleted from, so Django's own flush cannot.
"""

import fcntl
import hashlib
import os
import sqlite3
import warnings
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import django
import wagtail
from django.apps import apps
from django.core.management import call_command
from django.db.backends.base.base import BaseDatabaseWrapper

from audit import tables, triggers

CACHE = Path(__file__).resolve().parents[2] / ".cache" / "template-database"
KEPT = 5


def digest() -> str:
    """Changes when a migration of any installed app changes, or what our migrations are made with."""
    found = hashlib.sha256(f"{django.__version__} {wagtail.__version__}".encode())
    for module in (tables, triggers):
        found.update(Path(str(module.__file__)).read_bytes())
    for app in sorted(apps.get_app_configs(), key=lambda config: config.label):
        for file in sorted(Path(app.path).glob("migrations/*.py")):
            found.update(f"{app.label}/{file.name}\n".encode() + file.read_bytes())
    return found.hexdigest()[:16]


class Template(ABC):
    """One database with all migrations applied, of which copies are handed out."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection
        self.settings: dict[str, Any] = connection.settings_dict
        self.copy = self.settings["NAME"]

    def prepare(self) -> None:
        """Build the template unless an earlier run did; another process that is building it is waited for."""
        with alone():
            if not self.exists():
                self.build()
        self.restore()

    def migrate(self, name: str) -> None:
        """Run every migration in the database of that name."""
        self.point_at(name)
        with warnings.catch_warnings():
            # Other people's old migrations may use what is deprecated by now.
            warnings.simplefilter("ignore")
            call_command("migrate", verbosity=0, interactive=False)

    def point_at(self, name: str) -> None:
        """Threads open their connections from the same settings, so they follow."""
        self.connection.close()
        self.settings["NAME"] = name

    @abstractmethod
    def exists(self) -> bool:
        """Was the template made before?"""

    @abstractmethod
    def build(self) -> None:
        """Make the template, all or nothing."""

    @abstractmethod
    def restore(self) -> None:
        """Make the tests' database equal to the template."""


class SqliteTemplate(Template):
    """A file in .cache/, which the next run finds."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        super().__init__(connection)
        self.file = CACHE / f"{digest()}.sqlite3"

    def exists(self) -> bool:
        return self.file.exists()

    def build(self) -> None:
        draft = CACHE / f"draft-{os.getpid()}"
        self.migrate(str(draft))
        with self.connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=DELETE")
        self.point_at(self.copy)
        draft.rename(self.file)
        for old in sorted(CACHE.glob("*.sqlite3"), key=lambda file: file.stat().st_mtime)[:-KEPT]:
            old.unlink()

    def restore(self) -> None:
        # The backup interface takes SQLite's own locks: a server thread that still holds a connection is not broken.
        self.connection.close()
        Path(self.copy).parent.mkdir(parents=True, exist_ok=True)
        with (
            closing(sqlite3.connect(f"file:{self.file}?mode=ro&immutable=1", uri=True)) as template,
            closing(sqlite3.connect(self.copy, timeout=20)) as copy,
        ):
            template.backup(copy)


class PostgresTemplate(Template):
    """A database of the server that the tests were given; it goes when the server goes."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        super().__init__(connection)
        self.server = self.copy
        self.name = f"casustafel_template_{digest()}"
        self.copy = f"casustafel_test_{os.getpid()}"

    def exists(self) -> bool:
        self.point_at(self.server)
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.name])
            return cursor.fetchone() is not None

    def build(self) -> None:
        draft = f"{self.name}_draft"
        self._on_server(f'DROP DATABASE IF EXISTS "{draft}" WITH (FORCE)', f'CREATE DATABASE "{draft}"')
        self.migrate(draft)
        self._on_server(f'ALTER DATABASE "{draft}" RENAME TO "{self.name}"')

    def restore(self) -> None:
        self._on_server(
            f'DROP DATABASE IF EXISTS "{self.copy}" WITH (FORCE)',
            f'CREATE DATABASE "{self.copy}" TEMPLATE "{self.name}"',
        )
        self.point_at(self.copy)

    def _on_server(self, *statements: str) -> None:
        self.point_at(self.server)
        with self.connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        self.connection.close()


def template_for(connection: BaseDatabaseWrapper) -> Template:
    """The way of copying that this kind of database knows."""
    return {"sqlite": SqliteTemplate, "postgresql": PostgresTemplate}[connection.vendor](connection)


@contextmanager
def alone() -> Iterator[None]:
    """One process of the tests at a time."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
