"""Files of every kind that is read, made in the tests: what they hold can be read beside what they should give."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from typing import Any

import docx
import openpyxl
from pypdf import PdfReader, PdfWriter

FIRST = "Norway supports the treaty, the foreign minister said in Oslo on Thursday after a meeting of the cabinet."
SECOND = "Chile rejects the treaty and will not sign it, according to a note that was handed to diplomats in Santiago."
PARAGRAPHS = (FIRST, SECOND)
TEXT = f"{FIRST}\n\n{SECOND}"
TITLE = "Ministers met in Oslo"

PAGE = f"""<!doctype html><html lang="en"><head><title>{TITLE} | The Daily</title>
<meta property="og:title" content="{TITLE}"><meta name="author" content="Ada Writer">
<meta property="article:published_time" content="2025-02-13T10:00:00Z">
<meta property="og:site_name" content="The Daily"><link rel="canonical" href="https://example.org/oslo"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>{TITLE}</h1>
<p>{FIRST}</p><p>{SECOND}</p></article><footer>Copyright 2019 The Daily</footer>
<script>document.write("Peru supports it.")</script></body></html>"""


def pdf(*pages: Sequence[str], title: str = "") -> bytes:
    """A PDF whose pages hold these lines."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        drawn = "\n".join(f"({_escaped(line)}) Tj T*" for line in lines)
        stream = f"BT /F1 11 Tf 72 760 Td 14 TL\n{drawn}\nET"
        objects.append(f"<< /Length {len(stream.encode('latin-1'))} >>\nstream\n{stream}\nendstream")
        font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects)} 0 R "
            f"/Resources << /Font << /F1 {font} >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< /Title ({_escaped(title)}) >>")
    return _written(objects)


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _written(objects: Sequence[str]) -> bytes:
    content = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(content))
        content += f"{number} 0 obj\n{each}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    tail = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\n"
    return content + f"{head}{tail}startxref\n{len(content)}\n%%EOF\n".encode("latin-1")


def locked_pdf(content: bytes, *, password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def word(*paragraphs: str, title: str = TITLE) -> bytes:
    document = docx.Document()
    if title:
        document.add_heading(title, level=0)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def excel(*rows: Sequence[Any], sheet: str = "Articles", before: Sequence[Sequence[Any]] = ()) -> bytes:
    """A workbook with these rows; ``before`` is a sheet in front of it."""
    book = openpyxl.Workbook()
    active = book.active
    assert active is not None
    if before:
        active.title = "Notes"
        for row in before:
            active.append(list(row))
        active = book.create_sheet()
    active.title = sheet
    for row in rows:
        active.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def jsonl(*objects: Mapping[str, Any]) -> bytes:
    return "\n".join(json.dumps(each, ensure_ascii=False) for each in objects).encode()


def message(text: str = TEXT, *, html: str = "", attached: Mapping[str, bytes] | None = None) -> bytes:
    mail = EmailMessage()
    mail["From"] = "Ada Writer <ada@example.org>"
    mail["To"] = "desk@example.org"
    mail["Subject"] = TITLE
    mail["Date"] = "Thu, 13 Feb 2025 10:00:00 +0100"
    mail["Message-ID"] = "<1@example.org>"
    mail["List-Id"] = '"The Daily" <daily.example.org>'
    if text:
        mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html") if text else mail.set_content(html, subtype="html")
    for name, content in (attached or {}).items():
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def archive(entries: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as packed:
        for name, content in entries.items():
            packed.writestr(zipfile.ZipInfo(name), content, compress_type=method)
    return buffer.getvalue()


def locked_archive(entries: Mapping[str, bytes]) -> bytes:
    """An archive whose entries say that they are encrypted."""
    content = bytearray(archive(entries, method=zipfile.ZIP_STORED))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(mark)
        while place >= 0:
            content[place + flags] |= 1
            place = content.find(mark, place + 4)
    return bytes(content)


def rss(*entries: str, title: str = "The Daily") -> bytes:
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{title}</title>'
        f"<link>https://example.org</link>{''.join(entries)}</channel></rss>"
    ).encode()


def item(
    link: str, *, title: str = TITLE, text: str = "A summary.", date: str = "Thu, 13 Feb 2025 10:00:00 GMT"
) -> str:
    return (
        f"<item><title>{title}</title><link>{link}</link><pubDate>{date}</pubDate>"
        f"<description><![CDATA[{text}]]></description></item>"
    )


ROW = {"headline": TITLE, "body": TEXT, "published_at": "2025-02-13", "source": "The Daily", "link": "https://e.org/1"}
SAMPLES: dict[str, bytes] = {  # one article each, by the suffix that it usually has
    ".txt": TEXT.encode(),
    ".md": f"# {TITLE}\n\n{TEXT}".encode(),
    ".html": PAGE.encode(),
    ".pdf": pdf([TITLE, "", FIRST, SECOND], title=TITLE),
    ".docx": word(*PARAGRAPHS),
    ".eml": message(),
    ".csv": f'headline,body,date\n{TITLE},"{TEXT}",2025-02-13\n'.encode(),
    ".xlsx": excel(list(ROW), list(ROW.values())),
    ".jsonl": jsonl(ROW),
    ".zip": archive({"a.txt": TEXT.encode()}),
    ".rss": rss(item("https://example.org/oslo", text=f"<p>{TEXT * 5}</p>")),
}
