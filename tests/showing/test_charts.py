"""The matrix as a picture: looks that differ, sizes that tell, labels that stay text, files that stand alone."""

from __future__ import annotations

import json
import re
from datetime import date as Date
from typing import Any

import pandas as pd
import pytest

from dashboard.analysis import position_matrix
from dashboard.charts import Caption, position_chart, position_summary, published, standalone_html
from dashboard.charts.board import board_of, drawing
from dashboard.charts.cells import WEIGHTS, look_of, looks_of, shortened, weight_of
from dashboard.charts.positions import board_chart
from dashboard.charts.theme import DARK, GLYPHS, LIGHT, NAMES, Look, Mode, Palette, translucent
from tests.showing.conftest import HOSTILE, NEUTRAL, OPPOSE, SUPPORT, say, table

CAPTION = Caption("Who supports what", "5 statements. Countries: all.", "A made-up source", Date(2025, 3, 1))


def cell(
    support: int = 0, oppose: int = 0, neutral: int = 0, *, row: str = "FRA", column: str = "tunnel"
) -> dict[str, Any]:
    n = support + oppose + neutral
    return {
        "country": row, "topic": column, "mean": (support - oppose) / n, "n": n, "support": support, "oppose": oppose,
        "neutral": neutral, "is_mixed": bool(support and oppose),
    }  # fmt: skip


def matrix(*cells: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(cells)


@pytest.mark.parametrize(
    ("counts", "look"),
    [
        pytest.param((2, 0, 0), Look.SUPPORT, id="only support"),
        pytest.param((2, 0, 1), Look.LEANS_SUPPORT, id="support and neutral"),
        pytest.param((0, 0, 3), Look.NEUTRAL, id="only neutral"),
        pytest.param((1, 1, 0), Look.MIXED, id="both sides are mixed, not neutral"),
        pytest.param((9, 1, 5), Look.MIXED, id="one dissent is enough to be mixed"),
        pytest.param((0, 1, 1), Look.LEANS_OPPOSE, id="oppose and neutral"),
        pytest.param((0, 4, 0), Look.OPPOSE, id="only oppose"),
    ],
)
def test_look_of_a_cell(counts: tuple[int, int, int], look: Look) -> None:
    assert look_of(cell(*counts)) is look


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_look_differs_without_colour_or_without_glyph(colours: Palette) -> None:
    # Mixed cells share the fill of support but have a frame, and a glyph that nothing else has.
    fills = [colours.fill(look) for look in Look if look is not Look.MIXED]
    assert len(set(fills)) == len(fills)
    assert len({GLYPHS[look] for look in (Look.SUPPORT, Look.NEUTRAL, Look.MIXED, Look.OPPOSE)}) == 4
    assert set(NAMES) == set(GLYPHS) == set(Look)


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def blended(colour: str, background: str, opacity: float) -> str:
    pairs = [(int(colour[place : place + 2], 16), int(background[place : place + 2], 16)) for place in (1, 3, 5)]
    return "#" + "".join(f"{round(top * opacity + under * (1 - opacity)):02x}" for top, under in pairs)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_texts_and_glyphs_are_readable(colours: Palette) -> None:
    assert contrast(colours.ink, colours.background) >= 7
    assert contrast(colours.muted, colours.surface) >= 4.5
    assert contrast(colours.ink, colours.cue_mark) >= 4.5
    for look in Look:
        assert contrast(colours.glyph(look), colours.fill(look)) >= 3, look
        assert contrast(colours.ink, blended(colours.fill(look), colours.background, WEIGHTS[0].opacity)) >= 3, look


def test_few_statements_look_like_few() -> None:
    figure = position_chart(matrix(cell(1), cell(12, column="bridge")))
    few, many = figure.data  # what looks alike is one trace
    assert few.marker.size < many.marker.size / 1.5
    opacity = [float(trace.marker.color.rsplit(",", 1)[1].rstrip(")")) for trace in figure.data]
    assert opacity[0] < opacity[1] == 1
    assert [weight_of(n).least for n in (1, 2, 3, 4, 9, 10, 5000)] == [1, 2, 2, 4, 4, 10, 10]
    assert sorted(weight.side for weight in WEIGHTS) == [weight.side for weight in WEIGHTS]


def test_a_silent_country_has_its_line_and_no_square() -> None:
    figure = position_chart(matrix(cell(1)), row_labels={"BRA": "Brazil", "FRA": "France"})
    assert list(figure.layout.yaxis.ticktext) == ["Brazil", "France"]
    assert list(figure.data[0].y) == [1]


def test_order_of_labels_is_order_of_the_chart_from_the_top() -> None:
    figure = position_chart(matrix(cell(1), cell(1, row="BRA")), row_labels={"FRA": "France", "BRA": "Brazil"})
    top_to_bottom = figure.layout.yaxis.range
    assert top_to_bottom[0] > top_to_bottom[1]
    assert dict(zip((each[0] for each in figure.data[0].customdata), figure.data[0].y, strict=True)) == {
        "FRA": 0, "BRA": 1,
    }  # fmt: skip


def test_each_square_knows_its_keys_and_tells_its_counts() -> None:
    figure = position_chart(matrix(cell(2, 1, 1)))
    ((*keys, hover),) = figure.data[0].customdata
    assert keys == ["FRA", "tunnel"]
    assert "4 statements (2 support, 1 oppose, 1 neutral)" in hover
    assert "+0.25" in hover


def test_labels_are_never_markup() -> None:
    text = position_chart(matrix(cell(1)), row_labels={"FRA": "<b>x</b>"}, column_labels={"tunnel": HOSTILE}).to_json()
    assert "<img" not in text
    assert "<script" not in text
    assert "<b>x" not in text


ALL_LOOKS = matrix(
    cell(12), cell(2, 0, 1, column="bridge"), cell(0, 0, 1, column="dam"), cell(1, 3, row="BRA"),
    cell(0, 5, 1, row="BRA", column="bridge"), cell(0, 1, row="BRA", column="dam"), cell(3, 1, row="KEN"),
)  # fmt: skip


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_page_draws_what_the_files_show(mode: Mode) -> None:
    board = board_of(ALL_LOOKS)
    on_page, in_file = drawing(board, mode), board_chart(board, mode=mode)
    places, styles = on_page["cells"], on_page["styles"]
    drawn = {
        (row, column): (styles[style]["sign"], styles[style]["fill"], styles[style]["ink"], styles[style]["side"])
        for row, column, style in zip(places["row"], places["column"], places["style"], strict=True)
    }
    filed = {
        (row, column): (
            trace.text, trace.marker.color, trace.textfont.color, round(trace.marker.size + trace.marker.line.width, 2)
        )
        for trace in in_file.data for row, column in zip(trace.y, trace.x, strict=True)
    }  # fmt: skip
    assert drawn == filed
    assert len({look[:2] for look in drawn.values()}) == len(ALL_LOOKS), "every look differs"
    assert [text for _, text, *_ in on_page["rows"]] == list(in_file.layout.yaxis.ticktext)
    assert [text for _, text, _ in on_page["columns"]] == list(in_file.layout.xaxis.ticktext)
    assert (on_page["width"], on_page["height"]) == (in_file.layout.width, in_file.layout.height)


def test_a_mixed_square_is_framed_by_its_weaker_side() -> None:
    (style,) = drawing(board_of(matrix(cell(1, 11))), "light")["styles"]
    assert style["frame"] > 0
    assert (style["fill"], style["edge"]) == (translucent(LIGHT.oppose, 1), translucent(LIGHT.support, 1))


def test_the_drawing_stays_small() -> None:
    # Without a word of its own for each cell: at thousands of cells those are what a reader waits for.
    cells = [cell(1, row=f"C{row:02}", column=f"topic {column:02}") for row in range(65) for column in range(45)]
    text = json.dumps(drawing(board_of(matrix(*cells)), "light"), separators=(",", ":"))
    assert len(text) < 65 * 45 * 20


def test_looks_of_a_table_are_those_of_its_cells() -> None:
    assert list(looks_of(ALL_LOOKS)) == [look_of(each) for each in ALL_LOOKS.to_dict("records")]


@pytest.mark.parametrize(
    ("rows", "columns", "widest"), [(1, 1, 300), (12, 7, 420), (65, 45, 1200)], ids=["one", "phone", "large"]
)
def test_size_follows_from_the_matrix(rows: int, columns: int, widest: int) -> None:
    cells = [cell(1, row=f"C{row:02}", column=f"topic {column:02}") for row in range(rows) for column in range(columns)]
    figure = position_chart(matrix(*cells))
    assert figure.layout.width <= widest
    plot = figure.layout.width - figure.layout.margin.l - figure.layout.margin.r
    assert plot / columns == (figure.layout.height - figure.layout.margin.t - figure.layout.margin.b) / rows >= 18


def test_summary_says_the_chart_in_words() -> None:
    shown = position_matrix(
        table(say("FRA", "tunnel", SUPPORT), say("BRA", "tunnel", NEUTRAL), say("KEN", "b", OPPOSE))
    )
    assert position_summary(shown) == (
        "Matrix of country by topic: 3 rows and 2 columns, 3 cells with statements (1 supports, 1 neutral, 1 opposes)."
    )


def test_a_published_chart_carries_title_filters_source_date_and_legend() -> None:
    chart = position_chart(matrix(cell(1)))
    before = chart.to_json()
    figure = published(chart, CAPTION)
    texts = " ".join(note.text for note in figure.layout.annotations)
    for wanted in ("Who supports what", "Countries: all.", "A made-up source", "1 March 2025", "both for and against"):
        assert wanted in texts
    assert all(weight.name in texts for weight in WEIGHTS)
    assert figure.layout.template.layout.paper_bgcolor == LIGHT.background
    assert chart.to_json() == before


def test_standalone_html_needs_no_network_and_runs_nothing_of_the_article() -> None:
    chart = position_chart(matrix(cell(1)), column_labels={"tunnel": HOSTILE})
    caption = Caption(HOSTILE, HOSTILE, HOSTILE, Date(2025, 3, 1))
    page = standalone_html(published(chart, caption), title=HOSTILE, name="standpoint-test")
    assert not re.findall(r'<(?:script|link|img)[^>]+(?:src|href)=["\']?(?!data:)', page)
    assert "document.title='owned'</script>" not in page
    assert "<img src=x" not in page
    assert '"showSendToCloud": false' in page
    assert '"displaylogo": false' in page
    assert '"filename": "standpoint-test"' in page
    assert "Plotly.newPlot" in page


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("Ban on ivory *", "Ban on ivory *", id="short-stays"),
        pytest.param("Sanctuary for whales in the South *", "Sanctuary for… *", id="mark-of-proposed-stays"),
        pytest.param("Sanctuary for whales in the South", "Sanctuary for w…", id="cut-with-an-ellipsis"),
    ],
)
def test_long_labels_keep_the_mark_of_a_proposed_topic(text: str, shown: str) -> None:
    assert shortened(text, 16) == shown
