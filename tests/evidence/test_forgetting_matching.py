"""Someone's words are found however they are written, and nothing else is taken for them."""

import csv
import html
import io
import json
import zipfile

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kit.evidence.privacy.erasure.contents import contents
from kit.evidence.privacy.erasure.data import StuckError, without_in_lines, without_words
from kit.evidence.privacy.erasure.matching import SearchTerms

SAID = "J’ai attendu le livreur toute la journée, « sans appel » ; personne n’est venu !"
WANTED = SearchTerms([SAID], ["Léa Martin", "lea.martin@exemple.example", "Léa"])

others = st.text(st.characters(exclude_categories=("Cs", "Cc", "L", "N", "M")), max_size=20)


def as_csv(text):
    out = io.StringIO()
    csv.writer(out).writerow(["1", f"Elle dit {text}", 'a "b"'])
    return out.getvalue().encode()


def as_zip(text):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("notes/a.json", json.dumps({"a": [text]}))
    return out.getvalue()


def as_rtf(text):
    body = "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in text)
    return ("{\\rtf1\\ansi\\b " + body + "\\b0\\par}").encode()


WRITTEN = {
    "UTF-8": str.encode,
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16 without a mark": lambda text: text.encode("utf-16-le"),
    "Windows": lambda text: text.encode("cp1252"),
    "decomposed": lambda text: text.replace("é", "e\u0301").encode(),
    "capitals": lambda text: text.upper().encode(),
    "straight quotes": lambda text: text.replace("’", "'").replace("«", '"').encode(),
    "JSON": lambda text: json.dumps({"a": [{"b": text}]}).encode(),
    "JSON lines": lambda text: (json.dumps({"a": 1}) + "\n" + json.dumps([text])).encode(),
    "JSON within JSON": lambda text: json.dumps({"a": json.dumps({"b": text})}).encode(),
    "JSON in a page": lambda text: f"<script>x = {json.dumps(text)}</script>".encode(),
    "a field's name": lambda text: json.dumps({text: 1}).encode(),
    "HTML": lambda text: html.escape(text).replace("é", "&eacute;").encode(),
    "HTML with tags": lambda text: text.replace("journée", "jour<b>n</b>ée").encode(),
    "HTML on lines": lambda text: text.replace(" ", "<br>\n").encode(),
    "soft hyphens": lambda text: text.replace("livreur", "li\u00advreur").encode(),
    "YAML": lambda text: yaml.safe_dump({"a": text}, width=30).encode(),
    "YAML comments": lambda text: ("# " + text.replace(" le ", "\n# le ")).encode(),
    "CSV": as_csv,
    "RTF": as_rtf,
    "an archive": as_zip,
    "one sentence of it": lambda text: f"Puis : {text[: text.index(' ;')]}.".encode(),
    "a part of it": lambda text: f"x {text[5:-10]} y".encode(),
    "cut at both ends": lambda text: text[9:50].encode(),
}


@pytest.mark.parametrize("way", WRITTEN)
def test_words_are_found_in_every_way_of_writing(way):
    assert contents(WRITTEN[way](SAID)).holds(WANTED)
    assert not contents(WRITTEN[way]("Le colis est arrivé à l’heure, « merci » ; " * 3)).holds(
        WANTED
    )


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Mme Léa MARTIN a écrit", True),
        ("Lea Martinez a écrit", False),
        ("Léa a écrit", False),
        ("lea.martin@exemple.example", True),
        ("Le livreur est venu toute la journée", False),
        ("personne", False),
    ],
)
def test_names_are_whole_and_short_ones_are_not_looked_for(text, held):
    assert WANTED.holds(text) is held


def test_short_answers_are_counted():
    wanted = SearchTerms(["oui", "Trop cher", SAID])
    assert wanted.short == 2
    assert not wanted.holds("oui, trop cher")


@given(others, others)
def test_the_rest_of_a_sentence_stays_and_nothing_is_left_of_the_words(before, after):
    text = f"Avant {before} {SAID} {after} après"
    clean = WANTED.without(text)
    assert not WANTED.holds(clean)
    assert clean.startswith("Avant")
    assert clean.endswith("après")
    assert WANTED.without(clean) == clean


json_data = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.just(SAID),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["value", "was", "edits"]), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(st.lists(json_data, max_size=4))
def test_json_lines_keep_their_shape_and_the_lines_without_words_their_bytes(values):
    content = b"".join(json.dumps(value).encode() + b"\n" for value in values)
    clean = without_in_lines(content, WANTED)
    assert not contents(clean).holds(WANTED)
    assert len(clean.splitlines()) == len(values)
    for value, before, after in zip(values, content.splitlines(), clean.splitlines(), strict=True):
        assert json.loads(after) == without_words(value, WANTED)
        if SAID not in str(value):
            assert after == before


def test_a_place_that_holds_words_is_stuck_and_a_broken_line_is_left_out():
    with pytest.raises(StuckError):
        without_words({"op": "set", "place": ["notes", SAID]}, WANTED)
    with pytest.raises(StuckError):
        without_words({SAID: 1}, WANTED)
    broken = b'{"a": "' + SAID.encode() + b"\n"
    assert without_in_lines(b'{"a": 1}\n' + broken, WANTED) == b'{"a": 1}\n'


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7 x",
        b"\x89PNG\r\n\x1a\n",
        b"\x1f\x8b\x08\x00",
        b"\x00\x01\x02\x03",
        b"PK\x03\x04 x",
    ],
)
def test_what_cannot_be_read_is_never_called_searched(content):
    assert not contents(content).complete
