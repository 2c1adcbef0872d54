"""Tell good answers from bad ones by their words, to find the direction of a scale (F20).

The words of both ends are compared; one that says nothing leaves the decision to the other.
"""

from __future__ import annotations

import re

from kit.evidence.columns.answer_words import known_scales, normalize_answer

_GOOD = re.compile(
    r"\b(?:satisf|zufried|tevred|soddisf|happy|content|agree|accord|stimme|zustimm|acuerdo|eens\b|"
    r"concord|good|great|excell|perfect|outstanding|wonderful|fantastic|best\b|positiv|pleas|"
    r"bon\b|bonne|bien\b|parfait|meilleur|génial|agréable|"
    r"gut\b|hervorragend|ausgezeichnet|perfekt|optim|beste|"
    r"buen|excel|perfect|mejor|"
    r"easy|easily|facile|facilement|leicht|einfach|fácil|likely|probabl|wahrscheinlich|"
    r"useful|utile|nützlich|útil|important|wichtig|clear|clair|friendly|aimable|freundlich|amable|"
    r"clean|propre|sauber|limpi|fast\b|quick|rapide|schnell|rápid|toujours|always|immer|siempre|"
    r"comfort|confort|recommend|recommand|empfehl|trifft|love|favou?rit|préfér|liebling)"
)
_BAD = re.compile(
    r"\b(?:dissatisf|unsatisf|insatisf|unzufried|ontevred|insoddisf|unhappy|mécontent|discontent|"
    r"descontent|disagree|désaccord|desacuerdo|oneens|disaccord|discord|"
    r"poor|bad\b|badly|terribl|awful|dreadful|horribl|worst|appalling|negativ|disappoint|unpleasant|"
    r"mauvais|mal\b|nul\b|nulle|pire|médiocre|exécrable|déçu|catastroph|désagréable|"
    r"schlecht|ungenügend|mangelhaft|furchtbar|schlimm|katastroph|enttäusch|"
    r"malo\b|mala\b|pésim|peor|horrend|"
    r"difficult|hard\b|difficile|difícil|schwierig|schwer|unlikely|improbabl|unwahrscheinlich|"
    r"useless|inutile|nutzlos|inútil|unimportant|unwichtig|unclear|confus|"
    r"unfriendly|unfreundlich|dirty|sale\b|schmutzig|suci|slow|lent\b|lente|langsam|"
    r"uncomfortable|inconfort|never|jamais|nie\b|niemals|nunca|hate)"
)
_NOT = re.compile(
    r"\bnot\b|n't\b|\bno\b|\bnone\b|\bpas\b|\bpeu\b|\baucun\w*|\bnicht\b|\bkein\w*|\bkaum\b|\bnada\b|"
    r"\bpoco\b|\bniet\b|\bgeen\b|\bnon\b|\bper niente\b|\bnão\b|\blittle\b|\bhardly\b|\bleast\b|"
    r"\blow\b|"
    r"\blowest\b|\bfaible\w*|\bwenig\w*|\bbaj[oa]\b|\bminim\w*"
)
_MUCH = re.compile(
    r"\bvery\b|\bextremely\b|\bcompletely\b|\btotally\b|\bfully\b|\bentirely\b|\babsolutely\b|"
    r"\bmuch\b|\bhigh\w*|\bmost\b|\bmaxim\w*|\byes\b|"
    r"\btrès\b|\btout à fait\b|\bentièrement\b|\btotalement\b|\bbeaucoup\b|\bélevée?s?\b|\boui\b|"
    r"\bsehr\b|\bvöllig\b|\bvoll\b|\bganz\b|\bhoch\b|\bäußerst\b|\bja\b|"
    r"\bmuy\b|\bmucho\b|\btotalmente\b|\bcompletamente\b|\balt[oa]\b|\bsí\b|\bmolto\b|\bzeer\b|\bmuito\b"
)
_EXTREME = re.compile(
    rf"{_MUCH.pattern}|\bnot at all\b|\bnever\b|\balways\b|excellent|perfect|\bgreat\b|"
    r"terribl|awful|worst|best\b|dreadful|horribl|outstanding|strongly|"
    r"\bdu tout\b|\bjamais\b|\btoujours\b|parfait|"
    r"exécrable|gar nicht|überhaupt nicht|ungenügend|hervorragend|ausgezeichnet|pésim|nada|"
    r"en absoluto"
)
_BURDEN = re.compile(
    r"effort|aufwand|esfuerzo|mühe|difficulty|difficulté|schwierigkeit|dificultad|problem|wait|"
    r"attente|espera\b|risk|risque"
)


def polarity(label: str) -> int:
    """Return 1 for the words of a good answer, −1 for those of a bad one, 0 if neither is said.

    >>> [polarity(text) for text in ("pas du tout satisfait", "very easy", "gleich", "low effort")]
    [-1, 1, 0, 1]
    """
    text = normalize_answer(label)
    rest, bad = _BAD.subn(" ", text)
    good = len(_GOOD.findall(rest))
    denied = bool(_NOT.search(text))
    if bad and good:
        return 0
    if bad or good:
        sign = -1 if bad else 1
        return -sign if denied else sign
    if denied or _MUCH.search(text):
        sign = -1 if denied else 1
        return -sign if _BURDEN.search(text) else sign
    return 0


def runs_down(low: str, high: str) -> bool | None:
    """Return whether the low end of a scale is its best answer; None if the words do not tell.

    Parameters
    ----------
    low, high
        Words of the answers with the lowest and the highest number.

    >>> runs_down("very satisfied", "very dissatisfied"), runs_down("green", "blue")
    (True, None)
    """
    for scale in known_scales():
        first, last = scale.get(normalize_answer(low)), scale.get(normalize_answer(high))
        if first is not None and last is not None and first != last:
            return first > last
    first, last = polarity(low), polarity(high)
    return first > last if first != last else None


def is_extreme(label: str) -> bool:
    """Return whether words stand at the end of a scale: “very”, “not at all”, “excellent”.

    >>> is_extreme("Very satisfied"), is_extreme("Pas du tout"), is_extreme("Satisfied")
    (True, True, False)
    """
    text = normalize_answer(label)
    if _EXTREME.search(text):
        return True
    return any(scale.get(text) in (1, max(scale.values())) for scale in known_scales())
