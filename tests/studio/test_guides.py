"""The guides: complete in both languages, replaceable by a trainer's, and never markup."""

import os
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.blocks import Heading, Listing, Paragraph, Section, Table
from kit.exports import html
from kit.i18n import LANGUAGES, texts
from kit.studio.guides import LARGEST, SLOTS, glossary, guide, read, terms_of
from kit.studio.notebooks.step_questions import step_questions
from kit.studio.parts import PARTS
from kit.workshop import WorkshopError

ALL = [(part, lang) for part in PARTS.values() for lang in LANGUAGES]
NAMES = [f"{part.file}-{lang}" for part, lang in ALL]


@pytest.mark.parametrize(("part", "lang"), ALL, ids=NAMES)
def test_every_guide_says_what_a_trainer_needs(part, lang):
    found = guide(part, texts(lang))
    assert found.title
    [purpose] = found.purpose
    sentences = re.findall(r"[.!?](?:\s|$)", str(purpose.said))
    assert len(sentences) == 3
    for slot in SLOTS:
        chapter = found.chapter(slot)
        assert chapter, f"{part.file} has no {{#{slot}}}"
        [listing] = chapter.blocks
        assert isinstance(listing, Listing)
        assert len(listing.items) >= 4
        assert listing.ordered == (slot == "room")
    assert found.others == ()


@pytest.mark.parametrize("part", PARTS.values(), ids=list(PARTS))
def test_both_languages_have_the_same_points(part):
    french, english = (guide(part, texts(lang)) for lang in LANGUAGES)
    for slot in SLOTS:
        one, other = french.chapter(slot), english.chapter(slot)
        assert len(one.blocks[0].items) == len(other.blocks[0].items)


@pytest.mark.parametrize(
    "pattern",
    [r"[ \u00a0][;!?]", r" :(?=\s|$)", r"« | »", r"[a-zA-Zéèê]'[a-zA-Zéèêàâ]", r"\btu\b|\btes\b"],
)
def test_french_typography(pattern):
    for part in PARTS.values():
        text = guide(part, texts("fr")).path.read_text("utf-8")
        assert not re.search(pattern, text), part.file


@pytest.mark.parametrize(
    ("lang", "word"),
    [
        ("fr", r"points? de douleur"),
        ("fr", r"quick[ -]?wins?"),
        ("fr", r"victoires? rapides?"),
        ("fr", r"touchpoints?"),
        ("en", r"frictions?\b"),
        ("en", r"contact points?"),
        ("fr", r"\d\s?%"),
        ("en", r"\d\s?%"),
    ],
)
def test_guides_keep_to_the_words_of_the_glossary(lang, word):
    for part in PARTS.values():
        text = guide(part, texts(lang)).path.read_text("utf-8")
        assert not re.search(word, text, re.IGNORECASE), part.file


@pytest.mark.parametrize(
    ("lang", "name", "words"),
    [
        ("fr", "improvements", {"gain rapide", "chantier", "petit plus", "non prioritaire"}),
        ("en", "improvements", {"quick win", "big bet", "fill-in", "time sink"}),
        ("fr", "pain-points", {"irritant", "gravité", "gommettes"}),
        ("en", "emotions", {"emotion", "moment of truth"}),
    ],
)
def test_the_words_of_a_guide_are_explained(lang, name, words):
    terms = terms_of(guide(PARTS[name], texts(lang)), lang)
    assert words <= {term.term for term in terms}
    assert all(term.means for term in terms)


def test_a_term_is_found_in_the_plural_and_not_within_a_word():
    said = read("# T\n\nGains rapides et chantiers ; phasemètre.", PATH)
    assert [term.id for term in terms_of(said, "fr")] == ["quick_win", "big_bet"]
    assert len(glossary("en")) == len(glossary("fr"))


# --- a trainer's own ---------------------------------------------------------------------------

PERSONA, PATH = PARTS["persona"], guide(PARTS["persona"], texts("fr")).path


def test_a_trainers_guide_takes_the_place_of_the_kits(tmp_path):
    (tmp_path / "1_persona.md").write_text("# À ma façon\n\nCe que je dis.\n", "utf-8")
    (tmp_path / "1_persona.en.md").write_text("# My way\n\nWhat I say.\n", "utf-8")
    assert guide(PERSONA, texts("fr"), (tmp_path,)).title == "À ma façon"
    assert guide(PERSONA, texts("en"), (tmp_path,)).title == "My way"
    assert guide(PARTS["stages"], texts("fr"), (tmp_path,)).title == "Les étapes"


def test_the_first_folder_counts(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "1_persona.md").write_text(f"# {name}", "utf-8")
    folders = (tmp_path / "none", tmp_path / "one", tmp_path / "two")
    assert guide(PERSONA, texts("fr"), folders).title == "one"


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"x" * (LARGEST + 1)], ids=["bytes", "long"])
def test_what_is_no_guide_is_refused_with_its_name(tmp_path, content):
    (tmp_path / "1_persona.md").write_bytes(content)
    with pytest.raises(WorkshopError) as refused:
        guide(PERSONA, texts("en"), (tmp_path,))
    assert "1_persona.md" in refused.value.text(texts("en"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs here")
def test_a_pipe_in_place_of_a_guide_is_refused(tmp_path):
    os.mkfifo(tmp_path / "1_persona.md")
    with pytest.raises(WorkshopError, match=r"1_persona\.md.* is a pipe"):
        guide(PERSONA, texts("en"), (tmp_path,))


def test_chapters_without_an_anchor_are_kept():
    found = read("# T\n\nA.\n\n## Ice-breaker\n\nB.\n\n## Ask {#ask}\n\nC.\n", PATH)
    assert [chapter.title for chapter in found.others] == ["Ice-breaker"]
    assert found.chapter("ask").blocks == (Paragraph("C."),)


def test_what_markdown_has_becomes_blocks():
    text = (
        "# T\n\n### Small\n\n**Bold** and [a link](https://example.org) and `code`.\n\n"
        "1. one\n2. two\n   - in\n\n> quoted\n\n| a | b |\n|---|---|\n| c | d |\n"
    )
    small, bold, listing, quoted, table = read(text, PATH).purpose
    assert small == Heading("Small")
    assert str(bold.said) == "Bold and a link (https://example.org) and code."
    assert listing == Listing(("one", "two – in"), ordered=True)
    assert quoted == Paragraph("quoted")
    assert isinstance(table, Table)
    assert table.rows == (("c", "d"),)


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "![x](https://example.org/x.png)",
    '<a href="https://example.org">x</a>',
    "{{ 7 * 7 }}",
    "<style>*{display:none}</style>",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("where", ["{}", "a {} b", "- {}", "> {}", "| {} |\n|---|\n| {} |", "# {}"])
def test_a_guide_is_never_markup(text, where):
    found = read(where.replace("{}", text), PATH)
    shown = html.section(Section("s", found.title, found.purpose), texts("en"))
    assert not re.search(r"<(script|img|a|style)\b", shown)
    assert "49" not in shown


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=300))
def test_any_text_is_read(text):
    found = read(text, PATH)
    html.section(Section("s", found.title, found.purpose), texts("en"))


# --- field by field ------------------------------------------------------------------------------


@pytest.mark.parametrize("part", PARTS.values(), ids=list(PARTS))
def test_every_part_has_questions_in_both_languages(part):
    questions = list(step_questions(part))
    assert len(questions) >= 5
    for question in questions:
        assert texts("fr")(question.ask) != texts("en")(question.ask)
