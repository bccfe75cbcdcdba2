"""The text of a page as its reader sees it, and what stands on the page with which somebody begins."""

from typing import Any

from django import template

from documents.models.pages import HousePage
from documents.selectors.pages import Shown, front, text_for

register = template.Library()


@register.simple_tag(takes_context=True)
def text_of(context: dict[str, Any], page: HousePage) -> list[Shown]:
    """Its blocks; an agreement that this reader may not read is not among them."""
    return text_for(context["request"].viewer, page)


@register.inclusion_tag("documents/pages/front.html", takes_context=True)
def front_of(context: dict[str, Any]) -> dict[str, Any]:
    """Two queries, whatever there is."""
    return {"front": front(context["request"].viewer)}
