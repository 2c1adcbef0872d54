"""Sections with every kind of block, for tests of what the exports make of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kit.blocks import (
    Card,
    Cards,
    Column,
    Details,
    Entry,
    Heading,
    Lane,
    Listing,
    Map,
    Mark,
    Paragraph,
    Picture,
    Point,
    Section,
    Table,
    Tile,
    Tiles,
)
from kit.exports.notebook import Frame
from kit.i18n import MixedText, UserText
from kit.sections import Cover
from kit.theme import Theme

LONG = (
    "Je compare trois boutiques en ligne pendant la pause de midi, je ne trouve pas le délai de "
    "livraison avant le paiement, et je finis par demander à une amie qui a déjà commandé chez eux."
)

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="170mm" height="60mm" viewBox="0 0 170 60">'
    '<path d="M5 40C40 10 60 10 90 30S150 50 165 15" fill="none" stroke="#1f5f74"/></svg>'
)


def words(text: str) -> UserText:
    """Return a client's words, written in French."""
    return UserText(text, "fr")


def journey_map(stages: int, text: str = "", lanes: bool = True) -> Map:
    """Return a map with so many stages, its cells filled with a text or with typical ones."""
    names = (
        "Je cherche une idée",
        "Je compare",
        "Je choisis",
        "Je paie",
        "Je reçois ma commande",
        "J’installe",
        "Je reviens, ou pas",
    )
    scores = (0.6, 1.0, None, -1.6, -0.4, 1.5, 2.0)
    feels = ("curieuse", "confiante", "", "agacée", "déçue", "soulagée", "ravie")

    def cells(*texts: Any) -> tuple[Any, ...]:
        each = [texts[n % len(texts)] for n in range(stages)]
        return tuple(() if not one else one if isinstance(one, tuple) else (one,) for one in each)

    def w(typical: str) -> UserText:
        return words(text or typical)

    measured = Mark("sources 2 and 3", "measured", "●", (2, 3))
    assumed = Mark("assumption", "assumed", "◇", ())
    return Map(
        caption=MixedText(("The journey of ", words("Léa"), ", current state")),
        stages=tuple(w(names[n % 7]) for n in range(stages)),
        phases=tuple(
            ("Awareness", "Consideration", "Decision")[min(2, n // 2)] for n in range(stages)
        ),
        curve_alt="Emotion curve: from +0.6 at the first stage down to −1.6, then up to +2.",
        lanes=(
            Lane(
                "Goal",
                cells(w("trouver un cadeau avant samedi"), w("être sûre de son choix"), ""),
                kind="goal",
            ),
            Lane(
                "Actions",
                cells(
                    (w("lit un magazine"), w("demande à des amis")),
                    w("ouvre dix onglets"),
                    w("ajoute au panier"),
                ),
                kind="actions",
            ),
            Lane(
                "Thoughts",
                cells(w("« Il y en a trop. »"), "", w("« Et si elle ne lui plaît pas ? »")),
                kind="thoughts",
            ),
            Lane(
                "Touchpoints",
                cells(
                    (
                        (w("Vitrine de la rue Haute"), Mark("+1", "good", "△")),
                        (w("Compte Instagram"), Mark("−1", "bad", "▽")),
                    ),
                    ((w("Fiche produit"), Mark("0", "plain", "–")),),
                ),
                kind="touchpoints",
            ),
            Lane(
                "Emotion",
                cells(""),
                tuple(
                    Point(
                        scores[n % 7],
                        words(feels[n % 7]) if feels[n % 7] else "",
                        n % 7 == 3,
                        "measured, n = 60" if n % 2 else "",
                    )
                    for n in range(stages)
                ),
                "emotion",
            ),
            Lane(
                "Pain points",
                cells(
                    ((w("Les frais de port n’apparaissent qu’à la fin."), measured),),
                    "",
                    ((w("Le paiement échoue sans message."), assumed),),
                ),
                kind="pains",
            ),
            Lane(
                "Opportunities",
                cells(
                    "",
                    (
                        (
                            w("Annoncer le délai sur la fiche produit."),
                            Mark("quick win", "good", "★"),
                        ),
                    ),
                ),
                kind="opportunities",
            ),
            Lane("Indicators", cells("", w("taux d’abandon : 38 % (cible 25 %)")), kind="kpis"),
            Lane(
                "Backstage",
                cells(
                    (w("Équipe boutique"), Mark("−1", "bad", "▽")), (w("Préparation des colis"),)
                ),
                kind="backstage",
            ),
        ),
    )


def sections(text: str = "") -> tuple[Section, ...]:
    """Return sections that hold every kind of block, with a text of the client's everywhere."""
    w = words(text or "Les frais de port n’apparaissent qu’à la fin.")
    name = words(text or "Léa Martin")
    entry = Entry(
        "Goals, short term",
        (
            (w, Mark("source 1", "measured", "●", (1,))),
            (words(text or LONG), Mark("assumption", "assumed", "◇", ())),
        ),
    )
    return (
        Section(
            "summary",
            "Summary",
            (
                Paragraph(
                    MixedText(("The journey starts well and falls at ", w, ": the worst moment.")),
                    "lead",
                ),
                Tiles(
                    (
                        Tile("−1.6", "worst moment", w),
                        Tile("72%", "of statements name a source", "43 of 60"),
                        Tile("8", "pain points"),
                        Tile("3", "quick wins", "to start now"),
                    )
                ),
                Heading("Start now"),
                Listing((w, MixedText((w, " – owner: ", name))), ordered=True),
                Listing((w, "A sentence of the kit's own.")),
                Paragraph("Severity = 4·∛(k/n · impact/5 · persistence/5).", "definition"),
                Paragraph("Scores come from the workshop.", "note"),
            ),
        ),
        Section(
            "persona",
            "Personas",
            (
                Cards(
                    (
                        Card(
                            name,
                            tuple(entry for _ in range(6)),
                            "lea",
                            "LM",
                            "",
                            w,
                            (Mark("research-based", "measured", "●"),),
                            True,
                        ),
                        Card(
                            w,
                            (entry,),
                            marks=(
                                Mark("3.2 critical", "very-bad", "█"),
                                Mark("recurring", "accent", "↻"),
                            ),
                        ),
                        Card(
                            w,
                            (entry,),
                            marks=(Mark("good", "good", "△"), Mark("very good", "very-good", "▲")),
                        ),
                        Card(
                            w,
                            (),
                            marks=(
                                Mark("plain"),
                                Mark("bad", "bad", "▽"),
                                Mark("scored in the workshop", "workshop", "■"),
                            ),
                        ),
                    )
                ),
            ),
        ),
        Section(
            "map", "Journey map", (Paragraph("Read from left to right."), journey_map(7, text))
        ),
        Section("touchpoints", "Long map", (journey_map(12, text),)),
        Section("emotions", "Short map", (journey_map(3, text or LONG),)),
        Section(
            "evidence",
            "Evidence and limits",
            (
                Picture(SVG, f"A curve that rises, falls and rises: {text}", w),
                Table(
                    "What every score rests on",
                    (
                        Column("Stage"),
                        Column("Origin"),
                        Column("n", True),
                        Column("Score", True),
                        Column("What is said"),
                    ),
                    tuple(
                        (
                            w,
                            Mark("measured", "measured", "●"),
                            str(n * 37),
                            "−1.4",
                            (w, Mark("disagreement", "bad", "↕")),
                        )
                        for n in range(1, 5)
                    ),
                ),
                Details(
                    "How it was collected",
                    (
                        Paragraph(w),
                        Table("Sources", (Column("Source"), Column("n", True)), ((w, "60"),)),
                        Cards((Card(w, ()),)),
                    ),
                ),
            ),
        ),
    )


def frame(text: str = "", lang: str = "en") -> Frame:
    """Return a report's frame."""
    w = words(text or "Maison Lumen")
    return Frame(
        lang,
        tuple(s.id for s in sections()),
        Cover(
            client=w,
            title=words(text or "Offrir une lampe"),
            personas=MixedText((words(text or "Léa"), " and ", words(text or "Malik"))),
            date="22 November 2026",
            status="Research-based: 72% of the statements name their source",
            author=words(text or "Atelier Belvédère"),
            contact=words(text or "contact@belvedere.example"),
            logo="",
            edition="Working edition",
            notice="Example: the company and all data are invented.",
        ),
        Theme(),
    )


def notebook(
    text: str = "", lang: str = "en", only: Section | None = None, some: Sequence[Section] = ()
) -> Any:
    """Return a notebook as it is after it was run, of all sections, of one or of some."""
    from nbformat.v4 import new_code_cell, new_notebook, new_output

    from kit.exports.html import ReportOutput, SectionOutput

    told = (only,) if only else some or sections(text)
    shown: list[ReportOutput | SectionOutput] = [
        ReportOutput(frame(text, lang)),
        *(SectionOutput(section, lang) for section in told),
    ]
    return new_notebook(
        cells=[
            new_code_cell(
                "…",
                outputs=[new_output("execute_result", one._repr_mimebundle_(), execution_count=1)],
            )
            for one in shown
        ]
    )
