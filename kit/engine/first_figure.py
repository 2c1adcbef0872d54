"""Draw one figure in the forking parent, so that fonts and Pillow's formats are loaded.

The forking parent imports this module for notebooks whose imports are not known; each child then
draws its first figure as fast as its second. pyplot is left alone: it would choose a backend.
"""

from __future__ import annotations

from io import BytesIO

from matplotlib.figure import Figure

figure = Figure(figsize=(2, 2))
ax = figure.add_subplot()
ax.set(title="Title", xlabel="x", ylabel="y")
ax.plot([-1, 1], [0, 1])
ax.bar(["a", "b"], [1, 2])
ax.scatter([0, 1], [0, 1])
figure.savefig(BytesIO(), format="png", bbox_inches="tight")
