"""What the code says, and what the French catalogues say: ``python -m tests.catalogue``."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Message as Entry
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from kit.i18n import po_files
from kit.po_files import read_entries

ROOT = Path(__file__).parent.parent

KEYWORDS = {
    "N_": {1: (1,), 2: ((2, "c"), 1)},
    "NP_": (1, 2),
    "t": (1,),
    "inline": (1,),
    "plural": (1, 2),
}


class Said(NamedTuple):
    """A message of the code, with the place where it stands."""

    context: str
    text: str
    plural: str
    place: str


def said() -> list[Said]:
    """Return every message of the code and of the templates."""
    found = []
    for folder, methods in (
        ("kit", [("**.py", "python")]),
        ("templates", [("**.j2", "jinja2.ext:babel_extract")]),
    ):
        for file, line, message, _, context in extract_from_dir(
            ROOT / folder, methods, keywords=KEYWORDS, strip_comment_tags=True
        ):
            texts = message if isinstance(message, tuple) else (message,)
            place = f"{folder}/{file}:{line}"
            found.append(Said(context or "", texts[0], texts[1] if len(texts) > 1 else "", place))
    return found


def translated() -> list[tuple[str, Entry]]:
    """Return every entry of the French catalogues with the name of its file."""
    entries = []
    for path in po_files("fr"):
        with path.open("rb") as file:
            entries += [(path.name, entry) for entry in read_po(file, locale="fr") if entry.id]
    return entries


def key(entry: Entry) -> tuple[str, str]:
    """Return the context and the English of an entry."""
    return entry.context or "", entry.id if isinstance(entry.id, str) else entry.id[0]


def missing() -> list[Said]:
    """Return the messages of the code that have no French."""
    have = {key(e) for _, e in translated() if (all(e.string) if e.pluralizable else e.string)}
    unique = {(m.context, m.text): m for m in said() if (m.context, m.text) not in have}
    return list(unique.values())


def repeated() -> list[tuple[str, str]]:
    """Return the messages that stand in more than one catalogue, or twice in one."""
    # Babel keeps one of two entries of a file.
    counts = Counter(name for path in po_files("fr") for name, _ in read_entries(path))
    return [name for name, times in counts.items() if times > 1]


def unused() -> list[tuple[str, str, str]]:
    """Return the entries that the code does not say any more, with their file."""
    spoken = {(m.context, m.text) for m in said()}
    return [(name, *key(e)) for name, e in translated() if key(e) not in spoken]


if __name__ == "__main__":
    for message in missing():
        print(f"# no French: {message.place}")
        if message.context:
            print(f'msgctxt "{message.context}"')
        print(f'msgid "{message.text}"')
        if message.plural:
            print(f'msgid_plural "{message.plural}"\nmsgstr[0] ""\nmsgstr[1] ""\n')
        else:
            print('msgstr ""\n')
    for name in repeated():
        print(f"# twice: {name}")
    for entry in unused():
        print(f"# unused: {entry}")
