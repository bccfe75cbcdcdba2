"""How rows are made unchangeable in the database itself, on SQLite and PostgreSQL alike."""

from collections.abc import Sequence

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

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


def forbid(
    table: str, *, events: Sequence[str] = ("UPDATE", "DELETE"), when: str = "1=1", of: Sequence[str] = ()
) -> migrations.RunPython:
    """A migration that refuses these events on a table.

    `when` may speak of OLD and NEW (a DELETE knows OLD only); `of` narrows an UPDATE to some columns.
    """

    def install(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        template = POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE
        for event in events:
            columns = f" OF {', '.join(of)}" if of and event == "UPDATE" else ""
            # Never `params`: the statements hold no value from outside.
            schema_editor.execute(
                template.format(
                    name=f"{table}_no_{event.lower()}{'_of_' + of[0] if columns else ''}",
                    event=event + columns,
                    table=table,
                    when=when,
                    message=f"{table}: this row may not be changed",
                ),
                None,
            )

    return migrations.RunPython(install, migrations.RunPython.noop, elidable=False)
