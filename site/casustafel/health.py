"""Whether the house is up, and the answer for what is deliberately not here."""

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """The database answers; says nothing else to anybody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


def not_here(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    raise Http404
