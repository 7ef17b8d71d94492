"""The tables of the store as SQLAlchemy sees them; :mod:`dashboard.store.migrations` makes them."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

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
    Column("author", Text),
    Column("story", Text),  # the same in all articles that are near copies of one another; none: there is no other
    Index("articles_by_date", "date"),
    Index("articles_by_story", "story"),
    Index("articles_by_url", "url"),
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

sketches = Table(
    "sketches",  # how near copies are found, see :mod:`dashboard.store.stories`
    metadata,
    Column("article", Text, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("sketch", LargeBinary, nullable=False),  # empty: the text is too short to have one
)

sketch_bands = Table(
    "sketch_bands",
    metadata,
    Column("band", BigInteger, primary_key=True),  # texts that share one may be near copies
    Column("article", Text, ForeignKey("sketches.article", ondelete="CASCADE"), primary_key=True),
    Index("sketch_bands_by_article", "article"),
)

visits = Table(
    "visits",  # what :class:`dashboard.schema.Visit` says, one row for each address
    metadata,
    Column("address", Text, primary_key=True),
    Column("is_feed", Boolean, nullable=False),
    Column("title", Text),
    Column("etag", Text),
    Column("modified", Text),
    Column("visited_at", DateTime),
    Column("due_at", DateTime),
    Column("failures", Integer, nullable=False),
    Column("said", Text),
)

judgements = Table(
    "judgements",  # what people say of statements: only ever added to, see :mod:`dashboard.store.judgements.judging`
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),  # in the order in which they were made
    Column("coder", Text, nullable=False),
    Column("made_at", DateTime, nullable=False),  # UTC
    Column("verdict", Text, nullable=False),  # a Review; "unreviewed" takes an earlier judgement back
    Column("statement", Text, nullable=False),
    # No foreign key: what a person has said outlives the article, and holds again when the same article comes back.
    Column("article", Text, nullable=False),
    Column("start", Integer, nullable=False),  # where its evidence stands
    Column("end", Integer, nullable=False),
    Column("found", Text),  # the statement as the machine had found it, JSON; none: a person added it
    Column("said", Text),  # the statement as the person has it, JSON; none: rejected, or taken back
    Column("undoes", Integer),  # number of the judgement that is taken back
    Column("reader", Text),  # name and version of what had found it
    Column("by_hand", Text),  # fields, parted by blanks, that amendments must not touch though they are as found
    Index("judgements_by_article", "article"),
    Index("judgements_by_statement", "statement"),
)

amendments = Table(
    "amendments",  # of actors and topics: only ever added to, see :mod:`dashboard.store.amendments.log`
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),  # in the order in which they were made
    Column("coder", Text, nullable=False),
    Column("made_at", DateTime, nullable=False),  # UTC
    Column("kind", Text, nullable=False),  # "actor" or "topic"
    Column("content", Text, nullable=False),  # the amendment, JSON; of one that takes another back: the other
    Column("undoes", Integer),  # number of the amendment that is taken back
)

rereadings = Table(
    "rereadings",  # what the last reading since says of statements that a person has judged
    metadata,
    Column("statement", Text, primary_key=True),
    Column("article", Text, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("reader", Text, nullable=False),
    Column("read_at", DateTime, nullable=False),  # UTC
    Column("found", Text),  # what it has in this place, JSON; none: nothing
    Index("rereadings_by_article", "article"),
)
