"""Of what the text of a page is built: a few plain blocks, no pictures, no files, nothing from elsewhere."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

# As it stands on every agreement: project number and serial number.
NUMBER = r"^\d{1,3}-\d{3}$"


class QuoteBlock(blocks.StructBlock):  # type: ignore[misc]
    text = blocks.TextBlock(label=_("Text"))
    who = blocks.CharBlock(label=_("Who said it"), required=False, max_length=120)

    class Meta:
        icon = "openquote"
        label = _("Quote")


class LinkBlock(blocks.StructBlock):  # type: ignore[misc]
    text = blocks.CharBlock(label=_("Text"), max_length=120)
    url = blocks.URLBlock(label=_("Address"), help_text=_("Begins with https://"))

    class Meta:
        icon = "link"
        label = _("Link to a website")


class TextBlock(blocks.StreamBlock):  # type: ignore[misc]
    heading = blocks.CharBlock(label=_("Heading"), max_length=120, icon="title")
    paragraph = blocks.RichTextBlock(label=_("Paragraph"), features=["bold", "italic"], icon="pilcrow")
    list = blocks.ListBlock(blocks.TextBlock(label=_("Line"), rows=2), label=_("List"), icon="list-ul")
    quote = QuoteBlock()
    callout = blocks.TextBlock(label=_("Pay attention"), rows=3, icon="warning")
    # Its number is typed, not chosen: a list to choose from would name agreements that the writer may not read.
    agreement = blocks.RegexBlock(
        NUMBER,
        label=_("Link to an agreement"),
        help_text=_("Its number, such as 12-004. Who may not read the agreement does not see this line."),
        error_messages={"invalid": _("Write the number like this: 12-004.")},
        icon="doc-full",
    )
    link = LinkBlock()

    class Meta:
        required = False
