import pytest

from kit.i18n import texts
from kit.workshop import WorkshopError
from kit.workshop.toml import parse_toml


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"name = 'x'\nminutes = \n", "a.toml:2:11: "),
        (b"[item", "a.toml"),
        ("name = 'été'".encode("latin-1"), "a.toml: "),
        (b"deep = " + b"[" * 100_000, "a.toml: "),
        (b"deep = " + b"{a = " * 100_000, "a.toml: "),
    ],
)
def test_a_file_that_is_no_toml_is_refused_with_its_place(tmp_path, content, place):
    with pytest.raises(WorkshopError) as refused:
        parse_toml(tmp_path / "a.toml", content)
    for lang, said in (("en", "The file"), ("fr", "fichier")):
        told = refused.value.text(texts(lang))
        assert told.startswith(f"{tmp_path}/{place}")
        assert said in told
        assert "Expected" not in told  # the parser's own words are English
