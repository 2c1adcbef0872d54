"""How a pasted text reads: as a table by its headings, or as the lines that it is."""

import csv
import io
from base64 import b64encode
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.browser

PASTE = Path(__file__).parents[2] / "frontend" / "board" / "paste.js"

READ = """async ([module, pasted, as]) => {
  const { recognised, notesIn } = await import(module);
  const read = recognised(pasted, as);
  return [notesIn(read).map(one => [one.text, one.by ?? null]), Boolean(read.either)];
}"""


@pytest.fixture(scope="module")
def read(chromium):
    """What notes the board makes of a text, and whether it offers another reading."""
    source = b64encode(PASTE.read_bytes()).decode()
    page = chromium.new_page()

    def read(pasted, wish=None):
        notes, either = page.evaluate(READ, [f"data:text/javascript;base64,{source}", pasted, wish])
        return [tuple(note) for note in notes], either

    yield read
    page.close()


QUEUE = [("File longue", "Awa"), ("Prix, illisibles", "Tom")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_ALL, csv.QUOTE_MINIMAL])
@pytest.mark.parametrize(
    "names",
    [
        ("Contenu", "Auteur"),
        ("Content", "Author"),
        ("Texte", "Créé par"),
        ("Text", "Created By"),
        ("Idées", "Auteurs"),
        ("Ideas", "Authors"),
        ("Idée(s)", "Auteur(s)"),
        ("Post-its", "Participants"),
        ("Sticky notes", "Owner"),
        ("Note", "Par"),
    ],
)
def test_the_headings_of_an_export_tell_text_and_author(read, names, quoting, delimiter):
    notes = written([(names[0], "Catégorie", names[1])], quoting, delimiter)
    notes += written([(text, "Caisse", by) for text, by in QUEUE], quoting, delimiter)
    assert read(notes)[0] == QUEUE


def written(table, quoting, delimiter):
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, quoting=quoting).writerows(table)
    return file.getvalue()


def test_a_quoted_table_of_two_columns_loses_its_quotes(read):
    assert read('"Contenu","Auteur"\n"File longue","Awa"')[0] == [("File longue", "Awa")]
    assert read('"Contenu"\n"File ""longue"""\n"Prix"')[0] == [
        ('File "longue"', None),
        ("Prix", None),
    ]


def test_a_table_without_known_headings_is_one_all_the_same(read):
    notes, either = read("Zone,Remontée,Votant\nA,File trop longue,Léa\nB,Prix,Tom")
    assert notes == [("Remontée", None), ("File trop longue", None), ("Prix", None)]
    assert either


@pytest.mark.parametrize(
    "prose",
    [
        "Texte, ou plutôt une idée\nUne autre, plus courte",
        "1,5 heure d’attente\n2,5 km à pied",
        "Trop long ; trop cher\nPas clair ; pas simple",
        '"Trop long", dit Léa\n"Trop cher", dit Tom',
        '"Trop long" dit Léa\n"Trop cher" dit Tom',
        "Une seule ligne, sans suite",
    ],
)
def test_what_people_say_stays_lines(read, prose):
    assert read(prose)[0] == [(line, None) for line in prose.split("\n")]


def test_a_doubtful_table_is_offered_either_way(read):
    pasted = "Caisse;File trop longue\nSite;Prix illisibles"
    notes, either = read(pasted)
    assert notes == [(line, None) for line in pasted.split("\n")]
    assert either
    assert read(pasted, "table")[0] == [("File trop longue", None), ("Prix illisibles", None)]
    assert read("Idées;Auteurs\nFile;Awa", "lines")[0] == [
        ("Idées;Auteurs", None),
        ("File;Awa", None),
    ]
    assert not read("File\nPrix")[1]


CELL = st.text('aé ,;"\n’?-1', min_size=1, max_size=12).map(str.strip).filter(bool)
PERSON = st.none() | CELL
MANY = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@MANY
@given(
    st.lists(st.tuples(CELL, PERSON), min_size=1, max_size=4),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    st.sampled_from(",;\t"),
)
def test_what_a_board_exports_comes_back_as_it_was(read, notes, quoting, delimiter):
    pasted = written([("Contenu", "Auteur"), *notes], quoting, delimiter)
    assert read(pasted)[0] == notes


WORD = st.text("abcé’0", min_size=1, max_size=6)
LINE = st.lists(WORD, min_size=1, max_size=5).flatmap(
    lambda words: st.sampled_from([", ", " ; ", " "]).map(lambda by: by.join(words))
)


@MANY
@given(st.lists(LINE, min_size=1, max_size=5))
def test_prose_with_commas_is_taken_line_by_line(read, lines):
    assert read("\n".join(lines))[0] == [(line, None) for line in lines]


def test_whoever_pastes_a_doubtful_table_can_have_it_read_as_one(room):
    board = room(step=3)
    page = board.page
    before = len(board.session.journey.notes)
    page.fill('[data-field="capture"]', "Caisse;File longue\nSite;Prix illisibles")
    page.get_by_label("Import as a table").check()
    page.get_by_label("Text column").select_option("1")
    page.locator('[data-field="capture"]').press("Control+Enter")
    assert [n.text for n in board.saved().notes[before:]] == ["File longue", "Prix illisibles"]
