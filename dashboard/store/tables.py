"""The tables of the store as SQLAlchemy sees them; :mod:`dashboard.store.migrations` makes them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, DateTime, Double, ForeignKey, Index, Integer, MetaData, Table, Text

metadata = MetaData()

state = Table(
    "standpoint",  # one row that says which store this is
    metadata,
    Column(
        "identity", Text, primary_key=True
    ),  # drawn when the store is made, so that caches never mistake one for another
    Column("schema_version", Integer, nullable=False),
    Column("changes", Integer, nullable=False),  # goes up with every transaction that writes
)

articles = Table(
    "articles",
    metadata,
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("date", Date),
    Column("publisher", Text),
    Column("url", Text),
    Column("language", Text, nullable=False),
    Column("source", Text),
    Column("reader", Text, nullable=False),  # name and version of what read the statements
    Column("read_at", DateTime, nullable=False),  # UTC
    Index("articles_by_date", "date"),
)

statements = Table(
    "statements",
    metadata,
    Column("id", Text, primary_key=True),
    Column("article", Text, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("role", Text),
    Column("country", Text),
    Column("represents", Text, nullable=False),
    Column("actor_start", Integer),
    Column("actor_end", Integer),
    Column("stance", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("target_start", Integer),
    Column("target_end", Integer),
    Column("topic", Text),
    Column("position", Text),
    Column("cue", Text, nullable=False),
    Column("is_quote", Boolean, nullable=False),
    Column("confidence", Double, nullable=False),
    Column("method", Text, nullable=False),
    Column("review", Text, nullable=False),
    Index("statements_by_article", "article"),
    Index("statements_by_country", "country", "topic"),
    Index("statements_by_topic", "topic"),
)
