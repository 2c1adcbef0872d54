"""Recognise the header of a web analytics report by the names of its dimension and metrics."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kit.evidence.columns.answer_words import normalize_cell

_DIMENSIONS = """
    page|page path|page title|page title and screen name|page title and screen class|page location
    |page path and screen class|landing page|landing page + query string|screen name|hostname
    |country|city|region|language|browser|device|device category|operating system|platform
    |source|medium|source / medium|session source|session medium|session source / medium
    |session default channel group|session primary channel group|first user default channel group
    |default channel group|channel|channel group|campaign|event name|stream name|date|day|week|month
    |titre de page|titre de la page|chemin de la page|page de destination|pays|ville|région|langue
    |navigateur|appareil|catégorie d'appareil|système d'exploitation|plateforme|source/support
    |source / support|support|canal|groupe de canaux par défaut|campagne|nom de l'événement|jour
    |seitentitel|seitenpfad|zielseite|land|stadt|sprache|browser|gerät|gerätekategorie
    |betriebssystem|quelle|quelle/medium|quelle / medium|kanal|standard-channelgruppe|kampagne
    |ereignisname|tag
    |datum
    |título de página|título de la página|ruta de la página|página de destino|país|ciudad|idioma
    |navegador|dispositivo|categoría de dispositivo|sistema operativo|fuente|fuente/medio
    |fuente / medio|medio|campaña|nombre del evento|fecha|día
    |titolo della pagina|pagina di destinazione|paese|città|lingua|dispositivo|sorgente|mezzo
    |paginatitel|bestemmingspagina|stad|taal|apparaat|bron|título da página|página de destino|cidade
"""
DIMENSIONS = frozenset(name.strip() for name in _DIMENSIONS.split("|"))
"""Names of dimensions in seven languages, normalized."""

METRICS = re.compile(
    r"(?:unique |total |active |new |returning |engaged |average |avg\.? )*"
    r"(?:page ?views|views|screen views|users|visitors|sessions|visits|hits|clicks|impressions|"
    r"engagement rate|bounce rate|event count|events|conversions|key events|entrances|exits|"
    r"exit rate|engagement time|session duration|time on page|revenue|transactions)"
    r"(?: per (?:active )?(?:user|session))?|"
    r"(?:nombre (?:de |d')|total (?:de |des ))?(?:vues|pages vues|(?:nouveaux )?utilisateurs|"
    r"utilisateurs actifs|visiteurs|visites|sessions|sessions avec engagement|clics|impressions|"
    r"événements|conversions|événements clés|entrées|sorties)|"
    r"taux (?:de rebond|d'engagement|de sortie)|"
    r"(?:aktive |neue |wiederkehrende )?(?:aufrufe|seitenaufrufe|nutzer|besucher|besuche|sitzungen|"
    r"klicks|impressionen|ereignisse|conversions|einstiege|ausstiege)|absprungrate|"
    r"sitzungen mit interaktionen|interaktionsrate|ereignisanzahl|"
    r"(?:número de )?(?:vistas|páginas vistas|visitas|usuarios|usuarios activos|usuarios nuevos|"
    r"nuevos usuarios|visitantes|sesiones|clics|impresiones|eventos|conversiones|entradas|"
    r"salidas)|(?:porcentaje|tasa) de rebote|sesiones con interacción|"
    r"visualizzazioni|utenti(?: attivi)?|nuovi utenti|sessioni|visualizações|"
    r"usuários(?: ativos)?|sessões|weergaven|(?:actieve |nieuwe )?gebruikers|sessies",
    re.IGNORECASE,
)
"""Names of metrics in seven languages."""


def is_report_header(cells: Sequence[str]) -> bool:
    """Return whether cells name one dimension or two, and beside them nothing but metrics.

    >>> is_report_header(["Page title", "Views", "Active users"])
    True
    >>> is_report_header(["Country", "Satisfaction"])
    False
    """
    names = [normalize_cell(cell) for cell in cells if cell]
    dimensions = [name for name in names[:2] if name in DIMENSIONS]
    metrics = names[len(dimensions) :]
    return bool(dimensions) and bool(metrics) and all(map(METRICS.fullmatch, metrics))
