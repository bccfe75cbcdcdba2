"""A plan of action as a Word file: the fixed top goal, the picture of the case, and actions with seven answers."""

from datetime import date

from docx.document import Document as WordFile

from documents.word import words
from documents.word.exports import PlanAction, PlanExport
from documents.word.house_style import new_file
from documents.word.packing import packed
from documents.word.page_frame import add_frame
from documents.word.table_writing import CellToWrite, TableWriter
from documents.word.terms import in_words
from documents.word.text_writing import add_bullets, add_heading, add_paragraphs, add_text

# In the order in which they are read; the actions come last, because they are the longest.
PARTS = (
    "quality_owner",
    "analysis",
    "risk_factors",
    "protective_measures",
    "wishes",
    "police_section",
    "signalling_plan",
    "crisis_card",
    "subgoals",
)


def write_plan(plan: PlanExport) -> bytes:
    file = new_file(plan.cover)
    add_frame(file, plan.cover)
    titles = words.PLAN_HEADINGS
    add_heading(file, titles["goal"])
    add_text(file, words.TOP_GOAL, bold=True)
    add_heading(file, titles["adoption"])
    add_text(file, f"{words.CASE} {plan.case_code}. {_adoption(plan)}")
    for name in PARTS:
        add_heading(file, titles[name])
        _add_part(file, getattr(plan, name))
    add_heading(file, titles["actions"])
    if not plan.actions:
        add_text(file, words.NOTHING_RECORDED)
    for place, action in enumerate(plan.actions, start=1):
        _add_action(file, place, action)
    if plan.statements:
        add_heading(file, titles["statements"])
        for said in plan.statements:
            add_paragraphs(file, said, otherwise=words.NOTHING_RECORDED)
    return packed(file)


def _adoption(plan: PlanExport) -> str:
    if plan.adopted_on is None:
        return words.NOT_ADOPTED
    by = f" door {plan.adopted_by}" if plan.adopted_by else ""
    return f"Versie {plan.cover.version} is vastgesteld op {in_words(plan.adopted_on)}{by}."


def _add_part(file: WordFile, content: str | tuple[str, ...]) -> None:
    if isinstance(content, tuple) and content:
        add_bullets(file, content)
    else:
        add_paragraphs(file, content if isinstance(content, str) else "", otherwise=words.NOTHING_RECORDED)


def _add_action(file: WordFile, place: int, action: PlanAction) -> None:
    """A table of questions and answers: seven columns would not be readable on paper."""
    name = f"{words.ACTION} {place}"
    add_heading(file, name, level=2)
    table = TableWriter(file, widths=[5, 11], caption=name, one_page=True)
    table.header([words.QUESTION, words.ANSWER])
    for question, label in words.SEVEN_QUESTIONS.items():
        answer = _answer(action, question)
        table.row([CellToWrite([label], bold=True), CellToWrite(answer.splitlines())])
    file.add_paragraph().paragraph_format.space_after = 0


def _answer(action: PlanAction, question: str) -> str:
    value: str | date | None = getattr(action, question)
    return in_words(value) if isinstance(value, date) else value or words.NOTHING_RECORDED
