"""What is added to a printed page, so that it can be read aloud."""

from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st
from pikepdf import ContentStreamInstruction, Dictionary, Name, Operator, Pdf, parse_content_stream

from kit.exports.pdf_structure import accessible, labels
from kit.tagged_pdf import with_artifacts


def content(*operators):
    return [ContentStreamInstruction([], Operator(one)) for one in operators]


def operators(instructions):
    return " ".join(str(one.operator) for one in instructions)


def test_what_is_painted_outside_of_a_mark_is_an_artifact():
    page = content(
        "q", "re", "W", "n", "m", "l", "S", "BDC", "BT", "Tj", "ET", "EMC", "BT", "TJ", "ET"
    )
    assert operators(with_artifacts(page)) == (
        "q re W n BMC m l S EMC BDC BT Tj ET EMC BT BMC TJ EMC ET"
    )


PARTS = st.sampled_from(
    ["q", "Q", "re f", "m l l S", "re W n", "BT Tj ET", "BT TJ Td ' ET", "Do", "sh", "m c b*"]
)


@given(st.lists(st.tuples(st.booleans(), PARTS)))
def test_each_mark_encloses_whole_paths_and_stays_inside_a_text(parts):
    """As the format asks: a mark and a text do not overlap, and no mark stands within a path."""
    given = [["BDC", *part.split(), "EMC"] if marked else part.split() for marked, part in parts]
    flat = [one for part in given for one in part]
    found = operators(with_artifacts(content(*flat))).split()
    assert [one for one in found if one not in {"BMC", "EMC", "BDC"}] == [
        one for one in flat if one not in {"EMC", "BDC"}
    ]
    opened, path = [], False
    for one in found:
        if one in {"BMC", "BDC", "BT"}:
            opened.append(one)
            assert not path
        elif one in {"EMC", "ET"}:
            assert (opened.pop() == "BT") == (one == "ET")
            assert not path
        elif one in {"m", "re"}:
            path = True
        elif one in {"f", "S", "b*", "n"}:
            path = False
        if one in {"f", "S", "b*", "Tj", "TJ", "'", "Do", "sh"}:
            assert {"BMC", "BDC"} & set(opened), f"{one} is neither read nor an artifact"


def test_a_link_says_what_its_words_say():
    page = (
        '<a href="#map">The <b>map</b></a><a href="#source-2" aria-label="source 2">2</a>'
        '<a href="#source-2" aria-label="other">2</a><a>none</a>'
    )
    assert labels(page) == {"#map": "The map", "#source-2": "source 2"}


def test_a_pdf_without_tags_is_left_as_it_is():
    """An old browser prints all the same."""
    plain = BytesIO()
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(plain)
    assert accessible(plain.getvalue(), "<p>x") == plain.getvalue()


def test_a_figure_s_words_are_drawn_as_before():
    """The instructions of a page are kept, in their order."""
    with Pdf.new() as pdf:
        page = pdf.add_blank_page()
        page.obj.Contents = pdf.make_stream(
            b"q 1 0 0 1 5 5 cm /P <</MCID 0>> BDC BT (a) Tj ET EMC Q"
        )
        page.obj.Resources = Dictionary(Font=Dictionary(F=Dictionary(Type=Name.Font)))
        before = operators(parse_content_stream(page))
        assert operators(with_artifacts(parse_content_stream(page))) == before
