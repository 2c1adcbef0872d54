"""Set stages side by side, in several rows where one would be too narrow."""

from __future__ import annotations

from collections.abc import Sequence


def rows(needs: Sequence[float], room: float) -> list[list[float]]:
    """Set columns in as few rows as hold them, balanced, each row filled.

    Parameters
    ----------
    needs
        The least width of each column.
    room
        The width of a row.

    Returns
    -------
    list of list of float
        The widths of the columns of each row.
    """
    fewest = _broken(needs, room)
    capacity = room
    while len(fewest) > 1:
        capacity -= 2
        tighter = _broken(needs, capacity)
        if len(tighter) > len(fewest) or max(map(sum, tighter)) > capacity:
            break
        fewest = tighter
    return [[need * room / sum(row) for need in row] for row in fewest]


def _broken(needs: Sequence[float], room: float) -> list[list[float]]:
    broken: list[list[float]] = []
    for need in needs:
        if broken and sum(broken[-1]) + need <= room:
            broken[-1].append(need)
        else:
            broken.append([need])
    return broken


def apart(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Move the centres of labels on a line until none overlaps, each as little as it can.

    Labels keep their order and stay between ``low`` and ``high`` where they all fit.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed = list(wanted)
    edge = low
    for i in order:
        placed[i] = max(wanted[i], edge + sizes[i] / 2)
        edge = placed[i] + sizes[i] / 2
    edge = high
    for i in reversed(order):
        placed[i] = min(placed[i], edge - sizes[i] / 2)
        edge = placed[i] - sizes[i] / 2
    return placed
