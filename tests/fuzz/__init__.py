"""Fuzzing of what reads hostile files; run by ``make fuzz``, not by the tests."""
