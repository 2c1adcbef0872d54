"""Privacy: suppression of small groups, redaction of texts, erasure of a respondent (F17)."""
