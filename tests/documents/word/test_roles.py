"""Is the role recognised in its heading, with its other names?"""

import pytest

from documents.word.roles import alias_line, aliases_in_line, role_and_aliases

HEADINGS = {
    "Gemeentelijk regisseur": ("Gemeentelijk regisseur", ()),
    "3.1 Gemeentelijk regisseur (procesmanager, wijkcoach)": ("Gemeentelijk regisseur", ("procesmanager", "wijkcoach")),
    "Gemeentelijk regisseur / procesmanager": ("Gemeentelijk regisseur", ("procesmanager",)),
    "Gemeentelijk regisseur, ook wel genoemd: wijkcoach": ("Gemeentelijk regisseur", ("wijkcoach",)),
    "Casuscoördinator (GGZ)": ("Casuscoördinator (GGZ)", ()),
    "Rol: procesregisseur ZVH": ("Procesregisseur ZVH", ()),
    "Taken, verantwoordelijkheden en bevoegdheden van de wijkagent": ("Wijkagent", ()),
    "TVB-matrix casuscoördinator GGZ": ("Casuscoördinator GGZ", ()),
    "Voorzitter en/of secretaris": ("Voorzitter en/of secretaris", ()),
    "Taken, verantwoordelijkheden en bevoegdheden": ("", ()),
}


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_gives_the_role_and_its_other_names(heading: str) -> None:
    assert role_and_aliases(heading) == HEADINGS[heading]


@pytest.mark.parametrize("aliases", [("procesmanager",), ("procesmanager", "wijkcoach"), ("hoofd zorg, wonen",)])
def test_the_line_with_other_names_is_read_back(aliases: tuple[str, ...]) -> None:
    assert aliases_in_line(alias_line("Regisseur", aliases)) == aliases


def test_a_role_that_would_be_split_gets_a_line_that_says_it_has_no_other_name() -> None:
    assert alias_line("Wijkagent", ()) == ""
    assert aliases_in_line(alias_line("Regisseur / procesmanager", ())) == ()


def test_an_ordinary_line_names_no_other_names() -> None:
    assert aliases_in_line("De gemeentelijk regisseur weegt het signaal.") is None
