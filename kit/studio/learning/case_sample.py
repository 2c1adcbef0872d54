"""Create a trainer's own case from one of the kit's, with comments that explain each file."""

from __future__ import annotations

import json
import re
import textwrap
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from kit.client_files import ClientFileError, ClientFolder
from kit.diagnostics import FilePosition
from kit.errors import legible
from kit.i18n import LOCALES, N_, Language, Message, Texts, UserText, texts
from kit.studio.learning.case_files import (
    BRIEF,
    FACTS,
    FOLDER,
    MODEL,
    SELF_TEST,
    SHIPPED_FACTS,
    TEXTS,
    shipped,
)
from kit.workshop import WorkshopError
from kit.workshop.places import NOT_A_NAME, RESERVED
from kit.workshop.slugs import folder_name

SAMPLE = "le-comptoir"
"""The case that the sample is made of."""

CLIENT = "Le Comptoir des Tilleuls"
"""The company of that case."""

WIDTH = 98
COMMENT = re.compile(r"\A(?:#[^\n]*\n|\n)+")

TAKEN = N_("There is a case of this name already: choose another name.")

HEADERS: dict[str, Message] = {
    TEXTS: N_(
        "The exercises of the case. For each step: “task”; exactly two “hints”; and the ideas that "
        "a good answer states, 5 to 12. Of an idea, “says” is shown when it is found, “ask” while "
        "it is missing, and “words” are the ways to recognise it, in any of the case’s languages: "
        "a space means and, | means or, word* is a beginning of a word, word! that word alone. "
        "Emotions have “feeling”: 1, 0 or -1. Both languages have the same ideas, by id."
    ),
    MODEL: N_(
        "The model answer: a workshop with all six steps. Learners begin with what stands before "
        "“personas:”, and see the rest of a step after their first attempt. Every document of the "
        "brief is under “evidence”, with the same id in both languages."
    ),
    FACTS: N_(
        "What the brief gives for each idea, so that what contradicts it is called false. Leave "
        "out what the brief does not give. sources: the documents that may be cited; document: the "
        "one that gives the figures, where it is not the first of them; score, tolerance: an "
        "emotion from -2 to 2; mentions: [39, 64] for 39 of 64; importance, impact, "
        "persistence, effort: [lowest, highest] from 1 to 5; nature: positive or irritant; owners: "
        "the teams; months: how long it takes at least; removes: the ideas of the pain points that "
        "an improvement removes; quote: a passage of the brief, word for word; denied: words that "
        "say the opposite, those after “not” in a negated text; missing: true where the idea is "
        "that something is missing."
    ),
    SELF_TEST: N_(
        "The self-test before and after. “right” counts the choices from 1 and is the same in both "
        "languages; learners see the choices in another order each. Delete this file in both "
        "languages to use the built-in fifteen questions."
    ),
    BRIEF: N_(
        "What a learner is given to read is in brief.md. There each document has its id in "
        "brackets, as under “evidence”; no name of a stage of the model answer stands in it. "
        "Mark invented data as invented."
    ),
}
"""The comment at the head of each file."""


def create_case(
    root: Path, name: str, languages: Sequence[Language], t: Texts, like: str = SAMPLE
) -> Path:
    """Create a case in a folder of cases, and return its folder.

    Parameters
    ----------
    name
        The name of the company, which also names the folder.
    t
        The texts in whose language the comments of the facts are.

    Raises
    ------
    WorkshopError
        If the name cannot be used, or there is such a case already.
    """
    client = " ".join(_without_control(legible(name)).split())
    short = folder_name(client)
    if not short or short in RESERVED:
        raise WorkshopError.at(FilePosition(root), NOT_A_NAME.filled(name=UserText(name)))
    if short in shipped() or (root / short).exists():
        raise WorkshopError.at(FilePosition(root / short), TAKEN)
    written = {FACTS: _with_header(FACTS, (SHIPPED_FACTS / f"{like}.toml").read_text("utf-8"), t)}
    for lang in languages:
        for file, text in _texts(like, lang, client).items():
            written[f"{lang}/{file}"] = _with_header(file, text, texts(lang))
    root.mkdir(exist_ok=True)
    files = ClientFolder(root)
    try:
        for path, text in written.items():
            files.make_folder(Path(short, path).parent.as_posix())
            files.write_text(f"{short}/{path}", text)
    except ClientFileError as error:
        raise WorkshopError.at(FilePosition(root / short), error.message) from None
    return root / short


def _without_control(text: str) -> str:
    r"""Return a text with a space for each control character, as of a terminal.

    >>> _without_control("Chez\x1b[2J Lou\x07")
    'Chez [2J Lou '
    """
    return "".join(" " if unicodedata.category(one) == "Cc" else one for one in text)


def _texts(like: str, lang: Language, client: str) -> dict[str, str]:
    """Return the files of a language, with another company in them."""
    folder = LOCALES / lang / FOLDER
    read = {file: (folder / like / file).read_text("utf-8") for file in (BRIEF, TEXTS, MODEL)}
    quoted = json.dumps(client, ensure_ascii=False)
    read[MODEL] = read[MODEL].replace(f"name: {CLIENT}", f"name: {quoted}")
    read[TEXTS] = read[TEXTS].replace(CLIENT, quoted[1:-1])
    read[BRIEF] = read[BRIEF].replace(CLIENT, client)
    return {**read, SELF_TEST: (folder / SELF_TEST).read_text("utf-8")}


def _with_header(file: str, text: str, t: Texts) -> str:
    """Return a file's text under its comment, which replaces the one that it had."""
    if file == BRIEF:  # Markdown has no comments: its own stand in the model answer
        return text
    comments = (MODEL, BRIEF) if file == MODEL else (file,)
    lines = [line for each in comments for line in textwrap.wrap(t(HEADERS[each]), WIDTH)]
    return "\n".join(f"# {line}" for line in lines) + "\n\n" + COMMENT.sub("", text)
