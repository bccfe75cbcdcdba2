"""How a migration makes many tables without working out all models anew for each of them."""

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

# What belongs to a table, and is in it from the start when it is made after all this was said.
Belonging = AddConstraint | AddField | AddIndex


class NewTables(Operation):
    """Tables that nothing was in before, each made once as it is after the last of these operations.

    Django works out the models around a new one again, and those around them, for every single operation: a hundred
    of them took most of the time of a migration from nothing.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, operations: Sequence[CreateModel | Belonging]) -> None:
        self.operations = operations
        self.made = [one for one in operations if isinstance(one, CreateModel)]
        others = [one for one in operations if not isinstance(one, CreateModel)]
        if strange := {one.model_name_lower for one in others} - {one.name_lower for one in self.made}:
            raise ValueError(f"not new here: {', '.join(sorted(strange))}")

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        # Worked out anew, all at once, when somebody asks for it.
        state.__dict__.pop("apps", None)
        for one in self.operations:
            one.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for one in self.made:
            one.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for one in reversed(self.made):
            one.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Make {', '.join(one.name for one in self.made)}"
