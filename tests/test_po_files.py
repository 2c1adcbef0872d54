from io import BytesIO

import pytest
from babel.messages.pofile import read_po

from kit.i18n import po_files
from kit.po_files import read_entries

EVERY_KIND = r"""# A comment
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"

#, python-brace-format
msgid "{name}: \"quoted\", a\ttab and a \\ backslash"
msgstr "{name} : \"cité\", un\tonglet et une \\ barre"

msgctxt "of a table"
msgid "Order"
msgstr "Ordre"

msgid ""
"First line\n"
"second line"
msgstr ""
"Première ligne\n"
"deuxième ligne"

msgid "{count} report"
msgid_plural "{count} reports"
msgstr[0] "{count} rapport"
msgstr[1] "{count} rapports"

msgid "one form is missing"
msgid_plural "forms are missing"
msgstr[0] "une"
msgstr[1] ""

#, fuzzy, python-brace-format
msgid "a guess"
msgstr "une supposition"

msgid "not translated"
msgstr ""

#~ msgid "gone"
#~ msgstr "disparu"

msgid "the last"
msgstr "le dernier\""""


def by_babel(content):
    found = {}
    for entry in read_po(BytesIO(content), locale="fr"):
        if not entry.id or entry.fuzzy:
            continue
        english = entry.id if isinstance(entry.id, str) else entry.id[0]
        french = entry.string if isinstance(entry.string, str) else tuple(entry.string)
        if french and all(french):
            found[entry.context or "", english] = french
    return found


@pytest.mark.parametrize("path", po_files("fr"), ids=lambda path: path.name)
def test_a_catalogue_is_read_as_babel_reads_it(path):
    assert dict(read_entries(path)) == by_babel(path.read_bytes())


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_every_kind_of_entry_is_read_as_babel_reads_it(tmp_path, ends):
    path = tmp_path / "all.po"
    path.write_bytes(EVERY_KIND.replace("\n", ends).encode())
    entries = dict(read_entries(path))
    assert len(entries) == 5
    assert entries == by_babel(path.read_bytes())
