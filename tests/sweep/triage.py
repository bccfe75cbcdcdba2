"""What the sweep knows of referrals on their way: the weighing, a person who occurs already, and a letter."""

from django.db import models

from accounts.models import User
from casefiles.models import Occurrence, Referral, ReferralLetter, Triage, TriageAnswer
from documents.models import LetterVersion
from documents.storage import write_private
from tests.factories.cases import World
from tests.sweep.canary import canary

# Director and process manager weigh there; the stranger referred, and reads their own referral and the letter to them.
WEIGH = {"director", "manager"}
SEEN_BY: dict[str, set[str]] = {
    "triage": WEIGH,
    "occurrence_referral": {"colleague", *WEIGH},
    "referral_letter": {"stranger", *WEIGH},
}


def triage_things(world: World) -> dict[str, models.Model]:
    referral = _referral(world, world.people["stranger"], "advice_given", "")
    triage = Triage.objects.create(referral=referral, source="bijlage", rule="1", deviation=canary("triage"))
    TriageAnswer.objects.create(triage=triage, number=1, question="Past het?", reason=canary("triage"), answer="yes")
    asked = _referral(world, world.people["colleague"], "in_triage", canary("occurrence_referral"))
    letter = ReferralLetter.objects.create(
        referral=referral,
        kind="outcome",
        addressee=referral.referrer,
        template=LetterVersion.objects.first(),
        made_by=world.people["process_direction"],
        name=f"{canary('referral_letter')}.docx",
        **write_private(canary("referral_letter").encode()),
    )
    return {
        "weighed_referral": referral,
        "triage": triage,
        "occurrence": Occurrence.objects.create(referral=asked, case=world.case),
        "referral_letter": letter,
    }


def _referral(world: World, who: User, state: str, words: str) -> Referral:
    return Referral.objects.create(
        referrer=who,
        organisation=who.organisation,
        municipality=world.municipality,
        meeting_type=world.purpose,
        client_name=words or "R. Verzonnen",
        basis="fact",
        question=words or "Wie kent haar?",
        state=state,
    )
