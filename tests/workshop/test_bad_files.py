"""Whatever is wrong with a file is said once, where it stands, with what to do."""
# ruff: noqa: E501

from __future__ import annotations

import pytest

from kit.i18n import texts
from kit.workshop import WorkshopError, document, load
from kit.workshop.yaml_parser import PureLoader
from tests.catalogue import translated
from tests.workshop.files import SMALL, loaded, refused, written

HEAD = "client: {name: Exemple, language: fr}\n"

NOT_READ = {
    "empty": ("", "1:1 The file is empty"),
    "only comments": ("# rien\n", "1:1 The file is empty"),
    "a list": (
        "- a\n- b\n",
        "1:1 This file does not begin with fields such as “client:” and “stages:”. Check that it is a workshop file.",
    ),
    "a text": (
        "bonjour",
        "1:1 This file does not begin with fields such as “client:” and “stages:”. Check that it is a workshop file.",
    ),
    "NUL": (
        b"client:\n  name: a\x00b\n",
        "2:10 There is an invisible control character here (U+0000",
    ),
    "control": (b"client: \x07\n", "1:9 There is an invisible control character here (U+0007"),
    "UTF-16": ("client: é".encode("utf-16"), "1:1 The file is saved as UTF-16"),
    "Windows": ("client:\n  name: Léa\n".encode("cp1252"), "2:10 The file is not saved as UTF-8"),
    "alias": (
        "client: &a {name: x}\nauthor: *a\n",
        "1:9 Put a text that begins with “*” or “&” in quotation marks. In YAML, “*” and “&” name repeated parts, which workshop files do not have.",
    ),
    "star": (
        HEAD + "scenario: {goal: *vite*}\n",
        "2:18 Put a text that begins with “*” or “&” in quotation marks. In YAML, “*” and “&” name repeated parts, which workshop files do not have.",
    ),
    "tag": (
        HEAD + "map: !!python/object:os.system x\n",
        "2:6 Put a text that begins with “!” in quotation marks. In YAML, “!” names a type, which workshop files do not have.",
    ),
    "two documents": (HEAD + "---\n" + HEAD, "2:1 A second document begins here"),
    "twice": (
        "client: {}\nteam: []\nclient: {}\n",
        "3:1 “client” is already set on line 1",
    ),
    "a number for records": (
        "client: {name: X, language: fr}\nstages: 3\n",
        "2:9 Enter names here, each followed by a colon and a value.",
    ),
    "conflict": (
        "client: {}\n<<<<<<< HEAD\nteam: []\n=======\nteam: [a]\n>>>>>>> theirs\nmap: {}\n",
        "2:1 Git left a conflict here, up to line 6: keep one of the two versions",
    ),
    "conflict that is not resolved to the end": (
        "client: {}\r\nteam: [a]\r\n>>>>>>> theirs\r\n",
        "3:1 Git left a conflict here, up to line 3",
    ),
    "line separator": (
        "client:\n  name: Chez\u2028Léa\n  language: fr\n",
        "2:13 The invisible character U+2028 ends the line here",
    ),
    "paragraph separator in a comment": (
        "# un\u2029team: []\nclient: {}\n",
        "1:5 The invisible character U+2029 ends the line here",
    ),
    "line separator before another fault": (
        "client: {}\n\u2028x: yx: y",
        "2:1 The invisible character U+2028 ends the line here",
    ),
    "next line": (
        b"client: a\xc2\x85b\n",
        "1:10 There is an invisible control character here (U+0085",
    ),
    "deep": ("client: " + "[" * 60 + "]" * 60, "1:58 More than 50 levels"),
    "very deep": ("client: " + "[" * 100_000, "1:58 More than 50 levels"),
    "no name": (": a\n", "1:1 A name is missing before the colon"),
    "newer": ("schema_version: 2\nclient: {}\n", "1:17 This file uses version 2"),
    "older": ("schema_version: 0\nclient: {}\n", "1:17 “0” is not a valid format version"),
    "version": ("schema_version: un\nclient: {}\n", "1:17 “un” is not a valid format version"),
    "colon": (
        HEAD + "pain_points:\n  a:\n    what: Problème : la caisse\n",
        "4:20 A colon and a space inside a text end it here. Put the text in quotation marks: "
        'what: "Problème : la caisse" — or on the lines below what: >-',
    ),
    "colon and quotes": (
        'author: {}\nmap:\n  owner: le "chef" : lui\n',
        "3:20 A colon and a space inside a text end it here. Put the text in quotation marks: "
        "owner: 'le \"chef\" : lui'",
    ),
    "colon in brackets": (
        "author: {name: a : b}\n",
        "1:18 A colon followed by a space means that a value",
    ),
    "too far right": (
        "client:\n  name: a\n   language: fr\n",
        "3:12 This line is indented too far. Align it with the fields above.",
    ),
    "not aligned": (
        "client:\n  name: a\n language: fr\n",
        "3:2 This line is not aligned with the fields above. Check its indentation, and the quotation marks and brackets before it.",
    ),
    "tab": ("client:\n\tname: a\n", "2:1 There is a tab here. Indent with spaces."),
    "apostrophe": (
        "client:\n  name: 'L'eau'\n",
        "2:12 There is text after the closing quotation mark. Put all of the text between “\"…\"”, or write an apostrophe inside '…' twice.",
    ),
    "after quotes": (
        'author:\n  name: "Tiens", dit-elle\n',
        "2:16 There is text after the closing quotation mark. Put all of the text between “\"…\"”, or write an apostrophe inside '…' twice.",
    ),
    "open quote": ("author:\n  name: 'Léa\n", "2:9 The quotation mark that opens here"),
    "open bracket": ("team: [a, b\nclient: {}\n", "1:7 The bracket that opens here is not closed"),
    "no colon": (
        "client\nteam: []\n",
        "1:7 A field name needs a colon and a space after it, as in “name: Léa”.",
    ),
    "at": ("author: {contact: @moi}\n", "1:19 Put a text that begins with “@”"),
    "percent": ("author:\n  name: %x\n", "2:9 Put a text that begins with “%”"),
    "backslash": (
        'author: {logo: "C:\\qui"}\n',
        "1:19 A backslash in double quotation marks has a special meaning. Write it twice, or use single quotation marks.",
    ),
}


@pytest.mark.parametrize("name", NOT_READ)
def test_a_file_that_cannot_be_read_is_refused_with_one_message(tmp_path, name):
    text, expected = NOT_READ[name]
    (message,) = refused(tmp_path, text)
    assert message.startswith(expected)


@pytest.mark.parametrize("name", [n for n, (t, _) in NOT_READ.items() if isinstance(t, str)])
def test_the_same_is_said_without_the_fast_parser(tmp_path, name, monkeypatch):
    monkeypatch.setattr(document, "Loader", PureLoader)
    text, expected = NOT_READ[name]
    (message,) = refused(tmp_path, text)
    assert message.startswith(expected)


def test_a_file_of_50_mb_is_refused_before_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "workshop.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    monkeypatch.setattr("pathlib.Path.read_bytes", lambda _: pytest.fail("it was read"))
    with pytest.raises(WorkshopError, match=r":1:1: .*larger than 1 MB"):
        load(path)


def test_a_missing_file_and_a_folder_without_one_are_said(tmp_path):
    for path in (tmp_path, tmp_path / "workshop.yaml", tmp_path / "x"):
        with pytest.raises(WorkshopError, match="File not found"):
            load(path)


STATES = HEAD + "personas: {lea: {name: L}}\nstages: {s: {name: S}}\n"

REFUSED = {
    "missing": ("client: {name: A}\n", "1:1 “language” is missing here: In which language"),
    "unknown field": (HEAD + "stage: {}\n", "2:1 Unknown field “stage”. Did you mean “stages”?"),
    "unknown inside": (HEAD + "map: {ownr: x}\n", "2:7 Unknown field “ownr”. Did you mean “owner”?"),
    "far from known": (HEAD + "map: {zzz: x}\n", "2:7 Unknown field “zzz”. Choose from: owner, created"),
    "id that is not there": (STATES + "touchpoints: {t: {stage: z, channel: shop}}\n", "4:26 “z” is not one of the stages."),
    "mistyped id": (STATES + "touchpoints: {t: {stage: s, channel: shopp}}\n", "4:38 “shopp” is not one of the channels. Did you mean “shop”?"),
    "id twice": (STATES + "touchpoints: {s: {stage: s, channel: shop}}\n", "4:15 The ID “s” is already used at"),
    "id inside": (STATES + "touchpoints: {t: {id: u, stage: s, channel: shop}}\n", "4:23 The ID is already given by the name before the colon, “t”"),
    "bad id": (HEAD + "stages: {Été: {name: x}}\n", "2:10 “Été” is not a valid ID, which has only a to z, digits and hyphens. Write “ete”."),
    "bad link": (STATES + "touchpoints: {t: {stage: S, channel: shop}}\n", "4:26 “S” is not a valid ID"),
    "impossible date": (HEAD + "map: {created: 2026-02-30}\n", "2:16 “2026-02-30” is not a valid date. Write year-month-day"),
    "French date": (HEAD + "map: {created: 30/01/2026}\n", "2:16 “30/01/2026” is not a valid date"),
    "number for a date": (HEAD + "map: {created: 20260130}\n", "2:16 “20260130” is not a valid date"),
    "score": (STATES + "emotions:\n  - {persona: lea, at: s, score: 3}\n", "5:34 “3” is out of range. Use -2 to 2"),
    "long minus": (STATES + "emotions:\n  - {persona: lea, at: s, score: −1}\n", "5:34 “−1” has a long minus sign. Write -1"),
    "decimal comma in a whole number": (STATES + "touchpoints: {t: {stage: s, importance: '3,5'}}\n", "4:41 “3,5” is not a whole number"),
    "decimal comma": (STATES + "emotions:\n  - {persona: lea, at: s, score: '0,5'}\n", "5:34 “0,5” has a decimal comma. Write 0.5"),
    "one of the scores": (STATES + "emotions:\n  - {persona: lea, at: s, scores: 1 9}\n", "5:35 “9” is out of range"),
    "two scores": (STATES + "emotions:\n  - {persona: lea, at: s, score: 1, scores: 1 1}\n", "5:5 A single score and “scores” are both set. Keep only one."),
    "infinite": (STATES + "touchpoints: {t: {stage: s, channel: shop, employee: {sentiment: nan}}}\n", "4:66 “nan” is not a number"),
    "word for a number": (HEAD + "map: {review_every_months: six}\n", "2:28 “six” is not a whole number"),
    "half a month": (HEAD + "map: {review_every_months: 1.5}\n", "2:28 “1.5” is not a whole number"),
    "choice": (HEAD + "scenario: {state: curent}\n", "2:19 “curent” is not valid here. Did you mean “current”? Choose from: current, future."),
    "far choice": (HEAD + "scenario: {state: xyz}\n", "2:19 “xyz” is not valid here. Choose from: current, future."),
    "yes or no": ("client: {name: A, language: fr, invented: oui}\n", "1:43 “oui” is neither yes nor no. Write true or false"),
    "yes, no or a count": (STATES + "touchpoints: {t: {stage: s, channel: shop, skipped: souvent}}\n", "4:53 “souvent” is not valid here. Write true, false or a count"),
    "count": (STATES + "pain_points: {p: {at: s, group: process, what: x, mentions: 61 of 60}}\n", "4:61 “61 of 60” is not a count"),
    "confidence": (STATES + "improvements: {i: {solution: x, confidence: 70}}\n", "4:45 “70” is not valid here. Confidence must be 100, 80 or 50"),
    "too small": (STATES + "improvements: {i: {solution: x, reach: 0}}\n", "4:40 “0” is too small. It must be more than 0"),
    "negative": (STATES + "improvements: {i: {solution: x, votes: -1}}\n", "4:40 “-1” is too small. The minimum is 0"),
    "country": (
        "client: {name: X, language: fr, country: UK}\n",
        "1:42 “UK” is not a country code. Write two letters",
    ),
    "colour": (HEAD + "author: {colour: rouge}\n", "2:18 “rouge” is not a colour"),
    "too long": (HEAD + f"author: {{name: {'x' * 5001}}}\n", "2:16 This text has 5,001 characters; at most 5,000 are allowed"),
    "too many": (STATES + "pain_points: {p: {at: s, group: process, what: x, causes: [a, b, c, d, e, f]}}\n", "4:51 At most 5 entries"),
    "empty text": (HEAD + 'author: {name: ""}\n', "2:16 This field is empty. Fill it in or delete the line."),
    "empty entry": (HEAD + "scenario:\n  expectations:\n    -\n", "4:6 This field is empty. Fill it in or delete the line."),
    "escaped control": (HEAD + 'author: {name: "a\\x07"}\n', "2:16 There is an invisible control character here (U+0007"),
    "text for fields": ("client: Exemple\n", "1:9 Enter fields here, one per line or between braces: name, language"),
    "list for fields": ("client: [a]\n", "1:1 Enter fields here, one per line or between braces"),
    "list for names": (HEAD + "stages:\n  - name: a\n", "2:1 Each entry needs its own name before its fields, as in “comparer"),
    "text for names": (HEAD + "stages: a\n", "2:9 Enter names here, each followed by a colon and a value."),
    "text for a record": (HEAD + "stages: {s: a}\n", "2:13 Enter fields here, one per line or between braces"),
    "names for a list": (HEAD + "team: {a: {name: b}}\n", "2:1 Enter a list here. Start each entry on its own line with a dash and a space."),
    "text for a list": (HEAD + "emotions: a\n", "2:11 Enter a list here. Start each entry on its own line with a dash and a space."),
    "list for a text": (HEAD + "map: {owner: [a, b]}\n", "2:7 Enter a single text here, not a list."),
    "fields for a text": (HEAD + "map: {owner: {a: b}}\n", "2:7 Enter text here, not nested fields. If the text contains a colon, put it in quotation marks."),
    "list for a number": (HEAD + "map: {review_every_months: [1]}\n", "2:7 Enter a single value here, not a list or nested fields."),
    "list for a statement": (HEAD + "scenario: {goal: [a, b]}\n", "2:12 Enter a single text here, not a list."),
    "colon in a list": (HEAD + "scenario:\n  expectations:\n    - Attention : fragile\n", "4:7 The colon after “Attention” makes this text a field"),
    "colon in a note": (HEAD + "notes:\n  - À voir : les retours\n", "3:5 The colon after “À voir” makes this text a field"),
    "day of a value": (HEAD + "stages: {s: {name: x, kpis: {k: {name: n, values: {2026-13-01: 3}}}}}\n", "2:64 “2026-13-01” is not a valid date"),
    "two emotions": (STATES + "emotions:\n  - {persona: lea, at: s, score: 1}\n  - {persona: lea, at: s, score: 1}\n", "6:5 “lea” already has an emotion at “s”"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_model_refuses_is_said_where_it_stands(tmp_path, name):
    text, expected = REFUSED[name]
    (message,) = refused(tmp_path, text)
    assert message.startswith(expected)


def test_all_problems_of_a_file_are_listed_in_its_order(tmp_path):
    messages = refused(
        tmp_path,
        """\
        client: {name: A, langue: fr}
        map: {created: hier}
        stages: {a: {nom: x}}
        """,
    )
    assert [message.split(" ")[0] for message in messages] == [
        "1:1",
        "1:19",
        "2:16",
        "3:10",
        "3:14",
    ]


def test_errors_are_said_in_french_too(tmp_path):
    path = written(tmp_path, HEAD + "map: {created: 2026-02-30}\n")
    with pytest.raises(WorkshopError) as caught:
        load(path)
    said = caught.value.text(texts("fr"))
    assert said.startswith(f"{path}:2:16: «\u202f2026-02-30\u202f» n’est pas une date")


@pytest.mark.parametrize("added", ["", "channels:\n  web: {name: Web}\n"])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_line_that_an_unknown_channel_asks_for_adds_it(tmp_path, added, lang):
    text = STATES + "touchpoints: {t: {stage: s, channel: sales-kiosk}}\n" + added
    with pytest.raises(WorkshopError) as error:
        loaded(tmp_path, text)
    [found] = error.value.diagnostics
    said = texts(lang)(found.message)
    assert "shop, window, call-centre" in said
    assert ("returns, web." in said or "web, shop" in said) == bool(added)
    start = said.rindex("sales-kiosk:" if added else "channels: {")
    line = said[start : said.rindex("}") + 1]
    mended = loaded(tmp_path, text + ("  " if added else "") + line + "\n")
    assert mended.journey.channel("sales-kiosk").name == "Sales kiosk"


def test_everything_said_of_files_has_its_french():
    ours = {entry.id for name, entry in translated() if name == "workshop.po"}
    assert len(ours) > 50


def test_client_words_in_messages_stay_theirs(tmp_path):
    (message,) = refused(tmp_path, HEAD + "scenario: {state: '{x}'}\n")
    assert message.startswith("2:19 “{x}” is not valid here")


# --- what is accepted ---


def test_plain_words_are_what_the_model_makes_of_them(tmp_path):
    journey = loaded(
        tmp_path,
        "client: {name: no, language: fr, sector: 12:30, invented: yes}\n"
        "personas: {on: {name: 2026-01-01}}\n"
        "stages: {s: {name: 1e3}}\n"
        "emotions: [{persona: on, at: s, score: +1}]\n"
        "touchpoints:\nteam: ~\nmap: {owner: null}\n",
    ).journey
    assert journey.client.name == "no"
    assert journey.client.sector == "12:30"
    assert journey.client.invented is True
    assert journey["on"].name == "2026-01-01"
    assert journey["s"].name == "1e3"
    assert journey.emotions[0].score == 1
    assert journey.touchpoints == ()
    assert journey.team == ()
    assert journey.map.owner is None


def test_a_line_separator_between_quotation_marks_is_a_part_of_the_text(tmp_path):
    text = HEAD + 'scenario: {title: "Chez\u2028Léa"}\n'
    assert loaded(tmp_path, text).journey.scenario.title == "Chez\u2028Léa"


def test_what_looks_like_a_conflict_inside_a_text_is_none(tmp_path):
    text = HEAD + "scenario:\n  title: |-\n    <<<<<<< HEAD\n    =======\n    >>>>>>> x\n"
    assert loaded(tmp_path, text).journey.scenario.title.startswith("<<<<<<< HEAD")


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path):
    content = b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode()
    workshop = loaded(tmp_path, content)
    assert workshop.journey == loaded(tmp_path).journey
    assert workshop.locate(("touchpoints", "vitrine", "channel")) == (18, 41)


def test_a_place_is_found_or_as_much_of_it_as_there_is(tmp_path):
    workshop = loaded(tmp_path)
    lines = SMALL.split("\n")

    def line(*place):
        return lines[workshop.locate(place)[0] - 1].strip()

    assert line("stages", "acheter", "owner") == "owner: magasin"
    assert line("stages", "acheter", "phase") == "acheter:"
    assert line("emotions", 1, "scores", 2).startswith("- {persona: lea, at: caisse")
    assert line("pain_points", "attente", "what") == "what: >-"
    assert line("pain_points", "attente", "causes", 1).startswith("- pas de planning")
    assert workshop.locate(()) == (3, 1)
