"""Is every text that people read found by searching, or is there a reason why not?"""

from django.db.models import TextField

from access.registry import protected_models
from search.registry import searchables

# Found through what it is a part of: its words stand in the text of that.
PARTS = {
    "ChecklistLine": "the checklist",
    "LookBackEntry": "the list of the police",
    "PlanAction": "the plan",
    "RiskLine": "the risk inventory",
    "HomePage": "the page",
    "NewsPage": "the page",
    "ExplanationPage": "the page",
}
# Not found, and why that is right.
NOT_FOUND = {
    "MedicalRecord": "medical data are absent from the index (D-20)",
    "MedicalVersion": "medical data are absent from the index (D-20)",
    "MedicalDisclosure": "medical data are absent from the index (D-20)",
    "PlanCareSection": "medical data are absent from the index (D-20)",
    "ReportVersion": "an earlier text of a report that is found as it is now",
    "Extract": "an anonymised referral may not meet the case that it is of",
    "Seal": "why something may not be here would tell what it was",
    "Restriction": "why something is contested would tell what it was",
    "RightsRequest": "the person's own rights: on the page of requests, for who answers them",
    "RequestAnswer": "the person's own rights: on the page of the request",
    "PackRemoval": "a passage that was left out of an access pack",
    "SubjectNotice": "the person's own rights: on one page of the case",
    "NoticePostponement": "the person's own rights: on one page of the case",
    "InformationRoute": "the person's own rights: on one page of the case",
    "Consent": "the person's own rights: on one page of the case",
    "DisclosureContent": "what was given stands on the page of the disclosure, which is found",
    "Triage": "the weighing stands on the page of the referral, which is found",
    "ChecklistRemark": "said of a checklist in the making, on its page",
    "RoundTask": "its question is found with the answer",
    "Representative": "how to reach somebody: on the page of the client",
    "CaseMerge": "one sentence on the page of the case",
    "RetentionExtension": "terms of keeping, on the page of that",
    "LegalHold": "terms of keeping, on the page of that",
    "HouseDetails": "the address of the house",
    "Question": "what somebody asked is theirs, and not a thing that is found",
}


def test_every_text_that_people_read_is_found_or_says_why_not() -> None:
    found = {model.__name__ for one in searchables() if (model := getattr(one, "model", None))}
    with_text = {model.__name__ for model in protected_models() if _has_text(model)}
    assert with_text - found == set(PARTS) | set(NOT_FOUND)


def test_no_noun_has_a_reason_that_it_does_not_need() -> None:
    found = {model.__name__ for one in searchables() if (model := getattr(one, "model", None))}
    assert found & (set(PARTS) | set(NOT_FOUND)) == set()


def _has_text(model: type) -> bool:
    fields = model._meta.concrete_fields  # type: ignore[attr-defined]
    return any(isinstance(one, TextField) and one.name != "url_path" for one in fields)
