"""Does destruction reach every noun of a case, also the ones that are made tomorrow?"""

from django.apps import apps
from django.db.models import CharField, FileField

from casefiles.actions.destroy import holds_file, told_by_number
from casefiles.belongings import reachable
from search.registry import searchables

# Without a path to a case or a referral, and why that is right.
KEPT = {
    "Replacement": "who stands in for whom, in every case",
    "DestructionList": "what was decided to destroy, by code and day",
    "DestructionEntry": "a code and days",
    "DestructionReview": "who agreed",
    "DestructionCertificate": "what is left",
    "DoomedFile": "a random name, until its file is gone",
    "Wiping": "a moment",
    "RightsRequest": "of every case of a person: it goes with the last that answered it",
}


def _models() -> dict[str, type]:
    return {model.__name__: model for model in apps.get_models() if model._meta.app_label == "casefiles"}


def test_every_noun_of_casefiles_belongs_to_a_case_or_says_why_not() -> None:
    """A new noun that only a number or a code ties to its case would outlive it."""
    without = {name for name, model in _models().items() if model not in reachable()}
    assert without == set(KEPT)


def test_files_lie_in_private_storage_under_columns_that_destruction_knows() -> None:
    for model in reachable():
        names = {one.name for one in model._meta.concrete_fields if isinstance(one, CharField)}
        assert not any(isinstance(one, FileField) for one in model._meta.concrete_fields), model
        assert "sha256" not in names or holds_file(model), model


def test_whatever_can_be_found_is_tied_to_its_model() -> None:
    of_a_case = [one for one in searchables() if type(one).__module__.startswith("casefiles.")]
    assert len(of_a_case) > 1
    assert [one.kind for one in of_a_case if getattr(one, "model", None) not in reachable()] == []


def test_tables_that_name_things_by_number_are_known() -> None:
    assert {model.__name__ for model in told_by_number()} == {
        "TransitionReason",
        "Contribution",
        "Seal",
        "Restriction",
        "Fallback",
    }
