"""Which column of a table holds what, told by its name in the heading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from dashboard.articles.asked import ColumnMap

# Field → the names it goes by, folded, the surest first: tables of databases and exports in several languages.
NAMES = {
    "text": (
        *("text", "full_text", "fulltext", "body", "content", "article_text", "article_body", "articlebody"),
        *("article_content", "main_text", "maintext", "plain_text", "plaintext", "raw_text", "body_text", "bodytext"),
        *("article", "story", "transcript", "speech", "texte", "texto", "testo", "volltext", "artikeltext", "tekst"),
        *("inhalt", "artikel", "contenu", "contenido", "cuerpo", "conteudo", "corpo", "contenuto", "articulo"),
        *("текст", "содержание", "正文", "全文", "内容", "本文", "النص", "metin", "tresc"),
        # Shorter than the article, yet its words: taken where there is no fuller column.
        *("description", "summary", "abstract", "lead", "snippet", "excerpt", "teaser", "zusammenfassung", "resume"),
    ),
    "title": (
        *("title", "headline", "article_title", "heading", "head", "hed", "subject", "titel", "schlagzeile"),
        *(
            "uberschrift",
            "titre",
            "titulo",
            "titular",
            "titolo",
            "tytul",
            "baslik",
            "заголовок",
            "标题",
            "题目",
            "見出し",
        ),
        *("タイトル", "العنوان", "name"),
    ),
    "date": (
        *("date", "published", "published_at", "publishedat", "publication_date", "publish_date", "published_date"),
        *("date_published", "datepublished", "pubdate", "pub_date", "date_publish", "article_date", "firstpublished"),
        *("datetime", "date_time", "timestamp", "time", "day", "created_at", "created", "seendate", "date_created"),
        *("datum", "erscheinungsdatum", "veroffentlicht", "date_de_publication", "fecha", "fecha_de_publicacion"),
        *(
            "data",
            "data_de_publicacao",
            "data_di_pubblicazione",
            "tarih",
            "дата",
            "日期",
            "发布日期",
            "日付",
            "التاريخ",
        ),
    ),
    "publisher": (
        *("publisher", "source", "outlet", "newspaper", "publication", "source_name", "sourcename", "media"),
        *("media_name", "medium", "news_source", "site_name", "sitename", "site", "domain", "journal", "paper"),
        *("provider", "agency", "quelle", "zeitung", "herausgeber", "fuente", "medio", "periodico", "fonte", "testata"),
        *("editeur", "journal_name", "zrodlo", "kaynak", "источник", "издание", "来源", "媒体", "出典", "المصدر"),
    ),
    "url": (
        *("url", "link", "web_url", "weburl", "article_url", "source_url", "permalink", "href", "address", "uri"),
        *(
            "canonical_url",
            "web_address",
            "webadresse",
            "adresse",
            "lien",
            "enlace",
            "direccion",
            "ссылка",
            "链接",
            "网址",
        ),
        *("guid",),
    ),
    "author": (
        *("author", "authors", "byline", "by_line", "writer", "creator", "reporter", "journalist", "autor", "autoren"),
        *("verfasser", "auteur", "auteurs", "autore", "autores", "yazar", "автор", "作者", "記者", "الكاتب"),
    ),
    "language": ("language", "lang", "language_code", "sprache", "langue", "idioma", "lingua", "язык", "语言"),
}
# Names that an article's text goes by, but its headline or file as well.
NAMES_OF_WHOLES = frozenset({"article", "story", "artikel", "articulo"})
_ACCENTS = re.compile("[\u0300-\u036f]+")


def guess_columns(columns: Sequence[str]) -> ColumnMap | None:
    """The columns recognised by their names; ``None`` when no column is recognised as holding the articles' texts."""
    by_name: dict[str, str] = {}
    for column in columns:
        by_name.setdefault(folded(column), column)
    found = {field: next((by_name[name] for name in names if name in by_name), None) for field, names in NAMES.items()}
    if found["text"] is None:
        return None
    taken = found["text"]
    # A column stands for one field: what is the text cannot be the title or the publisher too.
    rest = {field: None if column == taken else column for field, column in found.items() if field != "text"}
    return ColumnMap(text=taken, **rest)


def folded(name: str) -> str:
    """The name as it is compared: without case, accents and marks, words joined by ``_``."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name.strip())
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", spaced)).casefold()
    return re.sub(r"[\W_]+", "_", plain).strip("_")
