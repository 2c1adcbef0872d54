"""Makers of files that are no table, or a table that cannot be opened: refused and named."""

from __future__ import annotations

import io
import json
import sqlite3
import struct
import tempfile
import zipfile
from pathlib import Path

from tests.corpus.model import Document
from tests.corpus.params import Params
from tests.corpus.writers import ods_package

TEXTS = {
    "svg": (
        "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='40'>\n"
        "<title>Invented</title><rect x='1' y='2' width='3' height='4'/>\n"
        "<path d='M1,2 L3,4 L5,6'/></svg>\n"
    ),
    "mmd": (
        "journey\n    title Invented day\n    section Morning\n      Make tea: 5: Me\n"
        "      Go upstairs: 3: Me\n    section Work\n      Do work: 1: Me, Cat\n"
    ),
    "py": (
        "import csv\n\n\ndef main(a, b, c):\n    print(a, b, c)\n    return [a, b, c]\n"
        "\n\nmain(1, 2, 3)\n"
    ),
    "md": ("# Invented notes\n\nWe met, talked, and left.\n\n- one, two\n- three, four\n"),
    "yaml": (
        "client: Invented\njourney:\n  - stage: arrive\n    mood: 2\n  - stage: leave\n"
        "    mood: 1\n"
    ),
    "eml": (
        "From: ada@example.org\nTo: bram@example.org\nSubject: Invented\n"
        "Date: Mon, 04 Mar 2024 09:00:00 +0000\n\nHello, the parcel came, thank you.\n"
    ),
    "ics": (
        "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nSUMMARY:Invented\n"
        "DTSTART:20240304T090000Z\nEND:VEVENT\nEND:VCALENDAR\n"
    ),
    "vcf": "BEGIN:VCARD\nVERSION:3.0\nFN:Invented Person\nEND:VCARD\n",
    "rtf": "{\\rtf1\\ansi{\\fonttbl\\f0 Arial;}\\f0 Invented, a text.\\par}\n",
    "html": (
        "<!DOCTYPE html><html><head><title>Invented</title></head><body><p>No table, "
        "only words.</p></body></html>\n"
    ),
    "tex": "\\documentclass{article}\n\\begin{document}\nInvented, words.\n\\end{document}\n",
}
SAYS = {
    "svg": ["SVG"],
    "ipynb": ["notebook", "Jupyter", "ipynb"],
    "mmd": ["Mermaid", "mmd"],
    "jsonocel": ["OCEL"],
    "sav": ["SPSS"],
    "zsav": ["SPSS"],
    "sqlite": ["SQLite"],
    "db": ["SQLite"],
    "ods-encrypted": ["encrypted", "password", "chiffr", "mot de passe"],
    "xlsx-encrypted": ["encrypted", "password", "chiffr", "mot de passe"],
    "pdf": ["PDF"],
    "png": ["PNG", "image", "picture"],
    "zip": ["zip", "workbook", "classeur"],
    "docx": ["Word", "docx"],
    "html": ["html", "table"],
    "stata": ["Stata", "dta"],
    "gz": ["gz", "compress"],
}


def not_a_table(p: Params) -> Document:
    """Make a file of another kind, under its own suffix or one that deceives."""
    raw = TEXTS[p.mode].encode() if p.mode in TEXTS else _BINARY[p.mode]()
    suffix = str(p.args.get("suffix") or "." + p.mode.split("-")[0])
    says = SAYS.get(p.mode)
    expected = {"outcome": "refuse", "message": "required", "must_say": [says] if says else []}
    if p.mode in {"jsonocel", "sqlite", "db", "sav"}:
        expected["may_be_read"] = True
    return Document(raw=raw, suffix=suffix, expected=expected)


def no_rows(p: Params) -> Document:
    """Make a file without a single row: empty, blank lines, or a header alone."""
    raw = {
        "empty": b"",
        "blank": b"\n\n  \n",
        "bom": b"\xef\xbb\xbf",
        "header": b"note,ville,commentaire\n",
        "header-rows": b'Respondent ID,"Rate us (1 = bad, 5 = good)"\n,Response\n',
    }[p.mode]
    return Document(
        raw=raw,
        suffix=".csv",
        expected={
            "outcome": "refuse",
            "message": "required",
            "must_say": [
                [
                    "empty",
                    "no rows",
                    "no row",
                    "0 rows",
                    "vide",
                    "aucune",
                    "no data",
                    "no answers",
                    "0 ligne",
                ]
            ],
        },
    )


def _notebook() -> bytes:
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": ["# Invented, a notebook"]},
        {
            "cell_type": "code",
            "execution_count": 1,
            "metadata": {},
            "outputs": [],
            "source": ["a, b = 1, 2"],
        },
    ]
    return json.dumps(
        {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1
    ).encode()


def _ocel() -> bytes:
    return json.dumps(
        {
            "ocel:global-log": {
                "ocel:version": "1.0",
                "ocel:ordering": "timestamp",
                "ocel:attribute-names": [],
                "ocel:object-types": ["order"],
            },
            "ocel:events": {
                f"e{i}": {
                    "ocel:activity": "place order",
                    "ocel:omap": [f"o{i}"],
                    "ocel:timestamp": f"2024-03-0{i}T09:00:00+00:00",
                    "ocel:vmap": {},
                }
                for i in range(1, 6)
            },
            "ocel:objects": {
                f"o{i}": {"ocel:type": "order", "ocel:ovmap": {}} for i in range(1, 6)
            },
        },
        indent=1,
    ).encode()


def _spss(magic: bytes) -> bytes:
    product = b"@(#) SPSS DATA FILE Invented".ljust(60)
    numbers = struct.pack("<iiiiid", 2, 1, 2 if magic == b"$FL3" else 0, 0, 3, 100.0)
    stamp = b"04 Mar 2409:00:00" + b"Invented".ljust(64) + b"\0" * 3
    variable = struct.pack("<iiiiii", 2, 0, 0, 0, 0x050800, 0x050800) + b"Q1      "
    end = struct.pack("<ii", 999, 0) + struct.pack("<ddd", 1.0, 4.0, 5.0)
    return magic + product + numbers + stamp + variable + end


def _sqlite() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "invented.sqlite"
        base = sqlite3.connect(path)
        base.execute("create table answers (id integer, note integer)")
        base.executemany("insert into answers values (?, ?)", [(i, i % 5 + 1) for i in range(9)])
        base.commit()
        base.close()
        return path.read_bytes()


def _zip(names: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, body in names.items():
            package.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), body)
    return out.getvalue()


def _docx() -> bytes:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return _zip(
        {
            "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org'
            '/package/2006/content-types"><Override PartName="/word/document.xml"'
            f' ContentType="{word}"/></Types>',
            "word/document.xml": "<w:document xmlns:w='http://schemas.openxmlformats.org/"
            "wordprocessingml/2006/main'><w:body/></w:document>",
        }
    )


def _encrypted_ods() -> bytes:
    urn = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    listing = (
        f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{urn}" manifest:version="1.2">'
        '<manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml" '
        'manifest:size="4000"><manifest:encryption-data manifest:checksum-type="SHA1/1K" '
        'manifest:checksum="AAAAAAAAAAAAAAAAAAAAAAAAAAA="><manifest:algorithm '
        'manifest:algorithm-name="Blowfish CFB" manifest:initialisation-vector="AAAAAAAAAAA="/>'
        '<manifest:key-derivation manifest:key-derivation-name="PBKDF2" manifest:iteration-count='
        '"1024" manifest:salt="AAAAAAAAAAAAAAAAAAAAAA=="/></manifest:encryption-data>'
        "</manifest:file-entry></manifest:manifest>"
    )
    scrambled = "".join(chr(33 + (i * 37 + 11) % 90) for i in range(1500))
    return ods_package(scrambled, listing)


def _compound(*streams: str) -> bytes:
    """Return an OLE compound file whose directory names the streams, each of no content."""
    free, end, fat = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 16
        + struct.pack(
            "<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0, 0
        )
    )
    header += struct.pack("<I", free) * 108
    table = struct.pack("<II", fat, end) + struct.pack("<I", free) * 126

    def entry(name: str, kind: int, right: int, child: int) -> bytes:
        letters = name.encode("utf-16-le")
        return (
            letters.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(letters) + 2 if name else 0, kind, 1, free, right, child)
            + b"\0" * 36
            + struct.pack("<IQ", end, 0)
        )

    entries = [entry("Root Entry", 5, free, 1)]
    for position, name in enumerate(streams, 1):
        entries.append(entry(name, 2, position + 1 if position < len(streams) else free, free))
    entries += [entry("", 0, free, free)] * (4 - len(entries))
    return header.ljust(512, b"\0") + table + b"".join(entries)


_BINARY = {
    "ipynb": _notebook,
    "jsonocel": _ocel,
    "sav": lambda: _spss(b"$FL2"),
    "zsav": lambda: _spss(b"$FL3"),
    "sqlite": _sqlite,
    "db": _sqlite,
    "docx": _docx,
    "zip": lambda: _zip({"a.txt": "Invented", "b.txt": "Invented"}),
    "pdf": lambda: b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << >>\n%%EOF\n",
    "png": lambda: b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(64)),
    "gz": lambda: b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03" + bytes(range(60)),
    "stata": lambda: (
        b"<stata_dta><header><release>118</release><byteorder>LSF</byteorder>" + b"\0" * 40
    ),
    "ods-encrypted": _encrypted_ods,
    "xlsx-encrypted": lambda: _compound("EncryptedPackage", "EncryptionInfo"),
}
