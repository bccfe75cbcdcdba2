"""Why a search has no answer. A page shows the sentence; it never shows part of an answer."""

from django.utils.translation import gettext_lazy as _


class SearchUnavailable(Exception):
    """Search cannot answer now: there is no index, or too much of it is out of date."""

    sentence = _("Searching is not possible at this moment. Try again in a few minutes.")


class IndexOutOfStep(SearchUnavailable):
    """The index found what the database says this viewer may not see, twice. An alarm: the answer is withheld."""
