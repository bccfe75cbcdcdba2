"""How a referral becomes a search document: for its referrer, who weighs it, and the directors of its case."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.registry import rule_of
from access.viewer import Viewer
from casefiles.models import Referral, ReferralState
from search.documents import SearchDocument, Text


class Referrals:
    """A draft is nobody's to find. Nothing here tells what became of it (D-30): its state, its outcome, its case."""

    kind = "referral"
    label = gettext_lazy("referral")
    model = Referral

    def documents(self, keys: Sequence[str]) -> Iterable[SearchDocument]:
        rule = rule_of(Referral)
        for one in self._rows(keys):
            text = _text(one)
            yield SearchDocument(
                kind=self.kind,
                key=one.key,
                title=text.title,
                body=text.body,
                names=(one.client_name,),
                tokens=rule.tokens(one),
                since=None,
                case=None,
                organisation=one.organisation.name,
                municipality=one.municipality.name,
                date=one.submitted_at or one.created_at,
            )

    def all_keys(self) -> Iterator[str]:
        keys: Iterator[str] = _submitted().order_by("pk").values_list("key", flat=True).iterator()
        return keys

    def seen(self, viewer: Viewer, keys: Sequence[str]) -> Mapping[str, Text]:
        return {one.key: _text(one) for one in self._rows(keys).visible_to(viewer)}

    def url(self, key: str) -> str:
        return reverse("casefiles:referral", args=[key])

    def _rows(self, keys: Sequence[str]) -> Any:
        return _submitted().filter(key__in=keys).select_related("organisation", "municipality")


def _submitted() -> Any:
    return Referral.objects.exclude(state=ReferralState.DRAFT)


def _text(one: Referral) -> Text:
    title = _("Referral by %(organisation)s, %(municipality)s")
    named = {"organisation": one.organisation, "municipality": one.municipality}
    return Text(title % named, "\n".join(filter(None, (one.question, one.discussed_elsewhere))))


SEARCHABLES = (Referrals(),)
