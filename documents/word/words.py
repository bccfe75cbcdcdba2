"""Which Dutch words do our Word documents use? Shared by reading and writing, so that what we write we can read.

They are no interface text: a covenant is a Dutch document whatever language its reader has chosen on the screen.
"""

MATRIX_HEADERS = ("Taken", "Verantwoordelijkheden", "Bevoegdheden")
EMPTY_CELLS = ("Geen taak vastgelegd.", "Geen verantwoordelijkheid vastgelegd.", "Geen bevoegdheid vastgelegd.")
EMPTY_NOTES = {"deliberately_empty": "Bewust leeg.", "to_be_agreed": "Nog af te spreken."}
PHASE_TASK, PHASE_REMARK, MARKED, NOT_MARKED = "Taak", "Opmerking", "x", "–"
PHASES = "Taken per fase"
ALIASES = "Ook wel genoemd:"
NO_ALIASES = "geen andere naam"
UNDERSIGNED = "De ondergetekenden"
TOGETHER = "hierna gezamenlijk te noemen: ‘partijen’;"
TOP_GOAL = "Voorkomen van escalatie van gedrag"
COVER_LABELS = {
    "number": "Nummer",
    "version": "Versie",
    "dated": "Datum",
    "status": "Status",
    "content_hash": "Inhoud (SHA-256)",
}
VERSION, PAGE, OF = "versie", "Pagina", "van"
SIGNING = "Ondertekening"
SIGNING_HEADERS = ("Partij", "Naam", "Functie", "Datum en handtekening")
ATTACHED = "Bijgevoegde bestanden"
ATTACHED_HEADERS = ("Bestand", "Grootte", "Toegevoegd op", "SHA-256 (begin)")
PLAN_HEADINGS = {
    "goal": "Hoofddoel",
    "adoption": "Vaststelling",
    "analysis": "Analyse van problemen en kansen",
    "risk_factors": "Risicofactoren",
    "protective_measures": "Beschermende maatregelen",
    "wishes": "Doelen en wensen van de cliënt",
    "quality_owner": "Kwaliteitseigenaar van politiedeel en zorgdeel",
    "police_section": "Politiedeel",
    "subgoals": "Subdoelen",
    "signalling_plan": "Signaleringsplan",
    "crisis_card": "Crisiskaart",
    "actions": "Acties",
    "statements": "Wat de betrokkene van dit plan zegt",
}
CASE, NOTHING_RECORDED, NOT_ADOPTED = "Casus", "Niets vastgelegd.", "Nog niet vastgesteld."
ACTION, QUESTION, ANSWER = "Actie", "Vraag", "Antwoord"
SEVEN_QUESTIONS = {
    "who": "Wie?",
    "what": "Doet wat?",
    "where": "Waar?",
    "when": "Wanneer?",
    "how": "Hoe?",
    "subgoal": "Met welk subdoel?",
    "contribution": "Wat draagt het bij aan het hoofddoel?",
    "organisation": "Welke organisatie is eigenaar?",
    "person": "Wie van het team ziet erop toe?",
    "due_on": "Uiterlijk op",
}
