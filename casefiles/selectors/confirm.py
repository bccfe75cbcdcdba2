"""What a page shows before something is done that others notice: what it concerns, and what is still needed."""

from collections.abc import Sequence
from dataclasses import dataclass

from casefiles.selectors.conditions import Condition
from workflows.refusals import Text


@dataclass(frozen=True)
class Fact:
    """One line of `components/data_list.html`."""

    key: Text
    value: Text
    url: str = ""
    action: str = ""
    empty: str = ""


@dataclass(frozen=True)
class Confirmation:
    """The context of `confirm.html`."""

    heading: Text
    facts: Sequence[Fact]
    button_label: Text
    back_url: str
    back_label: Text = ""
    guards: Sequence[Condition] = ()
    blocked: str = ""
    told: str = ""
    clause: str = ""
    danger: bool = False
    final: bool = False
    action_url: str = ""
