"""Which engine is in use."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from search.analysis.forms import recipe as analysis_recipe
from search.engines.base import Engine
from search.engines.tantivy import TantivyEngine
from search.engines.tantivy_schema import VERSION


def engine() -> Engine:
    """One per process, so that its readers stay open."""
    return _tantivy(Path(settings.SEARCH_INDEX_DIR))


def recipe() -> str:
    """How an index is made today; one made otherwise should be rebuilt."""
    return f"tantivy-{VERSION}-{analysis_recipe()}"


@lru_cache(maxsize=1)
def _tantivy(root: Path) -> TantivyEngine:
    return TantivyEngine(root)
