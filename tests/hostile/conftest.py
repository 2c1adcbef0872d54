"""Pictures are drawn by matplotlib and reach the page as images: here the words are tested."""

from tests.sections.conftest import undrawn

__all__ = ["undrawn"]
