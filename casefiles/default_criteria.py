"""D-2: what is asked of a referral where the annex of its meeting asks nothing of its own."""

from django.utils.translation import gettext_lazy as _

# Question and explanation.
DEFAULT_CRITERIA = (
    (
        _("Are there problems in several life domains?"),
        _("For instance housing, money, health, safety, contacts, daily activities."),
    ),
    (_("Are care and safety both involved?"), _("Care alone, or safety alone, has a table of its own.")),
    (_("Is safety at risk?"), _("Of the person, of people around them, or of the neighbourhood.")),
    (_("Are several chains needed?"), _("Of care, justice, police and municipality.")),
    (
        _("Can it not be solved within one chain?"),
        _("This question decides by law: sharing is allowed only where one chain cannot do it alone."),
    ),
    (_("Are there several problems at once?"), _("Which strengthen each other.")),
    (_("Does it affect the family or the people around the person?"), ""),
    (_("Is it bound to an area?"), _("A neighbourhood, a village, a group that gathers there.")),
)
# Role test, several chains, subsidiarity, and one of the last three.
DEFAULT_RULE = "(1 en 2 en 3) en 4 en 5 en (6 of 7 of 8)"
