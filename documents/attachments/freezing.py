"""How does the database keep the attachments of a decided agreement as they are? For the migration of each kind."""

from audit.triggers import Statements, forbid

TABLE = "documents_attachment"
# What of an attachment is content. What is known of its text may be found out later.
_CONTENT = (
    *("key", "name", "kind", "description", "path", "sha256", "size", "added_at", "added_by_id"),
    *("audience_id", "owner_kind"),
)
# The file itself is another one when these differ: that is never a change, at any time.
_NEVER = tuple(column for column in _CONTENT if column != "description")


def frozen_attachments(version_table: str, states: str) -> list[Statements]:
    """`states`: those of a decided version, as SQL: `('signed', 'replaced')`."""
    owner = f"SELECT 1 FROM {version_table} v WHERE v.audience_id = {{row}}.audience_id"  # noqa: S608 - our own names
    decided = f"EXISTS ({owner} AND v.state IN {states})"
    old, new = decided.format(row="OLD"), decided.format(row="NEW")
    kind = version_table.partition("_")[2]
    return [
        forbid(TABLE, events=["INSERT"], when=new, name=kind),
        forbid(TABLE, events=["UPDATE"], when=f"({old} OR {new}) AND {_changed(_CONTENT)}", name=kind),
        forbid(TABLE, events=["DELETE"], when=old, name=kind),
    ]


def same_file() -> Statements:
    return forbid(TABLE, events=["UPDATE"], when=_changed(_NEVER))


def _changed(columns: tuple[str, ...]) -> str:
    return "(" + " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns) + ")"
