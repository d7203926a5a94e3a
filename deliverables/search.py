"""What full-text search looks through. The same expressions are the indexes: a query must use these.

English words are stemmed; Malay, for which PostgreSQL has no dictionary, is taken word by word. A working
text is in one language or the other, so it is read both ways.
"""

from django.contrib.postgres.search import SearchVector

DELIVERABLE_WORDS = SearchVector("title", "description", config="english") + SearchVector(
    "title", "description", config="simple"
)
RECOMMENDATION_WORDS = SearchVector("title_en", "text_en", "rationale_en", config="english") + SearchVector(
    "title_ms", "text_ms", "rationale_ms", config="simple"
)
APPLICATION_TEXTS = ("title", "tried", "place", "result", "lessons")
APPLICATION_WORDS = SearchVector(*APPLICATION_TEXTS, config="english") + SearchVector(
    *APPLICATION_TEXTS, config="simple"
)
