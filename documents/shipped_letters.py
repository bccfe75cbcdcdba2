"""Which letter templates does Casustafel bring? Their words are the text files in `letters/`."""

from dataclasses import dataclass
from pathlib import Path

from documents.models.letter import LetterPurpose
from documents.word.letter_writing import write_template

_FOLDER = Path(__file__).parent / "letters"
# Dutch, like the letters themselves; a house may give its own templates other titles.
_TITLES = {
    LetterPurpose.INCLUSION_DIRECTOR: "Brief aan de gemeentelijk regisseur na opname",
    LetterPurpose.INCLUSION_CARE: "Brief aan de casemanager zorg na opname",
    LetterPurpose.NOTICE: "Bericht aan de betrokkene",
    LetterPurpose.CONSENT: "Toestemmingsformulier",
    LetterPurpose.OUTCOME: "Uitkomst van een aanmelding",
}


@dataclass(frozen=True)
class ShippedLetter:
    purpose: str
    title: str

    @property
    def text(self) -> str:
        return (_FOLDER / f"{self.purpose}.md").read_text(encoding="utf-8")

    def word_file(self) -> bytes:
        return write_template(self.text, title=self.title)


def shipped_letters() -> list[ShippedLetter]:
    return [ShippedLetter(str(purpose), title) for purpose, title in _TITLES.items()]
