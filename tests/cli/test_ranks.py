"""A mean rank is printed as a rank, out of how many, and which is the best."""

import pytest

NAMES = [f"Rank them, 1 being your favourite [{name}]" for name in ("Tea", "Milk", "Juice")]
RANKS = [(1, 2, 3), (2, 3, 1), (1, 3, 2), (1, 2, 3)] * 5


@pytest.fixture
def client(here):
    folder = here / "client"
    (folder / "evidence").mkdir(parents=True)
    header = ";".join(["id", *(f'"{name}"' for name in NAMES)])
    rows = [f"{number};{';'.join(map(str, each))}" for number, each in enumerate(RANKS)]
    (folder / "evidence" / "s.csv").write_text("\n".join([header, *rows]) + "\n", "utf-8")
    text = (
        "schema_version: 1\nclient: {{name: Invented, language: {lang}}}\n"
        "stages:\n  a: {{name: A}}\nevidence:\n  s:\n    name: S\n    kind: survey\n"
        "    file: s.csv\n    measures:\n"
        f'      - {{{{at: a, figure: mean, column: "{NAMES[0]}"}}}}\n'
    )
    (folder / "workshop.yaml").write_text(text.format(lang="en"), "utf-8")
    return folder


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "1.25 of 3, 1 = best"), ("fr", "1,25 sur 3, 1 = meilleur")]
)
def test_a_mean_rank_is_shown_with_the_number_of_items(parcours, client, monkeypatch, lang, said):
    monkeypatch.setenv("PARCOURS_LANG", lang)
    status, out, _ = parcours("evidence", "show", client, "--brief")
    assert status == 0
    assert said in out
