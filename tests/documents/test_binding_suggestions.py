"""Does the house recognise which step a statement speaks about, and keep silent when it is not sure?"""

import pytest

from documents.binding_suggestions import suggest_step

PHRASES = {
    "plan.adopt": ("stelt het plan van aanpak vast", "plan vaststellen"),
    "plan.send_back": ("stuurt het plan van aanpak terug",),
    "plan.draft": ("stelt het plan van aanpak op", "schrijft het plan van aanpak"),
    "plan.submit": ("dient het plan van aanpak in",),
    "deviation.propose": ("stelt een afwijking van het plan van aanpak voor",),
    "checklist.adopt": ("stelt de checklist vast",),
    "referral.accept": ("neemt de aanmelding aan",),
    "referral.hand_over": ("draagt de aanmelding over",),
    "referral.advise": ("geeft advies over de aanmelding",),
    "case.scale_up": ("schaalt de casus op",),
    "case.scale_down": ("schaalt de casus af",),
    "case.ask_scale_up": ("verzoekt de casus op te schalen",),
    "case.close": ("sluit de casus af",),
    "information_round.start": ("start de informatieronde",),
}

SPOKEN = {
    "Stelt de checklist vast": "checklist.adopt",
    "Vaststellen van de checklist": "checklist.adopt",
    "De checklist wordt door de coördinator vastgesteld": "checklist.adopt",
    "vaststelling checklists": "checklist.adopt",
    "Is bevoegd de checklist vast te stellen": "checklist.adopt",
    "Stelt het plan vast": "plan.adopt",
    "Stelt het plan van aanpak vast op voorstel van de coördinator": "plan.adopt",
    "Stelt het plan van aanpak op met de partners": "plan.draft",
    "Het plan van aanpak is opgesteld": "plan.draft",
    "Dient het plan van aanpak in bij de gemeentelijk regisseur": "plan.submit",
    "Neemt de aanmelding aan": "referral.accept",
    "De aanmelding is aangenomen": "referral.accept",
    "Overdragen van de aanmelding aan een andere tafel": "referral.hand_over",
    "Geeft advies over de aanmelding": "referral.advise",
    "Besluit over het starten van de informatieronde": "information_round.start",
    "De casus wordt opgeschaald": "case.scale_up",
    "De casus is afgesloten": "case.close",
}

SILENT = {
    "denied": "Stelt het plan van aanpak niet vast",
    "denied otherwise": "Heeft geen bevoegdheid de checklist vast te stellen",
    "two steps at once": "Schaalt de casus op of af",
    "two steps in one sentence": "Stelt het plan van aanpak vast, of stuurt het met redenen terug",
    "only advises": "Adviseert over het vaststellen van het plan van aanpak",
    "only is told": "Wordt geïnformeerd over het afsluiten van de casus",
    "only watches": "Ziet toe op de vaststelling van het plan van aanpak",
    "only proposes": "Doet een voorstel tot het vaststellen van het plan van aanpak",
    "observes": "Stelt vast dat het plan van aanpak ontbreekt",
    "another thing": "Stelt het behandelplan vast",
    "another deed with the thing": "Neemt de aanmelding in behandeling",
    "a preposition, not half a verb": "Sluit aan op de casus",
    "nothing of ours": "Onderhoudt contact met de behandelaar",
    "nothing": "",
}


@pytest.mark.parametrize("statement", SPOKEN)
def test_a_step_is_recognised_in_every_order_and_form_of_its_words(statement: str) -> None:
    assert suggest_step(statement, PHRASES) == SPOKEN[statement]


@pytest.mark.parametrize("why", SILENT)
def test_no_step_is_suggested_when_the_wording_does_not_say_so(why: str) -> None:
    assert suggest_step(SILENT[why], PHRASES) is None


def test_the_step_whose_phrase_says_more_wins() -> None:
    assert suggest_step("Verzoekt om de casus op te schalen", PHRASES) == "case.ask_scale_up"


def test_two_steps_with_the_same_phrase_are_ambiguous() -> None:
    phrases = {"minutes.adopt": ("stelt het verslag vast",), "report.adopt": ("verslag vaststellen",)}
    assert suggest_step("Stelt het verslag vast", phrases) is None


def test_a_step_without_phrases_is_never_suggested() -> None:
    assert suggest_step("Stelt de checklist vast", {"checklist.adopt": (), "plan.adopt": ("",)}) is None


@pytest.mark.parametrize("step", PHRASES)
def test_every_phrase_leads_to_its_own_step(step: str) -> None:
    assert {suggest_step(phrase, PHRASES) for phrase in PHRASES[step]} == {step}
