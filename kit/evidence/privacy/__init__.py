"""Protect respondents: suppress small groups, redact texts, erase a respondent (F17)."""
