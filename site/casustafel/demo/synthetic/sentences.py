"""What does an invented report say? Sentences put together from parts, varied enough for an index of some size."""

from random import Random

SEEN = (
    "Vandaag thuis gesproken",
    "Op straat aangesproken bij het winkelcentrum",
    "Gebeld over de afspraak van gisteren",
    "Langsgegaan omdat de bel het niet deed",
    "Op kantoor geweest, samen met een zus",
    "In het portiek getroffen met twee tassen boodschappen",
    "Aan de balie gezien, tien minuten te vroeg",
    "Bij het station herkend en even meegelopen",
    "Op het werk bezocht in de pauze",
    "Via de buren bericht gekregen",
    "Op het spreekuur verschenen zonder afspraak",
    "In de wachtkamer gesproken",
    "Samen naar de gemeente gelopen",
    "Bij de voedselbank ontmoet",
    "Tijdens de surveillance gezien op het plein",
    "Teruggebeld na een gemiste oproep",
)
MOOD = (
    "rustig en goed verzorgd",
    "moe, maar vriendelijk",
    "gespannen en kortaf",
    "opgelucht na het gesprek van vorige week",
    "boos over een brief van de deurwaarder",
    "stil en in gedachten",
    "spraakzaam en vol plannen",
    "bezorgd over de kinderen",
    "verdrietig om een overleden vriend",
    "trots op de opgeruimde kamer",
    "wantrouwig tegenover de verhuurder",
    "tevreden met de nieuwe sleutel",
)
ABOUT = (
    "De huur van deze maand is betaald",
    "De huurachterstand loopt verder op",
    "De bewindvoerder heeft de aanvraag ingediend",
    "De uitkering is een week te laat",
    "De buurvrouw klaagt opnieuw over lawaai in de nacht",
    "De burenruzie is uitgepraat bij een kop koffie",
    "De dagbesteding in de werkplaats gaat door",
    "De proefplaatsing bij de fietsenmaker is verlengd",
    "De schuldregeling is rond",
    "De identiteitskaart is kwijt en opnieuw aangevraagd",
    "De hond is weer gezond en loopt overal mee",
    "De woning is schoon en de planten hebben water",
    "De gordijnen waren overdag dicht en er lag post in de gang",
    "De kinderen zijn dit weekend gekomen en dat ging goed",
    "De ex-partner stond onverwacht voor de deur",
    "De fiets is gestolen en dat geeft veel onrust",
    "De wijkcoach heeft kennisgemaakt",
    "De meldplicht is deze week nagekomen",
    "De afspraak met het wijkteam is vergeten",
    "De ramen van het trappenhuis zijn hersteld",
    "De verhuizing naar de tussenwoning is gepland",
    "De moeder is opgenomen geweest en weer thuis",
    "De sportclub heeft een plek vrij",
    "De inloop in het buurthuis wordt elke dag bezocht",
)
DETAIL = (
    "Er is niets kapotgegaan en niemand voelde zich bedreigd",
    "Er werd hard gepraat, daarna was het weer stil",
    "Er is eten in huis en de verwarming doet het",
    "Er lagen lege flessen in de gang",
    "Er was bezoek van een oude kennis van het plein",
    "Er is sinds maandag niet meer gebeld",
    "Er staat een brief van de rechtbank op tafel, ongeopend",
    "Er is gelachen, voor het eerst in weken",
    "Er kwam een vraag over werk en opleiding",
    "Er is een nieuwe telefoon met hetzelfde nummer",
    "Er wordt slecht geslapen door het verkeer",
    "Er is hulp bij de administratie gevraagd",
    "Er is een boete betaald van eigen geld",
    "Er stond muziek aan, niet te hard",
    "Er is een sleutel bij de buren in bewaring gegeven",
    "Er werd over verhuizen gesproken, zonder haast",
)
WORDS = (
    "“Laat mij maar even”",
    "“Het gaat beter dan vorige maand”",
    "“Niemand belt mij ooit terug”",
    "“Ik wil gewoon rust in het portiek”",
    "“Volgende week kom ik zelf wel”",
    "“Zonder mijn hond was ik hier niet meer”",
    "“Geef mij werk, dan slaap ik ook”",
    "“Ik snap die brieven niet”",
    "“Dank je wel dat je kwam”",
    "“Zeg maar tegen de regisseur dat het goed gaat”",
)
AGREED = (
    "Afgesproken dat ik donderdag weer bel",
    "Afgesproken dat de wijkagent deze week langsloopt",
    "Afgesproken om samen naar de gemeente te gaan",
    "Afgesproken dat de woonstichting de kraan maakt",
    "Afgesproken dat we bij onrust eerst elkaar bellen",
    "Afgesproken om de schulden op één blad te zetten",
    "Afgesproken dat de zus erbij mag zijn",
    "Afgesproken dat dit in het overleg wordt besproken",
    "Niets nieuws afgesproken, alles loopt",
    "Geen actie nodig van anderen",
    "Graag een bericht als iemand hem ziet",
    "Verzoek aan het team om dit weekend op te letten",
)
RARE = (
    "duiventil",
    "volkstuin",
    "accordeon",
    "hengelsport",
    "metaaldetector",
    "schaakclub",
    "kringloopwinkel",
    "kachelhout",
    "biljartkeu",
    "postzegels",
    "zeilmakerij",
    "bijenkast",
    "weefgetouw",
    "trekharmonica",
    "zwembadkaart",
    "vogelwacht",
)
CARE = (
    "De behandelaar meldt dat het behandelplan is besproken en wordt bijgesteld.",
    "De medicatie is gewijzigd; de volgende controle is over twee weken.",
    "De behandeling loopt zoals afgesproken, de dosering blijft gelijk.",
    "Het behandelcontact is hersteld na drie gemiste afspraken.",
)


def story(chance: Random) -> str:
    """Three to seven sentences; about one report in twenty holds a word that hardly any other has."""
    sentences = [f"{chance.choice(SEEN)}: {chance.choice(MOOD)}.", f"{chance.choice(ABOUT)}."]
    sentences += [f"{text}." for text in chance.sample(DETAIL, chance.randint(0, 3))]
    if chance.random() < 0.4:
        sentences.append(f"{chance.choice(WORDS)}, was het antwoord.")
    if chance.random() < 0.05:
        sentences.append(f"Het ging vooral over de {chance.choice(RARE)}.")
    return " ".join([*sentences, f"{chance.choice(AGREED)}."])


def care_story(chance: Random) -> str:
    """From a treatment record: the only kind of text that stands in the care circle."""
    return chance.choice(CARE)
