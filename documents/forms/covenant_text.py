"""What is asked of the text of a covenant: all of it in one field, with a sign before what is no plain paragraph."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.body import from_json
from documents.models.covenant import CovenantVersion
from documents.models.party import Annex
from documents.word.blocks import Block
from documents.written_text import COVENANT
from workflows.forms import VersionForm, text_field


class CovenantTextForm(VersionForm):
    """`before`: the blocks that are there, whose tables the text names."""

    text = text_field(
        gettext_lazy("Text"),
        rows=30,
        required=False,
        strip=False,
        help_text=gettext_lazy(
            "Begin a heading with # and an item of a list with - or 1. Leave an empty line between paragraphs. "
            "[[tabel 1]] stands for a table; it stays as it is."
        ),
    )

    def __init__(self, *args: Any, before: Sequence[Block], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = before

    def clean_text(self) -> str:
        try:
            self.blocks = COVENANT.as_blocks(self.cleaned_data["text"], before=self.before)
        except LookupError as missing:
            raise forms.ValidationError(
                _("There is no table %(name)s in this text."), params={"name": missing.args[0]}
            ) from missing
        return str(self.cleaned_data["text"])


def text_form(version: CovenantVersion, data: Any = None) -> CovenantTextForm:
    """Of the general part."""
    return _form(version, version.body, data)


def annex_text_form(annex: Annex, data: Any = None) -> CovenantTextForm:
    return _form(annex.version, annex.body, data)


def _form(version: CovenantVersion, body: Any, data: Any) -> CovenantTextForm:
    blocks = from_json(body)
    return CovenantTextForm(data, initial={"version": version.version, "text": COVENANT.as_text(blocks)}, before=blocks)
