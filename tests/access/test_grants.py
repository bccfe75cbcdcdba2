"""Where does what people hold come from?"""

import pytest

from access import grants
from access.grants import register, sources
from access.sources import PeopleSource


def test_a_source_that_is_registered_twice_speaks_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grants, "_sources", {})
    first, second = PeopleSource(), PeopleSource()
    register(first)
    register(second)
    assert sources() == (second,)
