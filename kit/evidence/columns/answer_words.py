"""Recognise words for no answer, and the words of the usual rating scales.

A scale is listed from its worst to its best answer, with ``/`` between words for the same answer.
If all words of a column are in two scales (of four answers and of five), the column stays a choice,
and the user is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

NO_ANSWER = frozenset(
    """
    n/a|na|n.a.|n.a|n/d|nd|n.d.|s/o|s.o.|-|--|—|–|.|null|none|nan|nil|(blank)|(null)|(vide)|(leer)
    |not applicable|does not apply|don't know|dont know
    |do not know|i don't know|no answer|no opinion
    |prefer not to say|unsure|not answered|skipped|no response
    |sans objet|non applicable|non concerné|non concernée|non concerné(e)|pas concerné|ne sait pas
    |ne se prononce pas|nsp|je ne sais pas|sans opinion|sans avis|sans réponse|pas de réponse
    |non renseigné|non réponse|ne souhaite pas répondre
    |keine angabe|k.a.|k. a.|weiß nicht|weiss nicht|nicht zutreffend|nicht anwendbar|keine antwort
    |no aplica|no sabe|no contesta|ns/nc|no sé|sin respuesta|no procede
    |non so|non applicabile|nessuna risposta|niet van toepassing|n.v.t.|weet niet|weet ik niet
    |geen antwoord|geen mening|não se aplica|não sei|sem resposta
    """.strip()
    .replace("\n", "")
    .replace("    ", "")
    .split("|")
)

ALWAYS_BLANK = frozenset({"n/a", "#n/a", "null", "nan", "(null)", "(blank)", "(vide)", "(leer)"})
"""Blank in any column; others of :data:`NO_ANSWER` among numbers, or in answers to a survey."""

REAL_ANSWERS = frozenset({"none", "nil", ".", "–.", "nd", "unsure", "skipped"})
"""Words for no answer among numbers that can be an answer among words, as to “Allergies”."""

_MASK = re.compile(
    r"\W*(?:redacted|masked|hidden|anonymi[sz]ed|withheld|removed for privacy|masquée?|supprimée?|"
    r"caviardée?|anonymisée?|geschwärzt|anonymisiert|entfernt|ocult[oa]|suprimid[oa]|oscurat[oa])\W*|"
    r"[*█•#]{3,}",
    re.IGNORECASE,
)

ERRORS = frozenset(
    {"#div/0!", "#ref!", "#value!", "#name?", "#num!", "#null!", "#n/a", "#valeur!", "#nom?",
     "#nombre!", "#nul!", "#wert!", "#bezug!", "#zahl!", "#error!", "#spill!", "#calc!", "#"}
)  # fmt: skip

SCALES = """
strongly disagree | disagree | neutral/neither agree nor disagree/neither/undecided | agree | strongly agree
strongly disagree | disagree | agree | strongly agree
strongly disagree | somewhat disagree | neutral/neither agree nor disagree | somewhat agree | strongly agree
strongly disagree | somewhat disagree | somewhat agree | strongly agree
strongly disagree | disagree | somewhat disagree | neutral/neither agree nor disagree | somewhat agree | agree | strongly agree
completely disagree | disagree | neutral/neither agree nor disagree | agree | completely agree
very dissatisfied | dissatisfied | neutral/neither satisfied nor dissatisfied/neither | satisfied | very satisfied
very dissatisfied | dissatisfied | satisfied | very satisfied
very dissatisfied | somewhat dissatisfied | neutral/neither satisfied nor dissatisfied | somewhat satisfied | very satisfied
extremely dissatisfied | somewhat dissatisfied | neutral/neither satisfied nor dissatisfied | somewhat satisfied | extremely satisfied
extremely dissatisfied | moderately dissatisfied | slightly dissatisfied | neutral/neither satisfied nor dissatisfied | slightly satisfied | moderately satisfied | extremely satisfied
not at all satisfied | not so satisfied/slightly satisfied/not very satisfied | somewhat satisfied/moderately satisfied | very satisfied | extremely satisfied/completely satisfied
very difficult | difficult | neutral/neither easy nor difficult/neither | easy | very easy
very difficult | somewhat difficult | neutral/neither easy nor difficult | somewhat easy | very easy
extremely difficult | somewhat difficult | neutral/neither easy nor difficult | somewhat easy | extremely easy
very unlikely | unlikely | neutral/neither likely nor unlikely | likely | very likely
extremely unlikely | somewhat unlikely | neutral/neither likely nor unlikely | somewhat likely | extremely likely
not at all likely | not so likely/slightly likely | somewhat likely/moderately likely | very likely | extremely likely
very poor | poor | fair/average/acceptable/okay/ok | good | very good
very bad | bad | neutral/average/okay/ok | good | very good
terrible | poor | average | good | excellent
terrible | poor | average | very good | excellent
very poor | poor | fair/average | good | excellent
poor | fair | good | very good | excellent
poor | fair | good | excellent
not at all important | not so important/slightly important/not very important | somewhat important/moderately important | very important | extremely important
not important | slightly important | moderately important | important | very important
unimportant | of little importance | moderately important | important | very important
never | rarely | sometimes | often | always
never | rarely/seldom | sometimes/occasionally | often/usually | always
never | rarely | sometimes | very often | always
pas du tout d'accord | plutôt pas d'accord/pas d'accord | ni d'accord ni pas d'accord/neutre/ni d'accord, ni pas d'accord/sans avis | plutôt d'accord/d'accord | tout à fait d'accord
pas du tout d'accord | plutôt pas d'accord/pas d'accord | plutôt d'accord/d'accord | tout à fait d'accord
très insatisfait/très insatisfaite/très insatisfait(e)/très insatisfait·e | insatisfait/insatisfaite/insatisfait(e)/plutôt insatisfait/plutôt insatisfaite/insatisfait·e | neutre/ni satisfait ni insatisfait/ni satisfait, ni insatisfait/moyennement satisfait/moyennement satisfaite/ni satisfait(e) ni insatisfait(e) | satisfait/satisfaite/satisfait(e)/plutôt satisfait/plutôt satisfaite/satisfait·e | très satisfait/très satisfaite/très satisfait(e)/très satisfait·e
très insatisfait/très insatisfaite/très insatisfait(e) | insatisfait/insatisfaite/insatisfait(e)/plutôt insatisfait/plutôt insatisfaite/plutôt insatisfait(e) | satisfait/satisfaite/satisfait(e)/plutôt satisfait/plutôt satisfaite/plutôt satisfait(e) | très satisfait/très satisfaite/très satisfait(e)
pas du tout satisfait/pas du tout satisfaite/pas du tout satisfait(e) | peu satisfait/peu satisfaite/plutôt pas satisfait/pas satisfait/plutôt pas satisfaite/pas très satisfait/peu satisfait(e)/plutôt pas satisfait(e) | neutre/moyennement satisfait/ni satisfait ni insatisfait/moyennement satisfait(e) | satisfait/plutôt satisfait/plutôt satisfaite/satisfaite/assez satisfait/plutôt satisfait(e)/satisfait(e) | très satisfait/tout à fait satisfait/très satisfaite/tout à fait satisfaite/très satisfait(e)/tout à fait satisfait(e)
pas du tout satisfait/pas du tout satisfaite/pas du tout satisfait(e) | pas très satisfait/pas très satisfaite/pas très satisfait(e)/peu satisfait/peu satisfaite | assez satisfait/assez satisfaite/assez satisfait(e)/plutôt satisfait/plutôt satisfaite/moyennement satisfait | très satisfait/très satisfaite/très satisfait(e) | extrêmement satisfait/extrêmement satisfaite/extrêmement satisfait(e)
pas du tout satisfait/pas du tout satisfaite/pas du tout satisfait(e) | peu satisfait/peu satisfaite/plutôt pas satisfait/pas satisfait/plutôt pas satisfaite/pas très satisfait/peu satisfait(e)/plutôt pas satisfait(e) | satisfait/plutôt satisfait/plutôt satisfaite/satisfaite/assez satisfait/plutôt satisfait(e)/satisfait(e) | très satisfait/tout à fait satisfait/très satisfaite/tout à fait satisfaite/très satisfait(e)/tout à fait satisfait(e)
très difficile | difficile/plutôt difficile | neutre/ni facile ni difficile/ni facile, ni difficile/moyen | facile/plutôt facile | très facile
très difficile | difficile/plutôt difficile | facile/plutôt facile | très facile
très mauvais/très mauvaise | mauvais/mauvaise | moyen/moyenne/passable/correct/correcte | bon/bonne | très bon/très bonne/excellent/excellente
très mauvaise | mauvaise | bonne | très bonne
très mal/très mauvais | mal/mauvais/pas bien | moyen/moyennement/passable/moyennement bien | bien | très bien
mauvais | moyen/passable | bon | très bon | excellent
très improbable | peu probable/improbable | neutre/ni probable ni improbable | probable/assez probable | très probable
pas du tout important/pas du tout importante | peu important/peu importante | moyennement important/assez important/moyennement importante | important/importante | très important/très importante
jamais | rarement | parfois/quelquefois/de temps en temps | souvent | toujours/très souvent
stimme überhaupt nicht zu/stimme gar nicht zu | stimme eher nicht zu/stimme nicht zu | teils/teils;teils teils;teils-teils;neutral;weder noch;unentschieden | stimme eher zu/stimme zu | stimme voll zu/stimme voll und ganz zu/stimme vollständig zu/stimme völlig zu
stimme überhaupt nicht zu/stimme gar nicht zu | stimme eher nicht zu/stimme nicht zu | stimme eher zu/stimme zu | stimme voll zu/stimme voll und ganz zu/stimme vollständig zu/stimme völlig zu
trifft gar nicht zu/trifft überhaupt nicht zu/trifft nicht zu | trifft eher nicht zu | teils teils/weder noch/teils-teils | trifft eher zu | trifft voll zu/trifft völlig zu/trifft voll und ganz zu/trifft zu
trifft gar nicht zu/trifft überhaupt nicht zu/trifft nicht zu | trifft eher nicht zu | trifft eher zu | trifft voll zu/trifft völlig zu/trifft voll und ganz zu/trifft zu
sehr unzufrieden | unzufrieden/eher unzufrieden | neutral/teils teils/weder noch/weder zufrieden noch unzufrieden | zufrieden/eher zufrieden | sehr zufrieden
sehr unzufrieden | unzufrieden/eher unzufrieden | zufrieden/eher zufrieden | sehr zufrieden
nicht wichtig/unwichtig/gar nicht wichtig | kaum wichtig/weniger wichtig/eher unwichtig | mäßig wichtig/teils teils/mittelmäßig wichtig | wichtig/eher wichtig | sehr wichtig
nicht interessant | kaum interessant | mäßig interessant | interessant | sehr interessant
gar nicht/nie | selten | eher selten | eher häufig | sehr häufig
nie | selten | manchmal/gelegentlich | oft/häufig | immer/sehr oft
sehr schwierig | schwierig/eher schwierig | neutral/weder noch | einfach/eher einfach/leicht | sehr einfach/sehr leicht
sehr schlecht | schlecht | mittel/mittelmäßig/befriedigend | gut | sehr gut
totalmente en desacuerdo/muy en desacuerdo | en desacuerdo | neutral/ni de acuerdo ni en desacuerdo/indeciso | de acuerdo | totalmente de acuerdo/muy de acuerdo
muy insatisfecho/muy insatisfecha | insatisfecho/insatisfecha | neutral/ni satisfecho ni insatisfecho/neutro | satisfecho/satisfecha | muy satisfecho/muy satisfecha
muy malo/muy mala | malo/mala | regular | bueno/buena | muy bueno/muy buena/excelente
muy difícil | difícil | neutral/ni fácil ni difícil | fácil | muy fácil
nunca | casi nunca/rara vez | a veces | casi siempre/a menudo | siempre
fortemente in disaccordo/totalmente in disaccordo | in disaccordo | neutrale/né d'accordo né in disaccordo | d'accordo | fortemente d'accordo/totalmente d'accordo
molto insoddisfatto | insoddisfatto | neutrale/né soddisfatto né insoddisfatto | soddisfatto | molto soddisfatto
helemaal mee oneens/helemaal niet mee eens/zeer oneens | oneens/mee oneens/niet mee eens | neutraal | eens/mee eens | helemaal mee eens/zeer eens
zeer ontevreden | ontevreden | neutraal | tevreden | zeer tevreden
discordo totalmente | discordo/discordo parcialmente | neutro/indiferente/não concordo nem discordo | concordo/concordo parcialmente | concordo totalmente
muito insatisfeito | insatisfeito | neutro/indiferente/nem satisfeito nem insatisfeito | satisfeito | muito satisfeito
"""  # noqa: E501


@lru_cache(maxsize=8192)
def normalize_cell(text: str) -> str:
    """Return a header or an answer in lower case, without tags, marks at its ends and odd spaces.

    >>> normalize_cell(" Très  satisfait(e) ! "), normalize_cell("D’accord")
    ('très satisfait(e)', "d'accord")
    """
    text = text.casefold().replace("’", "'").replace("ʼ", "'").replace("\u00a0", " ")
    text = re.sub(r"<[^>]+>", " ", text)
    return re.sub(r"\s+", " ", text).strip(" .;:!*")


def normalize_answer(text: str) -> str:
    """Return an answer as the scales list it: ``teils/teils`` and ``teils, teils`` are alike."""
    return normalize_cell(text).replace("/", " ").replace(",", "")


@cache
def known_scales() -> tuple[dict[str, int], ...]:
    """Return every scale as a dict from its words to their numbers, from 1."""
    found = []
    for line in SCALES.strip().splitlines():
        parts = [re.split("[/;]", part) for part in line.split("|")]
        found.append(
            {
                normalize_answer(word): number
                for number, words in enumerate(parts, 1)
                for word in words
            }
        )
    return tuple(found)


@cache
def _scale_sizes() -> tuple[int, ...]:
    return tuple(max(scale.values()) for scale in known_scales())


def matching_scales(answers: Iterable[str]) -> list[tuple[dict[str, int], int]]:
    """Return the scales that contain all these words, each with its number of answers.

    Of scales of one size that give the words the same numbers, one is returned.

    >>> [(scale["good"], size) for scale, size in matching_scales(["good", "poor", "fair"])]
    [(4, 5), (3, 5), (3, 4)]
    """
    words = {normalize_answer(text) for text in answers}
    if len(words) < 2:
        return []
    found: dict[tuple[object, ...], tuple[dict[str, int], int]] = {}
    for scale, size in zip(known_scales(), _scale_sizes(), strict=True):
        if words <= scale.keys():
            key = (size, *sorted((word, scale[word]) for word in words))
            found.setdefault(key, (scale, size))
    return list(found.values())


def is_no_answer(text: str) -> bool:
    """Return whether a cell says in words that there is no answer."""
    return text.casefold().strip() in NO_ANSWER


def is_mask(text: str) -> bool:
    """Return whether a cell says that its content was taken out.

    >>> is_mask("*redacted*"), is_mask("[masqué]"), is_mask("hidden costs")
    (True, True, False)
    """
    return bool(_MASK.fullmatch(text.strip()))


def is_no_answer_in_words(text: str) -> bool:
    """Return whether a cell among choices or texts says that there is no answer.

    >>> is_no_answer_in_words("Ns/Nc"), is_no_answer_in_words("None")
    (True, False)
    """
    folded = text.casefold().strip()
    return (folded in NO_ANSWER and folded not in REAL_ANSWERS) or is_mask(text)


def is_error(text: str) -> bool:
    """Return whether a cell is a spreadsheet error, or the ``###`` of a column too narrow."""
    lowered = text.casefold()
    return lowered in ERRORS or (len(text) > 2 and not lowered.strip("#"))
