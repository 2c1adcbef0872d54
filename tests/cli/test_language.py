import pytest

from kit.cli.language import user_language


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"PARCOURS_LANG": "fr", "LC_ALL": "en_US.UTF-8"}, "fr"),
        ({"PARCOURS_LANG": "en", "LANG": "fr_FR.UTF-8"}, "en"),
        ({"LC_ALL": "fr_CA.UTF-8", "LANG": "en_US"}, "fr"),
        ({"LC_MESSAGES": "fr_FR", "LANG": "en_US"}, "fr"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LC_ALL": "C", "LANG": "fr_FR.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_command_speaks_the_users_language(environ, expected):
    assert user_language(environ) == expected


def test_windows_is_asked_where_the_environment_is_silent(monkeypatch):
    monkeypatch.setattr("kit.cli.language._windows_is_french", lambda: True)
    assert user_language({}) == "fr"
    assert user_language({"LANG": "en_GB"}) == "en"
