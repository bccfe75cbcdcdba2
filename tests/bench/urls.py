"""Every address of the house, and a bare view behind the same middleware."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from casustafel.urls import urlpatterns as house

BODY = b"x" * 2_000


def bare(request: HttpRequest) -> HttpResponse:
    """What a logged-in page costs before it does anything: two kilobytes."""
    return HttpResponse(BODY, content_type="text/plain")


urlpatterns = [path("bench/bare/", bare), *house]
