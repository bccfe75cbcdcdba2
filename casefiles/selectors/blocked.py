"""Why a step has no button on its page, in one sentence and as open conditions."""

from django.utils.translation import gettext as _

from casefiles.selectors.conditions import Condition
from casefiles.selectors.offers import Offer


def blocked(offered: Offer) -> str:
    """Nothing when the reader may take the step now."""
    if offered.url:
        return ""
    if not offered.mine:
        return _("This is up to: %(who)s.") % {"who": offered.who}
    return _("This is not possible yet: a condition is open.")


def still_open(offered: Offer) -> list[Condition]:
    return [Condition(False, one.text, one.who, one.url, one.url_label) for one in offered.open]
