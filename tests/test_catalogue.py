import re
import tomllib
from string import Formatter

import pytest

from kit.i18n import LOCALES
from tests.catalogue import repeated, translated

GLOSSARY = tomllib.loads((LOCALES / "glossary.toml").read_text("utf-8"))


def forms(entry):
    english = (entry.id,) if isinstance(entry.id, str) else entry.id
    french = (entry.string,) if isinstance(entry.string, str) else entry.string
    return english, french


def gaps(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_translation_has_the_gaps_of_its_english():
    for file, entry in translated():
        english, french = forms(entry)
        wanted = set().union(*map(gaps, english))
        for text in french:
            assert gaps(text) <= wanted, f"{file}: {text}"
        assert wanted == set().union(*map(gaps, french)), f"{file}: {english[0]}"


@pytest.mark.parametrize(
    ("fault", "pattern"),
    [
        ("a breaking space before ; ! or ?", r"[ \u00a0][;!?](?!\w)"),
        ("a breaking space before a colon", r" :(?= |$)"),
        ("a breaking space inside quotation marks", r"« | »"),
        ("a straight apostrophe", r"[a-zA-Zéèê]'[a-zA-Zéèêàâ]"),
    ],
)
def test_french_typography(fault, pattern):
    for file, entry in translated():
        for text in forms(entry)[1]:
            assert not re.search(pattern, text), f"{file}: {fault}: {text!r}"
    for term in GLOSSARY.values():
        for text in (term["fr"], term["signifie"]):
            assert not re.search(pattern, text), f"{fault}: {text!r}"


def test_no_message_is_translated_twice():
    assert repeated() == []


def test_the_glossary_says_every_term_in_both_languages():
    for name, term in GLOSSARY.items():
        assert set(term) == {"en", "fr", "means", "signifie"}, name
        assert all(text.strip() == text and text for text in term.values()), name


def test_glossary_and_catalogue_agree():
    have = {e.id: e.string for _, e in translated() if isinstance(e.id, str) and not e.context}
    for term in GLOSSARY.values():
        if term["en"] in have:
            assert have[term["en"]] == term["fr"]


ALWAYS_SEVERAL = {"{count} tableaux", "{count} entrées", "{count} points", "{count} questions"}
"""Said only where there are at least two."""


def test_no_french_sentence_has_a_plural_that_a_count_may_not_want():
    """French counts 0 and 1 as singular: a noun after a count needs both of its forms."""
    counted = re.compile(r"\{(?:count|k|done|passed|stays)\} (?!des\b)\w+[sx]\b")
    found = {
        match
        for _, entry in translated()
        if isinstance(entry.id, str)
        for match in counted.findall(entry.string)
    }
    assert found <= ALWAYS_SEVERAL
