"""What follows from a step of a letter template: who may make letters with it, and which one it takes the place of."""

from access.sources import EVERYONE
from documents.audiences import LEADERS
from documents.models.letter import LetterState, LetterVersion
from search.outbox import changed
from workflows.fire import follow
from workflows.models import Transition
from workflows.steps import after


@after("letter.withdraw", "letter.drop")
def for_leaders_only(version: LetterVersion, moved: Transition) -> None:
    _show_to(version, LEADERS)


@after("letter.take_into_use")
def for_who_makes_letters(version: LetterVersion, moved: Transition) -> None:
    """The version before it goes: of each template one is in use."""
    _show_to(version, EVERYONE)
    for earlier in version.template.versions.filter(state=LetterState.IN_USE).exclude(pk=version.pk):
        follow("letter.replace", earlier, because=moved)
        _show_to(earlier, LEADERS)


def _show_to(version: LetterVersion, token: str) -> None:
    version.audience.choose({token})
    changed("letter", version.key, narrowed=token == LEADERS)
