"""A question with few answers is a choice or a text by the same measure in every language."""

from __future__ import annotations

import pytest

from kit.evidence import read
from kit.sources import Role

TRAVELLED = {
    "How did you get here?": ("By car", "By train", "By bus", "On foot"),
    "Comment êtes-vous venu ?": ("En voiture", "En train", "En bus", "À pied"),
    "Wie sind Sie gekommen?": ("Mit dem Auto", "Mit der Bahn", "Mit dem Bus", "Zu Fuß"),
    "¿Cómo ha venido?": ("En coche", "En tren", "En autobús", "A pie"),
}
SAID = {
    "What should we change?": "The courier came far too late, and nobody answered the telephone",
    "Que devons-nous changer ?": "Le livreur est venu trop tard, et personne n’a répondu",
    "Was sollen wir ändern?": "Der Fahrer kam viel zu spät, und niemand ging ans Telefon",
}


def column(tmp_path, question, answers):
    path = tmp_path / "s.csv"
    rows = "\n".join(f'{number};"{answer}"' for number, answer in enumerate(answers))
    path.write_text(f'Nr;"{question}"\n{rows}\n', encoding="utf-8")
    return read(path).table.columns[1]


@pytest.mark.parametrize("question", TRAVELLED)
@pytest.mark.parametrize("picks", ["001123", "00112233", "0011230"])
def test_a_few_short_answers_that_recur_are_a_choice(tmp_path, question, picks):
    answers = [TRAVELLED[question][int(pick)] for pick in picks]
    assert column(tmp_path, question, answers).role is Role.CHOICE


@pytest.mark.parametrize("question", TRAVELLED)
def test_four_answers_that_all_differ_are_a_text(tmp_path, question):
    assert column(tmp_path, question, TRAVELLED[question]).role is Role.TEXT


@pytest.mark.parametrize("question", SAID)
def test_sentences_are_a_text(tmp_path, question):
    answers = [f"{SAID[question]} ({number})" for number in range(8)]
    assert column(tmp_path, question, answers).role is Role.TEXT
