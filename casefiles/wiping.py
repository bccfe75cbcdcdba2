"""After rows are gone, how do their bytes go: from files, index, database and journal? Repeated until it is done."""

from django.db import connection
from django.utils.translation import gettext as _

from casefiles.belongings import reachable
from casefiles.models import DoomedFile, Wiping
from documents.storage import private_storage
from search.rebuild import rebuild


class StillInUse(Exception):
    """Somebody reads along: the journal cannot be emptied at this moment."""


def ask_to_wipe() -> None:
    """In the transaction that erases; what is asked stays asked until it was done."""
    Wiping.objects.create()


def wipe() -> int:
    """Wipe what was asked; returns whether there was anything. Killed at any point, it begins again."""
    asked = list(Wiping.objects.values_list("pk", flat=True))
    if not asked:
        return 0
    remove_doomed_files()
    # An index that never held them: in the old one deletions are only marks. It takes the outbox along, and is made
    # also where a restored database names an index that is gone.
    rebuild()
    Wiping.objects.filter(pk__in=asked[:-1]).delete()
    wipe_database()
    # The last one goes after everything else; it says nothing but a moment.
    Wiping.objects.filter(pk__in=asked).delete()
    return 1


def remove_doomed_files() -> None:
    for doomed in DoomedFile.objects.all():
        private_storage().delete(doomed.path)
        doomed.delete()


def wipe_database() -> None:
    """Free pages are given back, and the journal begins anew. Raises `StillInUse` when a reader is in the way."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in sorted(model._meta.db_table for model in reachable()):
                cursor.execute(f"VACUUM (FULL) {connection.ops.quote_name(table)}")
            return
        # In memory: a temporary file would be one more copy.
        cursor.execute("PRAGMA temp_store = MEMORY")
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if (busy := cursor.fetchone()) and busy[0]:
            raise StillInUse(_("Somebody is reading the database; the journal is emptied at the next attempt."))
