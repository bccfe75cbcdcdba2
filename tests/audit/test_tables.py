"""Do new tables come whole, and is a change to a table that was there refused?"""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from audit.tables import NewTables

ROOM = migrations.CreateModel("Room", [("id", models.BigAutoField(primary_key=True))])
HOUSE = migrations.AddField("room", "house", models.ForeignKey("audit.House", on_delete=models.CASCADE))
# Made after what refers to it.
IT = migrations.CreateModel("House", [("id", models.BigAutoField(primary_key=True)), ("name", models.TextField())])
ONCE = migrations.AddConstraint("house", models.UniqueConstraint(fields=["name"], name="a_house_once"))


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_tables_are_made_with_all_that_belongs_to_them_and_go_again() -> None:
    before, after = ProjectState(), ProjectState()
    both = NewTables([ROOM, HOUSE, IT, ONCE])
    both.state_forwards("audit", after)
    with connection.schema_editor() as editor:
        both.database_forwards("audit", editor, before, after)
    with connection.cursor() as cursor:
        asked = connection.introspection
        assert [column.name for column in asked.get_table_description(cursor, "audit_room")] == ["id", "house_id"]
        assert asked.get_relations(cursor, "audit_room")["house_id"][:2] == ("id", "audit_house")
        assert asked.get_constraints(cursor, "audit_house")["a_house_once"]["unique"]
    with connection.schema_editor() as editor:
        both.database_backwards("audit", editor, after, before)
    assert not {"audit_room", "audit_house"} & set(connection.introspection.table_names())


def test_what_was_there_is_changed_by_an_operation_of_its_own() -> None:
    with pytest.raises(ValueError, match="not new here: house"):
        NewTables([ROOM, ONCE])
