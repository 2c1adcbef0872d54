"""No comma takes a word or a digit away: the file keeps it, or an error says what to write."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.workshop import WorkshopError
from kit.workshop.document import parse
from kit.workshop.file import journey_of
from kit.workshop.traps import traps
from tests.workshop.files import loaded, refused

HEAD = """\
schema_version: 1
client: {name: A, language: fr}
personas: {lea: {name: Léa}}
stages: {s: {name: Je cherche}}
evidence: {e: {name: E, kind: survey}}
"""
PAIN = HEAD + "pain_points:\n  p: {at: s, group: process, "
FEELING = HEAD + "emotions:\n  - {persona: lea, at: s, "

CUT = {
    "a price": (
        PAIN + "what: Renvoyer coûte 9,90 € pour une ampoule}\n",
        "7:53 Between braces a comma ends a text, so “90 € pour une ampoule” is cut off here. Put "
        'quotation marks round the whole text: "Renvoyer coûte 9,90 € pour une ampoule"',
    ),
    "a name": (
        "client: {name: Repas, boissons, language: fr}\n",
        "1:23 Between braces a comma ends a text, so “boissons” is cut off here. Put quotation "
        'marks round the whole text: "Repas, boissons"',
    ),
    "several commas": (
        PAIN + "what: lent, cher, loin, impact: 3}\n",
        "7:42 Between braces a comma ends a text, so “cher, loin” is cut off here. Put quotation "
        'marks round the whole text: "lent, cher, loin"',
    ),
    "a statement": (
        PAIN + "what: x y, verbatims: [{text: payer 9,90 pour une ampoule, evidence: e}]}\n",
        "7:68 Between braces a comma ends a text, so “90 pour une ampoule” is cut off here. Put "
        'quotation marks round the whole text: "payer 9,90 pour une ampoule"',
    ),
    "the name of a field": (
        PAIN + "what: On ne sait pas, where, impact: 3}\n",
        "7:52 Between braces a comma ends a text, so “where” is cut off here. Put quotation marks "
        'round the whole text: "On ne sait pas, where"',
    ),
    "quotation marks inside": (
        PAIN + 'what: le "chef", absent}\n',
        "7:47 Between braces a comma ends a text, so “absent” is cut off here. Put quotation "
        'marks round the whole text: "le \\"chef\\", absent"',
    ),
    "a score": (
        FEELING + "score: -1,5}\n",
        "7:37 Between braces a comma ends a number, so “-1,5” is read as -1. Write -1.5.",
    ),
    "an importance": (
        HEAD + "touchpoints:\n  t: {stage: s, channel: shop, importance: 3,5}\n",
        "7:46 Between braces a comma ends a number, so “3,5” is read as 3. Write a whole number.",
    ),
    "a thousand": (
        FEELING + "score: 1, n: 1,200}\n",
        "7:42 Between braces a comma ends a number, so “1,200” is read as 1. Write 1200.",
    ),
    "scores without brackets": (
        FEELING + "scores: 0,2 1,1}\n",
        "7:37 Between braces a comma ends “0” here. Write several numbers between brackets, with "
        "a point for decimals, as in [0.5, -1, 2].",
    ),
    "scores": (
        FEELING + "scores: [0,2, -1]}\n",
        "7:36 “0,2” can be one number or two. Write 0.2 if it is one number; if it is two, put a "
        "space after the comma.",
    ),
    "scores as a text": (
        HEAD + "emotions:\n  - persona: lea\n    at: s\n    scores: -0,5 1 2\n",
        "9:13 “-0,5” can be one number or two. Write -0.5 if it is one number; if it is two, put "
        "a space after the comma.",
    ),
    "texts between brackets": (
        PAIN + "what: x y, causes: [9,90 €]}\n",
        "7:50 “9,90” can be one number or two. Write 9.90 if it is one number; if it is two, put "
        "a space after the comma.",
    ),
}


@pytest.mark.parametrize("name", CUT)
def test_what_a_comma_cuts_is_an_error_that_says_what_to_write(tmp_path, name):
    text, expected = CUT[name]
    assert refused(tmp_path, text) == [expected]


def test_each_pair_of_scores_that_may_be_one_is_asked_about(tmp_path):
    text = FEELING + "scores: [0,2, 1,1]}\n"
    assert [message[:9] for message in refused(tmp_path, text)] == ["7:36 “0,2", "7:41 “1,1"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (PAIN + "what: x y, gravite: }\n", "7:41"),
        (PAIN + "what: x y, gravite: 3}\n", "7:41"),
        (
            HEAD + "pain_points:\n  p:\n    at: s\n    what: x\n    group: process\n    gravite:\n",
            "11",
        ),
        (HEAD + "gravite:\n", "6:1"),
        (HEAD + "client_:\n", "6:1"),
    ],
)
def test_an_unknown_field_is_an_error_whatever_its_value(tmp_path, text, place):
    (message,) = refused(tmp_path, text)
    assert message.startswith(place)
    assert "Unknown field “" in message


@pytest.mark.parametrize(
    "text",
    [
        FEELING + "scores: [1, -1, 0.5]}\n",
        FEELING + "scores: [1,-1]}\n",
        FEELING + "score: 1, word: }\n",
        FEELING + "score: 1, thought: {text: 'payer 9,90', evidence: e}}\n",
        HEAD + "emotions:\n  - persona: lea\n    at: s\n    thought: payer 9,90 pour\n",
        HEAD.replace(
            "kind: survey", "kind: survey, measures: [{at: s, figure: count, answers: [1,2]}]"
        ),
    ],
)
def test_commas_that_divide_are_left_alone(tmp_path, text):
    loaded(tmp_path, text)


ROOT = Path(__file__).parents[2]
PAGES = ("reference/workshop-file.md", "consultant/columns.md", "consultant/databases.md")
TAUGHT = [
    *sorted(ROOT.glob("templates/workshops/*/*.yaml")),
    *sorted(ROOT.glob("kit/locales/*/learning/*/model.yaml")),
    *sorted(path for path in ROOT.glob("workshops/**/workshop.yaml")),
    *(ROOT / "docs" / page for page in PAGES),
]


def pieces(path):
    """Return the YAML of a file; of a page in Markdown, that of its fenced blocks."""
    text = path.read_text("utf-8")
    return re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) if path.suffix == ".md" else [text]


@pytest.mark.parametrize("path", TAUGHT, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_we_show_teaches_a_style_in_which_no_comma_cuts(path):
    for text in pieces(path):
        commented = re.sub(r"^# ?(?!#)", "", text, flags=re.MULTILINE)
        for written in (text, commented):
            try:
                root = parse(path, written.encode()).root
            except WorkshopError:
                continue  # a starter with all its examples uncommented is not always a file
            flow = [node for _, node in root.walk() if node.style in ("{", "[")]
            inside = [child for node in flow for _, child in node.entries]
            cut = [n.value for n in inside if n.kind == "text" and not n.style and " " in n.value]
            assert [text for text in cut if not re.fullmatch(r"\d+ (of|sur) \d+", text)] == []


# Plain text as a person types it: letters, digits, blanks and the marks that YAML may read.
TYPED = st.text("ab é90,.:;#'\"[]{}-+!?&*%@|>€", min_size=1, max_size=14)


@pytest.mark.parametrize(
    "template",
    [
        PAIN + "what: {}, impact: 3}}\n",
        HEAD + "pain_points:\n  p:\n    at: s\n    group: process\n    what: {}\n    impact: 3\n",
    ],
    ids=["between braces", "line by line"],
)
@given(text=TYPED)
def test_a_text_is_kept_whole_or_refused_or_reported(tmp_path_factory, template, text):
    content = template.replace("{}", text).replace("}}", "}").encode()
    try:
        document = parse(tmp_path_factory.getbasetemp() / "workshop.yaml", content)
        (pain,) = journey_of(document).pain_points
    except WorkshopError:
        return
    kept = {text.strip(), text.strip().strip("'\"")}
    escaped = text.strip()[:1] in "'\""  # quoted: what YAML reads is what was meant
    # `#` after a blank begins a comment where a blank follows it.
    comment = " # " in f" {text} " or any(f.rule.id == "text-cut-by-hash" for f in traps(document))
    assert pain.what in kept or escaped or comment
