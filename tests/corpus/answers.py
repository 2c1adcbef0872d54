"""Makers of surveys that differ in their questions and in the words of their answers."""

from __future__ import annotations

from datetime import date, timedelta

from tests.corpus import columns as make
from tests.corpus.model import Column, Document, draw, place
from tests.corpus.params import Params


def clean(p: Params) -> Document:
    """Make a survey in which everything is stated: no message is due."""
    separator = {"google": ";", "msforms": ";", "sphinx": ";", "sheet": ";"}.get(p.tool)
    questions = [p.rated(0), p.rated(1), p.recommended(), p.travelled(), p.aged(), p.commented()]
    if separator:
        questions.insert(
            4,
            make.choices(
                p.rng,
                p.words["boxes"],
                p.words["dishes"][:4],
                p.rows,
                3,
                separator,
                trailing=p.tool == "msforms",
            ),
        )
    return p.document(questions)


def labelled(p: Params) -> Document:
    """Make ratings answered in words, worst to best, and one on effort."""
    labels = dict(enumerate(p.words["likert"], 1))
    columns = []
    for number in (0, 1):
        counts = draw(p.rng, range(1, 6), p.rows - 3)
        name = p.words["bare"].format(x=p.words["places"][number])
        columns.append(make.rating(p.rng, name, counts, p.rows, (1, 5), labels=labels))
    return p.document([*columns, p.rated(2, "ces7"), p.commented()])


def direction(p: Params) -> Document:
    """Make a rating whose 1 is the best, by question, by labels, or by declaration."""
    w, scale, counts = p.words, (1, 5), None
    labels = None
    expected: dict[str, object] = {}
    name = p.ask("down5", 0)
    if p.mode == "labels":
        name = w["bare"].format(x=w["places"][0])
        labels = {1: f"1 - {w['likert'][4]}", 2: "2", 3: "3", 4: "4", 5: f"5 - {w['likert'][0]}"}
    elif p.mode == "grades":
        name, scale = "Schulnote für den Empfang, von 1 (sehr gut) bis 6 (ungenügend)", (1, 6)
    elif p.mode == "zero":
        name, scale = (
            {
                "en": "Rate the welcome from 0 (excellent) to 10 (dreadful)",
                "fr": "Notez l'accueil de 0 (excellent) à 10 (très mauvais)",
                "de": "Bewerten Sie den Empfang von 0 (hervorragend) bis 10 (sehr schlecht)",
                "es": "Puntúe la acogida de 0 (excelente) a 10 (pésima)",
            }[p.lang],
            (0, 10),
        )
    elif p.mode == "declared":
        name = w["bare"].format(x=w["places"][0])
        expected["declare"] = {"scales": {name: "5-1"}}
    elif p.mode == "issue":
        p.rows, counts = 6, {1: 2, 2: 2, 3: 2}
    counts = counts or draw(p.rng, range(scale[0], scale[1] + 1), p.rows - 2)
    column = make.rating(p.rng, name, counts, p.rows, scale, down=True, labels=labels)
    others = [p.rated(1, blanks=0), p.travelled()]
    return p.document([column, *others], **expected)


def ranks(p: Params) -> Document:
    """Make six dishes put in order, 1 being the favourite: mean ranks, no emotion."""
    p.rows = 12 if p.mode == "issue" else p.rows
    first = {1: 2, 2: 4, 3: 4, 4: 2} if p.mode == "issue" else draw(p.rng, range(1, 7), p.rows)
    leading = place(p.rng, first, p.rows)
    orders = [[r, *p.rng.sample([x for x in range(1, 7) if x != r], 5)] for r in leading]
    columns = []
    for position, dish in enumerate(p.words["dishes"]):
        cells = [order[position] for order in orders]
        counts = {r: cells.count(r) for r in sorted(set(cells))}
        name = p.words["rank"].format(x=dish)
        column = make.rank(p.rng, name, counts, p.rows, 6)
        two = (p.words["rankask"], dish) if p.tool in {"surveymonkey", "qualtrics"} else (name,)
        columns.append(Column(two, list(cells), column.expected))
    return p.document([*columns, p.commented()])


def unstated(p: Params) -> Document:
    """Make a rating whose ends no one states: the highest answer does not say them."""
    top = int(p.args.get("top", 5))
    name = p.words["bare"].format(x=p.words["places"][0])
    counts = draw(p.rng, range(1, top + 1), p.rows - 1)
    column = make.rating(p.rng, name, counts, p.rows, (1, top), stated=False)
    return p.document(
        [column, p.travelled(), p.commented()],
        outcome="ask",
        about="scale",
        asked=[name],
        message="required",
    )


def nominal(p: Params) -> Document:
    """Make numbered answers that are no scale: a choice."""
    counts = draw(p.rng, p.words["nominal"], p.rows)
    column = make.choice(p.rng, p.words["compare"], counts, p.rows)
    return p.document([column, p.rated(1), p.commented()])


def no_answer(p: Params) -> Document:
    """Make words that stand for no answer in a text, a rating, a choice or scores."""
    w, n = p.words, p.rows
    word = str(p.args.get("word") or w["unknown"][0])
    expected: dict[str, object] = {"message": "allowed"}
    if p.mode == "text":
        column = make.text(p.rng, w["comment"], w["comments"], n, n // 2, {word: n // 4})
    elif p.mode == "choice":
        column = make.choice(p.rng, w["travel"], draw(p.rng, w["ways"], n - 6), n, {word: 6})
    elif p.mode == "scores":
        column = make.rating(
            p.rng, p.ask("up10", 1), draw(p.rng, range(11), n - 5), n, (0, 10), no_answer={word: 5}
        )
    else:
        column = make.rating(
            p.rng, p.ask("up5", 1), draw(p.rng, range(1, 6), n - 6), n, (1, 5), no_answer={word: 4}
        )
    if p.args.get("declare"):
        expected["declare"] = {"no_answer": {column.name: [word]}}
    elif p.args.get("propose"):
        expected |= {"message": "required", "must_say": [[word], [column.name]]}
    return p.document([column, p.rated(2), p.aged()], **expected)


def real_words(p: Params) -> Document:
    """Make answers that look like no answer but are one: "None" as an allergy, "No" as a choice."""
    none = {"en": "None", "fr": "Aucune", "de": "Keine", "es": "Ninguna"}[p.lang]
    name = {"en": "Allergies", "fr": "Allergies", "de": "Allergien", "es": "Alergias"}[p.lang]
    counts = draw(p.rng, [none, "Gluten", "Soja"], p.rows)
    again = {
        "en": "Will you come again?",
        "fr": "Reviendrez-vous ?",
        "de": "Kommen Sie wieder?",
        "es": "¿Volverá?",
    }[p.lang]
    answers = draw(p.rng, [p.words["yes"], p.words["no"]], p.rows)
    return p.document(
        [
            make.choice(p.rng, name, counts, p.rows),
            make.choice(p.rng, again, answers, p.rows),
            p.rated(0),
        ]
    )


def commas(p: Params) -> Document:
    """Make a single choice whose answers hold commas, or several answers joined by commas."""
    if p.mode == "joined":
        column = make.choices(p.rng, p.words["boxes"], p.words["dishes"][:5], p.rows, 2, ", ")
    else:
        column = make.choice(
            p.rng, p.words["comma"], draw(p.rng, p.words["commas"], p.rows - 1), p.rows
        )
    return p.document([column, p.rated(0), p.commented()], message="allowed")


def count(p: Params) -> Document:
    """Make a choice of which a measure counts one answer."""
    w, k = p.words, 6
    p.rows = 20
    name = w["gender"]
    column = make.choice(
        p.rng, name, {w["genders"][0]: k, w["genders"][1]: 13, w["genders"][2]: 1}, 20
    )
    answers = [w["genders"][0]]
    value = k
    if p.mode == "two":
        answers, value = [w["genders"][0], w["genders"][2]], 7
    measure = {"figure": "count", "column": name, "answers": answers, "value": value}
    return p.document([column, p.rated(0), p.commented()], declare={"measure": measure})


def numbers(p: Params) -> Document:
    """Make amounts written as spreadsheets and programs write them."""
    values = [p.rng.randint(1, 400) * 12.5 for _ in range(p.rows - 2)]
    spelled: list[object] = list(values)
    if p.mode == "exponent":
        values = [p.rng.randint(1, 99) * 10.0 ** p.rng.randint(1, 3) for _ in values]
        spelled = [f"{v:.1E}" if i % 2 else f"{v:.3e}" for i, v in enumerate(values)]
        values = [float(str(s)) for s in spelled]
    elif p.mode == "comma":
        spelled = [f"{v:.2f}".replace(".", ",") for v in values]
    elif p.mode == "thousands-space":
        values = [v + 1000 for v in values]
        spelled = [f"{v:,.2f}".replace(",", "\u00a0").replace(".", ",") for v in values]
    elif p.mode == "thousands-comma":
        values = [v + 1000 for v in values]
        spelled = [f"{v:,.2f}" for v in values]
    elif p.mode == "negative":
        values = [v - 2000 for v in values]
        spelled = [f"{v:.1f}" for v in values]
    elif p.mode == "signs":
        values = [v / 1000 for v in values]
        spelled = [f"{v:+.4f}" for v in values]
        values = [float(str(s)) for s in spelled]
    mean = sum(values) / len(values)
    column = make.number(p.rng, p.words["amount"], spelled, p.rows, mean)
    return p.document([column, p.rated(0), p.travelled()])


def future(p: Params) -> Document:
    """Make dates dragged down a spreadsheet until they lie in the future."""
    step = int(p.args.get("step", 365))
    start = date(2019, 3, 14)
    days = [start + timedelta(days=step * i) for i in range(p.rows)]
    ahead = [d for d in days if d.year >= 2031]
    known = [d for d in days if d.year <= 2025]
    days = known + ahead
    pattern = str(p.args.get("pattern", "%Y-%m-%d"))
    p.rows = len(days)
    column = make.plain(p.words["visit"], [d.strftime(pattern) for d in days])
    column.expected = {
        "name": column.name,
        "role": "time",
        "n": len(known),
        "future": len(ahead),
        "first": known[0].isoformat(),
        "last": known[-1].isoformat(),
    }
    said = [[column.name], [str(len(ahead)), str(ahead[-1].year)]]
    return p.document([column, p.rated(0), p.travelled()], message="required", must_say=said)


def dates(p: Params) -> Document:
    """Make visits dated day first, month first, as ISO or as spreadsheet serials."""
    pattern = p.args.get("pattern", "%Y-%m-%d")
    if pattern == "serial":
        column = make.times(p.rng, p.words["visit"], p.rows, "%Y-%m-%d")
        column.cells = [
            (date.fromisoformat(str(c)) - date(1899, 12, 30)).days for c in column.cells
        ]
    else:
        column = make.times(p.rng, p.words["visit"], p.rows, pattern or None)
    allowed = "allowed" if pattern == "serial" else "none"
    return p.document([column, p.rated(0), p.travelled()], message=allowed)
