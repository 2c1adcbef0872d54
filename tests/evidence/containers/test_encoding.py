"""Single-byte encodings: certain ones need no word, doubtful ones are said."""

from __future__ import annotations

import pytest

from kit.evidence.containers.encoding import encoding_of

LONG = "École d’été à Évian, déjà visitée ; l’hôtel où l’on a goûté le pâté, très bien ! " * 4


@pytest.mark.parametrize(
    ("text", "written", "read", "notes"),
    [
        (LONG, "mac_roman", "mac_roman", 0),
        (LONG, "cp1252", "cp1252", 0),
        (LONG, "utf-8", "utf-8", 0),
        ("Très bien", "mac_roman", "mac_roman", 1),
        ("Zu Fuß;Möhren;Frühstück;schön\n" * 9, "mac_roman", "mac_roman", 0),
        ("¿Cómo vino?;más rápido;el año;según\n" * 9, "mac_roman", "mac_roman", 0),
        ("word—word, the café’s “menu” – naïve\n" * 9, "cp1252", "cp1252", 0),
        ("Zu Fuß;Möhren;Frühstück;schön\n" * 9, "cp1252", "cp1252", 0),
        ("Déjà lu ; M. Žižek, § 4, cœur, État\n" * 9, "cp1252", "cp1252", 0),
    ],
)
def test_an_encoding_is_noted_where_it_is_a_guess(tmp_path, text, written, read, notes):
    path = tmp_path / "file.csv"
    path.write_bytes(text.encode(written))
    found, said = encoding_of(path)
    assert (found, len(said)) == (read, notes)
