"""Find the role of a column from its name, its question and its values."""

from __future__ import annotations

import re

from kit.evidence.columns.answer_words import normalize_cell
from kit.evidence.columns.cells import ParsedColumn
from kit.evidence.columns.personal import is_personal as is_personal
from kit.sources import Role


def _word_pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{pattern})(?![^\W_])", re.IGNORECASE)


RESPONDENT = _word_pattern(
    r"#|(?:respon(?:se|dent)|submission|participant|entry|record|ticket|case|contact|deal|user|"
    r"customer|client|case|visitor|session|order|lead|answer|antwort|réponse|network|interview|"
    r"prolific)[ _-]?(?:id|nr|no|number|key|token|pid)|(?:id|n°|numéro|identifiant)(?: de)?(?: la)?"
    r" ?(?:réponse|répondant|client|ticket|dossier|participant)|id|identifiant|numéro|casenumber|"
    r"case number|respondentid|responseid|q?\w*participant|uuid|guid|token|antwort-id|"
    r"(?:id|número) de (?:respuesta|la respuesta)|prolific_pid|app-instance id|effective user id"
)
NUMBER = _word_pattern(
    r"how many|combien|wie viele|cuánt[oa]s|ages?|âge|alter|edad|età|leeftijd|years?|année|"
    r"ann[ée]es?|jahre?|number|nombre|nb|anzahl|"
    r"count|qty|quantity|quantité|days?|jours?|tage|weeks?|semaines?|months?|mois|hours?|heures?|"
    r"minutes?|seconds?|secondes?|duration|durée|dauer|delay|délai|distance|amount|montant|"
    r"price|prix|costs?|coûts?|sum|total|salary|income|revenus?|visits?|visites?|size|taille|"
    r"children|enfants|weight|height|poids|progress|lines?|pages?|points?|times? per|exp[ée]rience|"
    r"version|rank|rang"
)
SEGMENT = _word_pattern(
    r"gender|sexe?|genre|geschlecht|género|ages?|age group|âge|tranche d.âge|alter|region|région|"
    r"country|pays|land|país|city|ville|department|département|service|division|segment|plan|class|"
    r"income|revenu|education|diplôme|diplome|profession|occupation|job|métier|statut|status|role|"
    r"language|langue|sprache|customer type|type of \w+|type|channel|canal|store|magasin|agence|"
    r"generation|génération|census region|condition|group|groupe|secteur|sector|origin|priority|"
    r"category|catégorie|employed|membership|tenure|ancienneté|browser|device|platform|source"
)
CODED = _word_pattern(
    r"gender|sexe?|genre|geschlecht|género|region|région|country|pays|language|langue|sprache|"
    r"idioma|education|diplôme|income|revenus?|profession|marital|ethnicity|race|condition|group|"
    r"groupe|class(?:e)?|category|catégorie|type|plan|segment|status|statut"
)
"""Numbers under these names are codes, not ratings."""
TEXTUAL = _word_pattern(
    r"comments?(?! \S+-(?:vous|t|il|elle)\b| (?:vous|avez|êtes|est|s'|ont|a\b|jug|évalu))|"
    r"commentaires?|kommentare?|comentarios?|verbatims?|why|pourquoi|warum|feedback|"
    r"suggestions?|improve\w*|améliorer|explain|précisez|expliquez|describe|décrivez|description|"
    r"remarks?|remarques?|anmerkungen?|open-ended|free text|texte libre|subject|sujet|message|"
    r"tell us|dites-nous|other|autre|sonstiges|what (?:could|would|do|did) \w+ \w+"
)
RATING = _word_pattern(
    r"rat(?:e|ed|ing|ings)|scores?|sat|satisf\w+|unsatisf\w+|dissatisf\w+|zufrieden\w*|"
    r"how (?:likely|easy|difficult|satisfied|happy|important|impressive|useful|"
    r"much)|likely|likelihood|easy|ease|effort|"
    r"facil\w+|quality|qualité|qualität|importan\w+|wichtig\w*|agree|d.accord|stimme|stars?|"
    r"étoiles?|note[rz]?|évalu\w+|notez|bewert\w*|beurteil\w*|valora\w*|puntú\w*|juge[rz]|valutazione|beoordeling|tevreden\w*|"
    r"comfort|confort|clean\w*|propreté|friendl\w+|accueil|recommend\w*|recommand\w*|nps|csat|ces|"
    r"scale|échelle|skala|experience|expérience"
)
RECOMMEND = re.compile(
    r"(?<![^\W_])nps(?![^\W_])|recomm[ae]n|weiterempf|empfehl|aanbevel|recomend|consigliar|consiglier|"
    r"raccomand|promot(?:er|eur) score",
    re.IGNORECASE,
)
GERMAN_ARTICLES = {"das", "dem", "den", "der", "die", "ein", "eine", "einem", "einen", "einer"}
SAMPLE = 5000
FEW = 10
"""Number of answers below which one that recurs makes short answers a choice."""


def column_label(name: str, question: str, item: str = "") -> str:
    """Return the name, question and item of a column as normalized words.

    >>> column_label("D1_satisfactionGlobale", "")
    'd1_satisfactionglobale d1 satisfaction globale'
    """
    parted = re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z])", " ", name.replace("_", " "))
    return normalize_cell(f"{name} {parted} {question} {item}")


def is_identifier(name: str, column: ParsedColumn, rows: int) -> bool:
    """Return whether a column identifies the rows: named like an id, each value once."""
    short = normalize_cell(name)
    if len(short) > 60 or not column.n:
        return False
    different = column.different
    return bool(RESPONDENT.search(short)) and different == column.n and column.n >= 0.9 * rows


def text_role(words: str, column: ParsedColumn) -> tuple[Role, str]:
    """Return the role of a column of texts, and the separator of choices in one cell."""
    texts = column.sample(SAMPLE)
    n, different = column.n, column.different
    if different == 0:
        return Role.EMPTY, ""
    separator = _separator(column)
    if separator:
        return Role.CHOICES, separator
    length = sum(len(text) for text in texts) / len(texts)
    spaced = sum(map(_count_words, texts)) / len(texts)
    repeated = n / different
    textual = bool(TEXTUAL.search(words))
    if textual and (repeated < 3 or different > 30) and (n < 5 or spaced >= 2):
        return Role.TEXT, ""
    if (repeated < 1.7 and n >= 5 and spaced >= 2.5) or (length > 80 and repeated < 3):
        return Role.TEXT, ""
    if n < 5 and spaced >= 3 and not SEGMENT.search(words):
        return Role.TEXT, ""
    if different <= max(2, min(60, n / 2)) or (n < FEW and repeated > 1 and spaced < 2.5):
        return _choice_role(words), ""
    if repeated < 1.7:
        return (Role.TEXT if spaced >= 2 else Role.DETAIL), ""
    return _choice_role(words), ""


def _count_words(text: str) -> int:
    """Return the number of words of a text, without German articles.

    “Mit dem Auto” is as short an answer as “By car” and “En voiture”, which are two words.

    >>> _count_words("Mit dem Auto"), _count_words("By car")
    (2, 2)
    """
    words = text.split()
    return len(words) - sum(word.casefold() in GERMAN_ARTICLES for word in words)


def _choice_role(words: str) -> Role:
    """Return the role of a choice: a segment if its label names one; long labels ask opinions."""
    return Role.SEGMENT if len(words) < 160 and SEGMENT.search(words[:60]) else Role.CHOICE


def _separator(column: ParsedColumn) -> str:
    """Return the separator of choices in one cell, if the parts recur from answer to answer."""
    cells = column.cells
    if len(cells) > SAMPLE:
        return ""
    if _are_codes([cells.texts[place] for place in column.present]):
        return ","
    for separator, share in ((";", 0.0), (" | ", 0.0), ("|", 0.0), (", ", 0.2)):
        joined = {place for place in column.present if separator in cells.texts[place].rstrip("; ")}
        trailing = separator == ";" and all(cells.texts[p].endswith(";") for p in column.present)
        if not joined and not trailing:
            continue
        answers = cells.total(joined)
        if answers < max(2, share * column.n) and not trailing:
            continue
        parts: dict[str, int] = {}
        for place in column.present:
            for part in cells.texts[place].split(separator):
                if part.strip():
                    parts[part.strip()] = parts.get(part.strip(), 0) + int(cells.counts[place])
        total = sum(parts.values())
        once = sum(1 for count in parts.values() if count == 1)
        words = sum(len(part.split()) for part in parts) / max(1, len(parts))
        if share and (once > len(parts) / 4 or words > 6):
            continue
        # Answers that hold a comma recur whole; joined ones make more combinations than choices.
        if share and column.different <= len(parts) and column.n >= 1.5 * column.different:
            continue
        if len(parts) <= max(3, total / 3) and len(parts) <= 100:
            return separator.strip() if separator != ", " else ", "
    return ""


def _are_codes(texts: list[str]) -> bool:
    """Return whether all texts are numbers of choices joined by commas: ``1,3,4``."""
    return (
        len(texts) > 2
        and all(re.fullmatch(r"\d{1,3}(?:,\d{1,3})*", text) for text in texts)
        and any(text.count(",") > 1 for text in texts)
    )
