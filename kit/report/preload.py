"""Import and read, in the forking parent, what every report needs.

Nothing here starts a thread, since the parent could not be forked then.
"""

from __future__ import annotations

import kit.sections  # noqa: F401
from kit.arrow import avoid_importing_pandas
from kit.exports import html
from kit.figures.kerning import kerning
from kit.figures.lettering import FAMILIES, FONTS, add_fonts
from kit.i18n import LANGUAGES, texts

avoid_importing_pandas()  # custom notebooks have pandas before
add_fonts()
for family in FAMILIES.values():
    kerning(FONTS / family)
for template in ("section.html.j2", "cover.html.j2"):
    html.environment().get_template(template)
html.stylesheet("section.css")
for language in LANGUAGES:
    t = texts(language)
    t.number(0.5)
    t.percent(0.5)
