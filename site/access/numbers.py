"""How a rule names hundreds of rows to the database: all numbers in one parameter, not one parameter each."""

import json
from collections.abc import Collection
from typing import Any

from django.db.models import BigIntegerField, Func, Value

# Up to so many are named one by one, which takes less: most people have few cases.
FEW = 25


class Numbers(Func):
    """For `…__in`. Somebody with 500 cases has eight such lists in one condition, and a page asks fifty conditions."""

    template = "(SELECT value FROM json_each(%(expressions)s))"
    output_field = BigIntegerField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "(SELECT value::bigint FROM json_array_elements_text(%(expressions)s::json))"
        return super().as_sql(compiler, connection, template=template, **context)


def numbers(of: Collection[int]) -> Numbers | Collection[int]:
    """These, in the way that takes the database least."""
    return Numbers(Value(json.dumps(list(of)))) if len(of) > FEW else of
