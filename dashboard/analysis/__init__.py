"""What the statement table says: pure functions from table to table, without screen, store or language model.

Everything a notebook may want is named here. Some functions bear the name of their file: ``agreement`` is the function,
``dashboard.analysis.agreement`` in an import the file with what belongs to it.
"""

from dashboard.analysis.agreement import (
    agreement,
    agreement_by_year,
    agreement_of,
    congruence_network,
    shared_topics,
    side_of,
    side_table,
    wilson_interval,
    with_intervals,
)
from dashboard.analysis.articles import Order as ArticleOrder
from dashboard.analysis.articles import article_facts, article_list
from dashboard.analysis.filters import (
    DEFAULT_SPEAKERS,
    Filters,
    Repeats,
    newest,
    newest_first,
    not_heard,
    select_statements,
)
from dashboard.analysis.order import contested, similarity_order
from dashboard.analysis.positions import CELL_COLUMNS, position_matrix
from dashboard.analysis.profile import Spell, by_sides, gaps, strongest, voices
from dashboard.analysis.shifts import shifts
from dashboard.analysis.summary import Shown, summarise
from dashboard.analysis.topic import Camp, Grouping, camp_of, camps, groups, on_topic, shares
from dashboard.analysis.trends import trends, values
from dashboard.analysis.trust import coder_agreement, disagreements, judged_statements, precision

__all__ = [
    "CELL_COLUMNS",
    "DEFAULT_SPEAKERS",
    "ArticleOrder",
    "Camp",
    "Filters",
    "Grouping",
    "Repeats",
    "Shown",
    "Spell",
    "agreement",
    "agreement_by_year",
    "agreement_of",
    "article_facts",
    "article_list",
    "by_sides",
    "camp_of",
    "camps",
    "coder_agreement",
    "congruence_network",
    "contested",
    "disagreements",
    "gaps",
    "groups",
    "judged_statements",
    "newest",
    "newest_first",
    "not_heard",
    "on_topic",
    "position_matrix",
    "precision",
    "select_statements",
    "shared_topics",
    "shares",
    "shifts",
    "side_of",
    "side_table",
    "similarity_order",
    "strongest",
    "summarise",
    "trends",
    "values",
    "voices",
    "wilson_interval",
    "with_intervals",
]
