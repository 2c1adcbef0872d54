"""Sphinx’s settings of the site; ``docs.site.build`` sets the language."""

from __future__ import annotations

from importlib.metadata import version as version_of

project = "parcours-kit"
version = release = version_of("parcours-kit")
project_copyright = "parcours-kit, BSD-3-Clause"

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_*", "locales", "examples"]
templates_path = ["templates"]

myst_enable_extensions = ["deflist", "colon_fence", "attrs_inline"]
myst_heading_anchors = 4
nb_execution_mode = "off"
smartquotes = False
suppress_warnings = ["myst.xref_missing", "misc.highlighting_failure"]
"""Two that say nothing: a link may lead to an anchor in HTML (:mod:`docs.site.check` looks at all
links), and Pygments takes the narrow no-break spaces of French YAML for errors."""

locale_dirs = ["locales"]
gettext_compact = True
gettext_uuid = False
gettext_location = False
figure_language_filename = "{path}{basename}.{language}{ext}"

autodoc_typehints = "description"
autodoc_member_order = "bysource"
napoleon_google_docstring = False

html_theme = "pydata_sphinx_theme"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_title = "parcours-kit"
html_show_sourcelink = False
html_copy_source = False
html_show_sphinx = False
html_theme_options = {
    "navbar_end": ["language.html", "theme-switcher"],
    "secondary_sidebar_items": ["page-toc"],
    "footer_start": ["copyright"],
    "footer_end": [],
    "collapse_navigation": True,
    "show_toc_level": 2,
    "navigation_with_keys": False,
    "logo": {"text": "parcours-kit"},
}
html_context = {"default_mode": "light"}
