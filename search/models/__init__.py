"""What search keeps: the state of the index, words that find each other, and what people asked."""

from search.models.index import IndexState, PendingChange, Reconciliation, SynonymGroup
from search.models.question import MOST_SEEN, Question

__all__ = ["MOST_SEEN", "IndexState", "PendingChange", "Question", "Reconciliation", "SynonymGroup"]
