"""What the figures say: numbers, words, shapes, and their alternative texts."""

from __future__ import annotations

import subprocess
import sys
import warnings
from datetime import date

import pytest
from matplotlib.figure import Figure

from kit import figures
from kit.blocks import Picture
from kit.figures.page import Page
from kit.i18n import Texts, texts
from kit.journey import Journey
from kit.theme import Theme
from tests.figures.crowd import crowd
from tests.figures.legible import boxes, outside, overlaps, told
from tests.figures.legible import texts as written
from tests.journeys import feeling, journey

THEME = Theme()
EN, FR = texts("en"), texts("fr")


def shop() -> Journey:
    return journey(
        emotions=[
            feeling("vitrine", 1, evidence="enquete", n=60),
            feeling("site", 2),
            feeling("caisse", scores=[-2, -1, 0, -2], moment_of_truth=True),
            feeling("facture", 0),
        ],
        evidence={"enquete": {"name": "Enquête", "kind": "survey", "n": 60}},
    )


def curve(journey: Journey, t: Texts, *, compact: bool = False) -> tuple[Picture, ...]:
    chart = figures.emotion_chart(journey, "lea", t, peaks=not compact)
    return figures.emotion_curve(chart, t, THEME, compact=compact)


def markers(page: Page) -> list[str]:
    return [str(line.get_marker()) for ax in page.figure.axes for line in ax.lines]


def test_curve_tells_what_scores_rest_on_by_shape(drawn) -> None:
    (page,) = drawn(lambda: curve(shop(), EN))
    assert {"o", "s", "D"} <= set(markers(page))
    said = told([page.figure])
    assert "measured" in said
    assert "scoredintheworkshop" in said
    assert "assumed" in said


def test_curve_names_best_worst_and_end_and_stars_the_moment_of_truth(drawn) -> None:
    (page,) = drawn(lambda: curve(shop(), FR))
    said = [text.get_text() for text in written(page.figure)]
    assert "▲ meilleur +2" in said
    assert "▼ pire −1,5" in said
    assert "◆ fin 0" in said
    assert markers(page).count("*") == 2, "one over the point, one in the key"


def test_curve_names_equal_moments_alike_and_so_does_its_alternative_text(drawn) -> None:
    equal = journey(
        emotions=[
            feeling("vitrine", scores=[1] * 6),
            feeling("site", scores=[1] * 6),
            feeling("caisse", scores=[-1] * 6),
            feeling("facture", scores=[-1] * 6),
        ]
    )
    (page,) = drawn(lambda: curve(equal, FR))
    said = " ".join(text.get_text() for text in written(page.figure))
    assert (said.count("▲ meilleur +1"), said.count("▼ pire −1")) == (2, 2)
    chart = figures.emotion_chart(equal, "lea", EN)
    assert chart is not None
    for named in ("Highest +1: Window, street and shopping centre and Website.", "Lowest −1: "):
        assert named in str(chart.alt)


def test_pain_points_say_customers_only_where_customers_were_asked() -> None:
    def basis(**more: object) -> str:
        pain = {"at": "caisse", "group": "process", "what": "La queue.", "mentions": "7 of 9"}
        found = journey(
            pain_points={"queue": {**pain, "impact": 3, "persistence": 4, **more}},
            evidence={
                "enquete": {"name": "Enquête", "kind": "survey", "n": 60},
                "equipe": {"name": "Équipe", "kind": "staff-report", "n": 9},
            },
        )
        chart = figures.pain_chart(found, FR)
        assert chart is not None
        return str(chart.basis)

    counts = "Base des comptes (k sur n)\u00a0: n\u00a0=\u00a09"
    assert basis(evidence="enquete") == "Clients interrogés\u00a0: n\u00a0=\u00a09"
    assert basis(evidence="equipe") == counts
    assert basis() == f"{counts}, sans source"


def test_curve_shows_n_where_there_are_several_scores(drawn) -> None:
    (page,) = drawn(lambda: curve(shop(), EN))
    said = [text.get_text() for text in written(page.figure)]
    assert {"n", "60", "4"} <= set(said)


def test_changing_one_score_changes_the_alternative_text_and_the_picture() -> None:
    one = shop()
    other = one.replace(
        emotions=tuple(e.replace(score=-1) if e.at == "site" else e for e in one.emotions)
    )
    before = curve(one, FR)[0]
    after = curve(other, FR)[0]
    assert before.alt != after.alt
    assert before.svg != after.svg


def test_alternative_text_of_a_curve_is_in_the_readers_language() -> None:
    english = curve(shop(), EN)[0].alt
    french = curve(shop(), FR)[0].alt
    assert english.startswith("Emotion of Léa Exemple over 4 touchpoints. Starts at +1")
    assert "Lowest −1.5: Shop." in english
    assert french.startswith("Léa Exemple\N{NO-BREAK SPACE}: émotion sur 4 points de contact.")
    assert "Je cherche : +1, +2" in french.replace("\N{NO-BREAK SPACE}", " ")


def test_curve_of_stage_scores_alone() -> None:
    staged = journey(emotions=[feeling("chercher", 1), feeling("acheter", -1)])
    (picture,) = curve(staged, EN)
    assert picture.alt.startswith("Emotion of Léa Exemple over 2 stages.")


def test_nothing_to_show_gives_no_picture() -> None:
    empty = journey(touchpoints={})
    assert curve(empty, EN) == ()
    assert figures.compared_chart(empty, EN) is None
    assert figures.personas_compared(None, EN, THEME) == ()
    assert figures.target_curves(figures.target_chart(empty, "lea", EN), EN, THEME) == ()
    assert figures.coverage_matrix(empty, EN, THEME) == ()
    assert figures.pain_ranking(figures.pain_chart(empty, EN), EN, THEME) == ()
    assert figures.impact_effort(figures.matrix_chart(empty, EN), EN, THEME) == ()
    assert figures.roadmap(empty, EN, THEME) == ()


def test_target_curve_says_by_how_much() -> None:
    aimed = shop().replace(
        improvements={
            "sans-contact": {
                "solution": "Paiement sans contact",
                "status": "planned",
                "effects": [{"at": "caisse", "change": 2}],
            }
        }
    )
    (picture,) = figures.target_curves(figures.target_chart(aimed, "lea", EN), EN, THEME)
    assert "J’achète −1.2 → +0.4" in picture.alt


def test_coverage_counts_by_nature_and_shows_gaps(drawn) -> None:
    covered = journey(
        touchpoints={
            "vitrine": {"stage": "chercher", "channel": "window", "nature": "positive"},
            "caisse": {"stage": "chercher", "channel": "window", "nature": "irritant"},
        }
    )
    pages = drawn(lambda: figures.coverage_matrix(covered, EN, THEME))
    assert {"^", "v"} <= set(markers(pages[0]))
    alt = figures.coverage_matrix(covered, EN, THEME)[0].alt
    assert "Je cherche: Window, street and shopping centre 2 (positive 1, negative 1)." in alt
    assert "J’achète: no touchpoint." in alt
    assert "0" in [text.get_text() for text in written(pages[0].figure)]


def test_m3_2_the_matrix_has_a_row_for_channels_not_said() -> None:
    covered = journey(touchpoints={"colis": {"stage": "acheter", "name": "Le colis"}})
    (picture,) = figures.coverage_matrix(covered, EN, THEME)
    assert "J’achète: not specified 1." in picture.alt
    (picture,) = figures.coverage_matrix(covered, FR, THEME)
    assert "non précisé" in picture.alt


def pained(**more: object) -> Journey:
    pain = {"at": "caisse", "group": "process", "impact": 5, "persistence": 5}
    return journey(
        pain_points={
            "seul": {**pain, "what": "Une seule plainte", "mentions": "1 of 60"},
            "file": {**pain, "what": "La queue", "mentions": "30 of 60"},
            "inconnu": {**pain, "what": "Le ticket"},
            "brut": {"at": "caisse", "group": "offer", "what": "La rupture"},
        }
    )


def pains(journey: Journey, t: Texts) -> tuple[Picture, ...]:
    return figures.pain_ranking(figures.pain_chart(journey, t), t, THEME)


def test_isolated_pain_stands_apart_and_unknown_frequency_is_said(drawn) -> None:
    (page,) = drawn(lambda: pains(pained(), FR))
    said = told([page.figure])
    order = ["Comptés", "Laqueue", "Àcompter", "Leticket", "Isolés", "Uneseuleplainte"]
    places = [said.index(word) for word in order]
    assert places == sorted(places)
    assert "30sur60" in said
    assert "àcompter" in said
    assert "intervalleà95%" in "".join(said.split())


def test_a_severity_over_fewer_than_five_is_an_outline_without_band(drawn) -> None:
    pain = {"at": "caisse", "group": "process", "what": "La queue", "mentions": "3 of 4"}
    few = journey(pain_points={"file": {**pain, "impact": 4, "persistence": 5}})
    (page,) = drawn(lambda: pains(few, EN))
    assert "outline" in told([page.figure])
    (picture,) = pains(few, EN)
    assert "La queue: 3.4 (95% CI: 2.5 to 3.7), 3 of 4" in picture.alt


def improved(**scores: tuple[int, int]) -> Journey:
    return journey(
        improvements={
            name: {"solution": f"Solution {name}", "impact": impact, "effort": effort}
            for name, (impact, effort) in scores.items()
        }
    )


def matrix(**scores: tuple[int, int]) -> tuple[Picture, ...]:
    return figures.impact_effort(figures.matrix_chart(improved(**scores), EN), EN, THEME)


def centre(figure: Figure, start: str) -> tuple[float, float]:
    """Return where a text stands, from the lower left corner."""
    box = next(box for text, box in boxes(figure) if text.startswith(start))
    return (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2


@pytest.mark.parametrize(
    ("impact", "effort", "name"),
    [(5, 1, "Quick win"), (5, 5, "Big bet"), (1, 1, "Fill-in"), (1, 5, "Time sink")],
)
def test_quadrants_are_named_where_they_are(impact: int, effort: int, name: str, drawn) -> None:
    (page,) = drawn(lambda: matrix(a=(impact, effort)))
    width, height = page.figure.get_size_inches()
    x, y = centre(page.figure, "Solution")
    label_x, label_y = centre(page.figure, name)
    assert (x > width * 0.55) == (effort == 5) == (label_x > width * 0.55)
    assert (y > height * 0.6) == (impact == 5)
    assert (label_y > height * 0.6) == (impact == 5)
    alt = matrix(a=(impact, effort))[0].alt
    assert f"{name}: Solution a (impact {impact}, effort {effort})." in alt


def test_roadmap_goes_by_date_and_says_what_is_late(drawn) -> None:
    planned = journey(
        improvements={
            "b": {"solution": "Plus tard", "due": "2027-03-01", "owner": "Magasin"},
            "a": {"solution": "En retard", "due": "2026-05-01", "status": "under-way"},
            "c": {"solution": "Un jour"},
            "d": {"solution": "Abandonnée", "status": "dropped", "due": "2026-05-01"},
            "e": {"solution": "Terminée", "status": "done", "due": "2027-04-01"},
        }
    )
    (page,) = drawn(lambda: figures.roadmap(planned, EN, THEME, date(2026, 11, 22)))
    said = told([page.figure])
    places = [said.index(word) for word in ("Enretard", "Plustard", "Unjour")]
    assert places == sorted(places)
    assert "1May2026,late" in said
    assert "1Mar2027" in said
    assert "1Mar2027,late" not in said
    assert "nodate" in said
    assert "Magasin" in said
    assert "Abandonnée" not in said
    assert "Terminée" not in said


def test_texts_are_taken_literally() -> None:
    dollars = journey(
        pain_points={
            "prix": {"at": "caisse", "group": "financial", "what": "Payer $x^2$ ou \\frac{1}{2} $"}
        }
    )
    (picture,) = pains(dollars, EN)
    assert "$x^2$" in picture.alt


def test_same_input_gives_the_same_bytes_and_no_date() -> None:
    once, again = (curve(shop(), FR)[0].svg for _ in range(2))
    assert once == again
    assert once.startswith("<svg")
    assert "<dc:date>" not in once
    assert "<text" not in once, "letters are drawn, so no font is needed"


def test_nothing_is_fetched_nor_run_by_a_picture() -> None:
    svg = curve(shop(), FR)[0].svg
    assert "<script" not in svg
    assert "http://matplotlib" not in svg
    assert "https://" not in svg


@pytest.mark.parametrize(
    "words", ["Été 😀 👩‍👧 ✓ → « à » œ", "日本語", "שלום", "\N{COMBINING ACUTE ACCENT}"]
)
def test_no_sign_makes_a_warning(words: str) -> None:
    odd = journey(pain_points={"p": {"at": "caisse", "group": "process", "what": words}})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        (picture,) = pains(odd, FR)
    assert words in picture.alt


def test_signs_without_a_glyph_stay_in_their_cell(drawn) -> None:
    odd = journey(pain_points={"p": {"at": "caisse", "group": "process", "what": "日本語" * 60}})
    (page,) = drawn(lambda: pains(odd, FR))
    assert overlaps(page.figure) == []
    assert outside(page.figure) == []


def test_drawing_needs_no_pyplot() -> None:
    code = (
        "import sys; from tests.figures.test_figures import *;"
        "curve(shop(), EN);"
        "assert 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_compact_curve_is_low_and_has_its_n_but_no_names(drawn) -> None:
    (whole,) = drawn(lambda: curve(shop(), EN))
    (compact,) = drawn(lambda: curve(shop(), EN, compact=True))
    assert compact.height < 60 < whole.height
    said = [text.get_text() for text in written(compact.figure)]
    assert {"n", "60", "4"} <= set(said)
    assert not any("worst" in one or "Shop" in one for one in said)
    assert overlaps(compact.figure) == []
    assert outside(compact.figure) == []


def test_one_persona_has_a_compact_curve_over_the_stages(drawn) -> None:
    assert figures.compared_chart(shop(), EN) is None
    chart = figures.compared_chart(shop(), EN, fewest=1)
    (page,) = drawn(lambda: figures.personas_compared(chart, EN, THEME, compact=True))
    assert page.height < 50
    assert overlaps(page.figure) == []


def test_personas_are_named_at_their_curves(drawn) -> None:
    chart = figures.compared_chart(crowd(3, 6), EN)
    (page,) = drawn(lambda: figures.personas_compared(chart, EN, THEME))
    said = [text.get_text() for text in written(page.figure)]
    assert "Été Léa0" in said
    assert "Été Ali0" in said
