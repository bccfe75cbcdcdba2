"""The way back from a page about an agreement."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from workflows.refusals import Text


def agreements_crumb() -> tuple[Text, str]:
    return _("Covenants and roles"), reverse("documents:agreements")


def back_room_crumb() -> tuple[Text, str]:
    return _("What to do now"), reverse("backroom:todo")


def news_crumb() -> tuple[Text, str]:
    return _("News"), reverse("pages:news")


def explanations_crumb() -> tuple[Text, str]:
    return _("Explanation"), reverse("pages:explanations")


def declarations_crumb() -> tuple[Text, str]:
    return _("Confidentiality declarations"), reverse("documents:declarations")
