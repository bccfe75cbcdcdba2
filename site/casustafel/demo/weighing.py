"""How were the referrals of the demo region weighed: answers with a reason to each criterion, some not yet?"""

from casefiles.actions.weigh import Weighed, weigh
from casefiles.models import Referral, Triage
from casustafel.demo.world import World
from documents.models import TriageCategory

CATEGORY = "Complexe zorg en overlast"
# A reason for each of the default criteria; where nothing is said the answer is still open.
MET = (
    "Wonen, geld en gezondheid spelen tegelijk.",
    "Zorg is betrokken en de politie kwam meer dan eens.",
    "De buren voelen zich niet veilig en de persoon zelf ook niet.",
    "Gemeente, zorg en politie zijn alle drie nodig.",
    "De zorg alleen kreeg het niet rond, de gemeente alleen ook niet.",
    "De schulden en het gedrag versterken elkaar.",
    "De familie raakt uitgeput.",
    "Het speelt vooral in één straat.",
)
NOT_MET = (
    "Alleen eenzaamheid speelt.",
    "Alleen lichte zorg is betrokken.",
    "Er is geen gevaar.",
    "De wijk kan dit alleen.",
    "De wijkcoach lost het op.",
    "Het is één probleem.",
    "Er is geen familie bij betrokken.",
    "Het speelt in één huis.",
)


def weigh_demo(referral: Referral, login: str, *, world: World, met: bool = True, until: int = 8) -> None:
    """Criteria up to this number are answered alike."""
    triage = Triage.objects.get(referral=referral)
    reasons, answer = (MET, "yes") if met else (NOT_MET, "no")
    answers = {one.number: (answer, reasons[(one.number - 1) % len(reasons)]) for one in triage.answers.all()[:until]}
    weighed = Weighed(TriageCategory.objects.get(name=CATEGORY), answers)
    weigh(triage, weighed, viewer=world.viewer(login), expected_version=triage.version)
