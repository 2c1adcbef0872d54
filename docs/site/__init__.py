"""Build the documentation site, in English and in French, from pages and from the kit itself.

``python -m docs.site`` writes it into ``docs/_build``. Pages that a person wrote are Markdown in
``docs``, in English, their French in ``docs/locales``; the reference is generated in each language
from what the kit knows of itself, so that it follows a change of a command, a field or a rule.
"""
