"""How rows are made unchangeable in the database itself, on SQLite and PostgreSQL alike."""

from collections.abc import Callable, Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

DISTINCT = "IS DISTINCT FROM"
SQLITE = """
CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN {when}
BEGIN SELECT RAISE(ABORT, '{message}'); END;
"""
# The condition stands in the body: a WHEN clause may not ask another table.
POSTGRES = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$
BEGIN
  IF {when} THEN
    RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();
"""


class Statements(Operation):
    """SQL that differs by database and needs no models; RunPython would build all of them for each trigger."""

    def __init__(self, run: Callable[[BaseDatabaseSchemaEditor], None]) -> None:
        self.run = run

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """No model changes."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        self.run(schema_editor)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """A trigger goes with its table."""


def forbid(
    table: str,
    *,
    events: Sequence[str] = ("UPDATE", "DELETE"),
    when: str = "1=1",
    of: Sequence[str] = (),
    name: str = "",
) -> Statements:
    """A migration that refuses these events on a table; `name` where one event is refused for several reasons.

    `when` may speak of OLD and NEW (a DELETE knows OLD only); `of` narrows an UPDATE to changes of some columns: a save
    that writes the same value again passes.
    """

    def install(schema_editor: BaseDatabaseSchemaEditor) -> None:
        for event in events:
            # Never `params`: the statement holds no value from outside.
            schema_editor.execute(_statement(schema_editor, table, event, when=when, of=of, name=name), None)

    return Statements(install)


def permit(table: str, *triggers: str) -> Statements:
    """A migration that takes triggers of a table away, before its columns change; `forbid` puts them back after that.

    SQLite copies a table to change it, and would lose them without a word.
    """

    def remove(schema_editor: BaseDatabaseSchemaEditor) -> None:
        of_table = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
        for trigger in triggers:
            schema_editor.execute(f"DROP TRIGGER {table}_{trigger}{of_table}", None)

    return Statements(remove)


def _statement(
    schema_editor: BaseDatabaseSchemaEditor, table: str, event: str, *, when: str, of: Sequence[str], name: str
) -> str:
    watched = of if event == "UPDATE" else ()
    changed = " OR ".join(f"OLD.{column} {DISTINCT} NEW.{column}" for column in watched) or "1=1"
    condition = f"({when}) AND ({changed})"
    postgres = schema_editor.connection.vendor == "postgresql"
    return (POSTGRES if postgres else SQLITE).format(
        name=f"{table}_no_{event.lower()}" + (f"_of_{of[0]}" if watched else "") + (f"_{name}" if name else ""),
        event=event + (f" OF {', '.join(of)}" if watched else ""),
        table=table,
        # SQLite knew this operator under another name before 3.39.
        when=condition if postgres else condition.replace(DISTINCT, "IS NOT"),
        message=f"{table}: this row may not be changed",
    )
