"""What follows from a decision on other functions of a meeting: adopted, they hold from the next request (D-14)."""

from django.db.models import F

from documents.models.function_mapping import FunctionMapping
from documents.models.purpose import MeetingType
from workflows.models import Transition
from workflows.steps import after


@after("mapping.adopt")
def functions_hold(mapping: FunctionMapping, moved: Transition) -> None:
    MeetingType.objects.filter(pk=mapping.meeting_type_id).update(
        functions=mapping.functions, kinds=mapping.kinds, version=F("version") + 1
    )
