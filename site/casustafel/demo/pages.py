"""How did the welcome, the explanations and the news of the demo region come about: written, then published?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import time
from functools import partial
from html import escape
from typing import Any

from access.sources import EVERYONE
from casustafel.demo.content.shapes import Region
from casustafel.demo.content.texts import News, Page, PageBlock
from casustafel.demo.history import Event
from casustafel.demo.world import World
from documents.actions.choose_readers import choose_readers
from documents.actions.write_page import write_page
from documents.models import ExplanationPage, HomePage, HousePage, NewsPage

LEADER = "tessa"
WRITTEN_DAY = -30


@dataclass(frozen=True)
class PageHistory:
    region: Region
    world: World

    def events(self) -> Iterator[Event]:
        welcome, *explanations = self.region.pages
        yield Event(WRITTEN_DAY, time(9, 30), partial(self.welcome, welcome))
        for place, page in enumerate(explanations, 1):
            yield Event(WRITTEN_DAY, time(10, place), partial(self.explain, page, place))
        for news in self.region.news:
            yield Event(news.day, time(8, 45), partial(self.tell, news))

    def welcome(self, content: Page) -> None:
        home = HomePage.objects.get()
        home.title, home.intro, home.body = content.title, content.intro, _paragraphs(content)
        write_page(home, viewer=self.world.viewer(LEADER))

    def explain(self, content: Page, place: int) -> None:
        page = ExplanationPage(title=content.title, intro=content.intro, body=_paragraphs(content), place=place)
        self._publish(page, [EVERYONE])

    def tell(self, content: News) -> None:
        page = NewsPage(
            title=content.title,
            intro=content.intro,
            day=self.world.calendar.day(content.day),
            body=[_block(block) for block in content.blocks],
        )
        organisations = [f"org:{self.world.organisations[key].pk}" for key in content.organisations]
        self._publish(page, [*organisations, *(f"role:{role}" for role in content.roles)] or [EVERYONE])

    def _publish(self, page: HousePage, tokens: Iterable[str]) -> None:
        viewer = self.world.viewer(LEADER)
        written = write_page(page, viewer=viewer)
        choose_readers(written, viewer=viewer, expected_version=written.version, tokens=tokens)


def _paragraphs(content: Page) -> list[tuple[str, Any]]:
    return [_block(PageBlock("paragraph", text)) for text in content.paragraphs]


def _block(block: PageBlock) -> tuple[str, Any]:
    match block.kind:
        case "paragraph":
            return block.kind, f"<p>{escape(block.text)}</p>"
        case "list":
            return block.kind, list(block.items)
        case "quote":
            return block.kind, {"text": block.text, "who": block.who}
    return block.kind, block.text
