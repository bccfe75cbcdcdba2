"""The families of editing pages: those of a matrix, of a covenant and of a protocol."""

from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from documents.models.covenant import CovenantVersion, CovenantVersionQuerySet
from documents.models.matrix import MatrixVersion, MatrixVersionQuerySet
from documents.models.protocol import ProtocolVersion, ProtocolVersionQuerySet
from documents.selectors.covenant_page import signatures_at_stake
from documents.views.crumbs import back_room_crumb
from documents.views.editing import EditPage
from workflows.refusals import Text


class MatrixEditPage(EditPage):
    version: MatrixVersion

    def versions(self) -> MatrixVersionQuerySet:
        return MatrixVersion.objects.select_related("matrix")

    def start_url(self) -> str:
        return reverse("backroom:matrix", args=[self.version.key])


def matrix_crumbs(version: MatrixVersion) -> list[tuple[Text, str]]:
    """The way back from a page below a matrix that is no form."""
    return [back_room_crumb(), (version.title, reverse("backroom:matrix", args=[version.key]))]


class ProtocolEditPage(EditPage):
    version: ProtocolVersion

    def versions(self) -> ProtocolVersionQuerySet:
        return ProtocolVersion.objects.select_related("protocol")

    def start_url(self) -> str:
        return reverse("backroom:protocol", args=[self.version.key])


class CovenantEditPage(EditPage):
    """Says beforehand how many signatures a change of the text would void."""

    version: CovenantVersion
    voids_signatures = True

    def versions(self) -> CovenantVersionQuerySet:
        return CovenantVersion.objects.select_related("covenant")

    def start_url(self) -> str:
        return reverse("backroom:covenant", args=[self.version.key])

    def context(self) -> dict[str, Any]:
        return {"warning": warning_of(signatures_at_stake(self.version)) if self.voids_signatures else ""}


def warning_of(signatures: int) -> str:
    """Said before saving, in place of a surprise after it."""
    if not signatures:
        return ""
    return ngettext(
        "If you save this, %(count)d signature lapses.", "If you save this, %(count)d signatures lapse.", signatures
    ) % {"count": signatures}
