from collections.abc import Callable, Iterator

import matplotlib
import pytest

from kit.blocks import Picture
from kit.figures.page import Page

Drawn = Callable[[Callable[[], tuple[Picture, ...]]], list[Page]]


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    """Return the pages that a drawing function makes, so that their artists can be looked at."""

    def run(function: Callable[[], tuple[Picture, ...]]) -> list[Page]:
        pages: list[Page] = []

        def picture(page: Page, alt: str) -> Picture:
            pages.append(page)
            return Picture("", alt)

        monkeypatch.setattr(Page, "picture", picture)
        pictures = function()
        assert len(pictures) == len(pages)
        return pages

    return run


@pytest.fixture(autouse=True)
def settings_stay() -> Iterator[None]:
    """Drawing leaves matplotlib's settings as they were."""
    before = dict(matplotlib.rcParams)
    yield
    assert dict(matplotlib.rcParams) == before
