"""The words by which the board guesses what nobody has said (M3.2, M5.6)."""

from __future__ import annotations

import tomllib

import pytest

from kit.steps.pain_points import GROUPS
from kit.steps.touchpoints import CHANNELS
from kit.studio.widgets.guesses import FILE, guesses


@pytest.mark.parametrize(
    ("phrase", "channel"),
    [
        ("boutique", "shop"),
        ("site web", "website"),
        ("courriel", "email"),
        ("call centre", "call-centre"),
        ("centre d appels", "call-centre"),
        ("reseaux sociaux", "social-networks"),
        ("shopping centre", "window"),
        ("centre commercial", "window"),
        ("conference", "events"),
    ],
)
def test_a_channel_is_guessed_from_words_of_both_languages(phrase, channel):
    assert guesses()["channel"][phrase] == channel


@pytest.mark.parametrize(
    ("phrase", "group"),
    [("attente", "productivity"), ("fees", "financial"), ("out of stock", "offer")],
)
def test_a_group_is_guessed_from_words_of_both_languages(phrase, group):
    assert guesses()["group"][phrase] == group


def test_every_list_belongs_to_something_that_can_be_said():
    listed = tomllib.loads(FILE.read_text("utf-8"))
    assert set(listed["channel"]) <= set(CHANNELS)
    assert set(listed["group"]) == set(GROUPS)


def test_no_phrase_suggests_two():
    listed = tomllib.loads(FILE.read_text("utf-8"))
    for kind, lists in listed.items():
        phrases = [phrase for words in lists.values() for phrase in words]
        assert len(phrases) == len(set(phrases)), kind
