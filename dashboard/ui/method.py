"""What the page about the method says. Figures and lists come from ``data/``; the words are ours."""

from __future__ import annotations

import html
from collections.abc import Collection, Mapping
from datetime import date as Date
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from typing import Any

import streamlit as st

from dashboard.catalogue import bloc_codes, country_codes, past_codes
from dashboard.catalogue.blocs import organisation_labels
from dashboard.catalogue.measured import Accuracy, Figure, Measurement, accuracy
from dashboard.catalogue.own_topics import is_own
from dashboard.catalogue.people import office_holders
from dashboard.catalogue.topics import Topic, topic, topics
from dashboard.charts.maps import DISCLAIMERS
from dashboard.charts.theme import Palette, palette
from dashboard.export import citation, citation_bibtex
from dashboard.paths import DATA
from dashboard.schema import Actor, Article, Represents, Stance, Statement
from dashboard.table import statements_frame
from dashboard.ui import library
from dashboard.ui.address import link_to
from dashboard.ui.amend import known_topics
from dashboard.ui.data import statements
from dashboard.ui.evidence import KEY, card
from dashboard.ui.filter_address import PARAMETERS
from dashboard.ui.names import counted, day_text
from dashboard.ui.reader_html import reader_query
from dashboard.ui.style import current_mode, show_heading

WORDS = DATA / "method"
MEASURED = (
    "Against articles that people coded by hand, from 0 to 1; F1 joins what is found and what is right in one figure. "
    "The baseline of the same run takes every state that a sentence names for an actor, and the mood of the sentence "
    "(VADER) for its side."
)
EXAMPLE_TITLE = "Belém ends without a roadmap away from fossil fuels"
EXAMPLE_ACTOR = "Monique Barbut"
EXAMPLE_SENTENCE = (
    "The French ecological transition minister, Monique Barbut, called the removal of fossil fuels from the draft "
    "incomprehensible."
)
EXAMPLE_TARGET = "removal of fossil fuels"
EXAMPLE_TOPIC = "fossil-fuel-roadmap"


def show_words(name: str) -> None:
    """A part of the page that is only words: ``data/method/NAME.md``."""
    st.markdown((WORDS / f"{name}.md").read_text(encoding="utf-8"))


def show_reading() -> None:
    """How a position is read, with one sentence read from start to end."""
    show_words("reading")
    show_heading("One sentence, read step by step", note=f"From the starter article “{EXAMPLE_TITLE}”")
    st.html(KEY + card(_example_row(), reader=_example_link()))
    show_words("example")


def example() -> tuple[Article, Statement]:
    """The sentence of the worked example as a statement; a test holds it against what the reader finds."""
    article = Article.of(EXAMPLE_SENTENCE, title=EXAMPLE_TITLE, date=Date(2025, 11, 23), publisher="Standpoint")
    actor, target = EXAMPLE_SENTENCE.index(EXAMPLE_ACTOR), EXAMPLE_SENTENCE.index(EXAMPLE_TARGET)
    return article, Statement(
        id=Statement.identify(article.id, 0, len(EXAMPLE_SENTENCE), EXAMPLE_ACTOR, EXAMPLE_TARGET),
        article=article.id,
        start=0,
        end=len(EXAMPLE_SENTENCE),
        evidence=EXAMPLE_SENTENCE,
        actor=Actor(EXAMPLE_ACTOR, "ecological transition minister", "FRA", Represents.GOVERNMENT),
        actor_start=actor,
        actor_end=actor + len(EXAMPLE_ACTOR),
        stance=Stance.OPPOSE,
        target=EXAMPLE_TARGET,
        target_start=target,
        target_end=target + len(EXAMPLE_TARGET),
        topic=EXAMPLE_TOPIC,
        position=Stance.SUPPORT,
        cue="called",
        is_quote=False,
        confidence=0.84,
        method="verb:label",
    )


def _example_row() -> Mapping[str, Any]:
    article, statement = example()
    return statements_frame([statement], articles=[article]).iloc[0].to_dict()


def _example_link() -> str | None:
    """Where the sentence stands in its article, when the starter articles are in the store."""
    listed = library.articles()
    ids = list(listed.loc[listed["title"] == EXAMPLE_TITLE, "id"])
    if not ids:
        return None
    kept = statements()
    here = kept[kept["article"] == ids[0]]
    found = list(here.loc[here["evidence"] == EXAMPLE_SENTENCE, "id"])
    return link_to("articles", PARAMETERS, **reader_query(ids[0], found[0] if found else None))


def show_accuracy() -> None:
    """What was measured, on what and when, beside the baseline of the same run."""
    measured = accuracy()
    explained: set[str] = set()
    for run in measured.measurements:
        st.html(_measurement(run, measured, explained))
        explained |= run.standpoint.keys()
    ceiling = measured.ceiling
    if ceiling is not None:
        label = next(each.label for each in measured.figures if each.id == ceiling.figure)
        st.html(
            f"<p>{html.escape(ceiling.meaning)} <b>{_share(ceiling.share)}</b> ({html.escape(label)}). "
            "No program should be expected to do better.</p>"
        )


def _measurement(run: Measurement, measured: Accuracy, explained: Collection[str]) -> str:
    """A run as a table; what a figure means is said where it comes first."""
    size = [counted(run.articles, "article"), counted(run.statements, "statement") if run.statements else ""]
    facts = " · ".join(filter(None, [*size, f"measured on {day_text(run.measured)}"]))
    tuned = " The rules were written on these articles: the figures flatter." if run.used_for == "development" else ""
    figures = [each for each in measured.figures if each.id in run.standpoint]
    rows = "".join(_figure(each, run, meaning="" if each.id in explained else each.meaning) for each in figures)
    baseline = '<th scope="col">Baseline</th>' if run.baseline else ""
    return (
        f'<section class="sp-measured"><h3>{html.escape(run.title)}</h3>'
        f'<p class="sp-note">{facts}<br>{html.escape(run.data)}{tuned}</p>'
        f'<table><thead><tr><td></td><th scope="col">Standpoint</th>{baseline}</tr></thead>'
        f"<tbody>{rows}</tbody></table></section>"
    )


def _figure(figure: Figure, run: Measurement, *, meaning: str) -> str:
    cells = [f"<td><b>{_share(run.standpoint[figure.id])}</b></td>"]
    if run.baseline:
        cells.append(f"<td>{_share(run.baseline[figure.id]) if figure.id in run.baseline else ''}</td>")
    explanation = f"<span>{html.escape(meaning)}</span>" if meaning else ""
    return f'<tr><th scope="row">{html.escape(figure.label)}{explanation}</th>{"".join(cells)}</tr>'


def _share(share: float) -> str:
    # Half a hundredth goes up, as people round: 0.185 is 0.19.
    return f"{Decimal(str(share)).quantize(Decimal('0.01'), ROUND_HALF_UP)}"


def show_catalogue() -> None:
    """How much the catalogue knows, and every topic with its question."""
    all_topics = topics()
    fields = {each.field for each in all_topics}
    holders = {holder.name for holder in office_holders()}
    facts = (
        (len(country_codes()), f"states and territories, and {len(past_codes())} that exist no more"),
        (len(organisation_labels()), f"organisations, {len(bloc_codes())} with members by date"),
        (len(holders), "people in office by date"),
        (len(all_topics), f"topics in {len(fields)} fields"),
    )
    st.html(
        '<div class="sp-facts">'
        + "".join(f"<p><b>{number:,}</b> {html.escape(what)}</p>" for number, what in facts)
        + "</div>"
    )
    by_field = sorted(all_topics, key=lambda each: each.field)
    own = [each for each in map(topic, known_topics()) if each is not None and is_own(each.id)]
    for field, members in groupby([*by_field, *own], key=lambda each: each.field):
        listed = list(members)
        with st.expander(f"{field} ({len(listed)})"):
            st.html(f'<dl class="sp-terms">{"".join(map(_term, listed))}</dl>')


def _term(each: Topic) -> str:
    asked = f"<em>{html.escape(each.question)}</em> {html.escape(each.description)}"
    return f"<dt>{html.escape(each.label)}</dt><dd>{asked}</dd>"


def show_readers() -> None:
    """Which programs read the articles of this store."""
    readers = library.articles()["reader"].value_counts()
    if len(readers):
        words = "; ".join(f"{html.escape(str(name))} ({counted(int(n), 'article')})" for name, n in readers.items())
        st.html(f'<p class="sp-note">The articles in this store were read by: {words}.</p>')


def show_sources() -> None:
    """Where map, names and lists come from, and what the borders do not say."""
    show_words("maps")
    st.markdown(f"**{DISCLAIMERS['world']}**")


def show_citation() -> None:
    """How to cite Standpoint, to copy."""
    st.code(citation(), language=None, wrap_lines=True)
    with st.expander("BibTeX"):
        st.code(citation_bibtex(), language="bibtex")
    st.markdown("Say also which articles were read, on which day, and which filters were on: every file names them.")
    show_words("licence")


def show_style() -> None:
    """The style sheet of this page."""
    st.html(f"<style>{style_sheet(palette(current_mode()))}</style>")


def style_sheet(colours: Palette) -> str:
    """Lists of terms, tables of figures and big numbers, which wrap on narrow screens."""
    return _RULES.format(c=colours)


_RULES = """
.st-key-method{{max-width:46rem}}
.sp-terms{{margin:0;color:{c.ink};line-height:1.55}}
.sp-terms dt{{font-weight:600;margin-top:.7rem}}
.sp-terms dd{{margin:.05rem 0 0}}
.sp-measured{{margin:0 0 1.6rem;color:{c.ink}}}
.sp-measured h3{{font-size:1.05rem;font-weight:600;padding:0;margin:0}}
.sp-measured table{{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}}
.sp-measured th,.sp-measured td{{border-bottom:1px solid {c.grid};padding:.4rem .5rem .4rem 0;vertical-align:top}}
.sp-measured tbody th{{text-align:left;font-weight:500}}
.sp-measured tbody th span{{display:block;font-weight:400;font-size:.84rem;color:{c.muted};line-height:1.4}}
.sp-measured thead th,.sp-measured td{{text-align:right;font-size:.95rem;padding-left:.6rem;font-weight:400}}
.sp-measured thead th{{font-size:.84rem;color:{c.muted}}}
.sp-facts{{display:grid;grid-template-columns:repeat(auto-fit,minmax(10rem,1fr));gap:.6rem 1.4rem;margin:.4rem 0 1rem}}
.sp-facts p{{margin:0;color:{c.muted};font-size:.92rem;line-height:1.4}}
.sp-facts b{{display:block;font-size:1.7rem;font-weight:600;color:{c.ink};line-height:1.2}}
"""
