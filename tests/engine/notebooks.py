"""Small notebooks, one per kind of output and of failure: each a list of cells' sources."""

NOTEBOOKS: dict[str, list[str]] = {
    "nothing": [""],
    "value": ["1 + 1"],
    "no value after a semicolon": ["1 + 1;"],
    "printed": ["print('one')\nprint('two')"],
    "printed to both streams": [
        "import sys\nprint('out')",
        "import sys\nprint('err', file=sys.stderr)",
    ],
    "printed and value": ["print('first')\n'second'"],
    "unicode": ["print('é 😀 \\u202f ⟦⟧')\n'日本'"],
    "html": ["from IPython.display import HTML\nHTML('<b>x</b>')"],
    "markdown and latex": [
        "from IPython.display import display, Markdown, Latex\n"
        "display(Markdown('**a**'), Latex('$x$'))"
    ],
    "json": ["from IPython.display import JSON\nJSON({'a': [1, None, 'é']})"],
    "svg": ["from IPython.display import SVG\nSVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>')"],
    "png": [
        "import base64\nfrom IPython.display import Image\n"
        "Image(base64.b64decode('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk"
        "+A8AAQUBAScY42YAAAAASUVORK5CYII='))"
    ],
    "own representation": [
        "class Section:\n    def _repr_mimebundle_(self, **_):\n"
        "        return {'text/html': '<p>x</p>', 'application/vnd.own+json': {'n': 1}}, "
        "{'text/html': {'isolated': True}}\nSection()"
    ],
    "failing representation": [
        "class Broken:\n    def _repr_html_(self):\n        raise ValueError('no')\n"
        "    def __repr__(self):\n        return 'plain'\nBroken()"
    ],
    "figure": ["import matplotlib.pyplot as plt\nplt.plot([1, 3, 2]);"],
    "figure shown before a text": [
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\nprint('after')"
    ],
    "two figures in a cell": [
        "import matplotlib.pyplot as plt\nplt.figure(); plt.plot([1])\nplt.figure(); plt.plot([2]);"
    ],
    "figure as svg": [
        "%config InlineBackend.figure_formats = ['svg']\nimport matplotlib.pyplot as plt\n"
        "plt.rcParams['svg.hashsalt'] = 'x'\nplt.plot([1, 2]);"
    ],
    "figures of many kinds": [
        "import matplotlib.pyplot as plt\nfrom datetime import date\n"
        "fig, ((a, b), (c, d)) = plt.subplots(2, 2)\n"
        "a.semilogy([1, 10, 1e4]); a.set_title('a title', pad=0); a.xaxis.tick_top()\n"
        "b.plot([date(2026, 1, n) for n in (1, 15, 31)], [1e6, 2e6, 3e6], label='b')\n"
        "b.legend(); fig.autofmt_xdate()\n"
        "fig.colorbar(c.imshow([[1, 2], [3, 4]]), ax=c)\n"
        "d.pie([1, 2, 3], labels=list('xyz')); fig.suptitle('all of them');",
        "ax = plt.figure(figsize=(3, 3)).add_subplot(projection='3d')\n"
        "ax.scatter([1, 2], [2, 1], [3, 3])\nax.twinx;",
        "fig, ax = plt.subplots()\nax.plot([1, 2]); ax.set_xlabel('x'); fig.tight_layout();",
    ],
    "figure that an engine lays out": [
        "import matplotlib.pyplot as plt\nfig, axes = plt.subplots(2, 3, layout='constrained')\n"
        "for ax in axes.flat: ax.set_ylabel('a long label of an axis'); ax.set_title('t')\n"
        "fig.colorbar(axes[0, 0].imshow([[1, 2]]), ax=axes);",
    ],
    "figure that tells when it is drawn": [
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\n"
        "plt.gcf().canvas.mpl_connect('draw_event', lambda event: print('drawn'));"
    ],
    "figure of which the pixels are read later": [
        "%config InlineBackend.figure_formats = ['svg']\nimport matplotlib.pyplot as plt\n"
        "plt.rcParams['svg.hashsalt'] = 'x'\nfig, ax = plt.subplots(); ax.plot([1, 2]);",
        "import numpy as np\nprint(np.asarray(fig.canvas.buffer_rgba()).sum())",
    ],
    "figure at its own size": [
        "%config InlineBackend.print_figure_kwargs = {'bbox_inches': None}\n"
        "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\n"
        "ax.table([['a long text', 'b'], ['c', 'd']], bbox=[0, 0, 0.5, 0.3]);",
    ],
    "figure by the magic": [
        "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2]);",
        "plt.hist([1, 2, 2]);",
    ],
    "figure that goes on in the next cell": [
        "%config InlineBackend.close_figures = False\nimport matplotlib.pyplot as plt\n"
        "plt.plot([1, 2]);",
        "plt.title('more'); print(plt.get_fignums())",
        "import numpy as np\nprint(np.asarray(plt.gcf().canvas.buffer_rgba()).sum())",
        "plt.gcf()",
    ],
    "table": ["%matplotlib inline\nimport numpy as np\nnp.arange(6).reshape(2, 3)"],
    "update of a display": [
        "from IPython.display import display\nh = display('old', display_id='a')",
        "h.update('new')\nprint('done')",
    ],
    "cleared output": [
        "from IPython.display import clear_output\nprint('gone')\nclear_output()\nprint('stays')"
    ],
    "cleared when the next comes": [
        "from IPython.display import clear_output\nprint('gone')\nclear_output(wait=True)\n"
        "print('stays')"
    ],
    "shell command": ["!echo from the shell"],
    "captured shell command": ["found = !echo a\nfound"],
    "magic": ["%%capture kept\nprint('x')", "kept.stdout"],
    "unknown magic": ["%nothing_of_the_kind"],
    "cell magic in another language": ["%%bash\necho from bash"],
    "awaited": ["import asyncio\nawait asyncio.sleep(0)\n'after'"],
    "loop that runs already": ["import asyncio\nasyncio.get_running_loop().is_running()"],
    "asyncio.run": ["import asyncio\nasync def f(): return 1\nasyncio.run(f())"],
    "error": ["1 / 0", "print('never')"],
    "error in a function": ["def f(x):\n    return 1 / x", "f(0)"],
    "error within an error": ["try:\n    1 / 0\nexcept ZeroDivisionError:\n    {}['x']"],
    "error allowed by its tag": ["#raises\n1 / 0", "print('after')"],
    "syntax error": ["x ="],
    "indentation error": ["if True:\nprint(1)"],
    "assertion": ["assert 1 == 2, 'not equal'"],
    "error after output": ["print('before')\nraise RuntimeError('with\\nlines')"],
    "exit": ["import sys\nsys.exit(0)"],
    "exit with a code": ["import sys\nsys.exit(3)"],
    "input asked for": ["input('name? ')"],
    "interrupted": ["raise KeyboardInterrupt"],
    "warning": ["import warnings\nwarnings.warn('careful')"],
    "logging": ["import logging\nlogging.warning('careful')"],
    "last value": ["1", "_ + 1", "_1 + 10, Out[2]"],
    "thread": [
        "import threading\nt = threading.Thread(target=lambda: print('from a thread'))\n"
        "t.start(); t.join()"
    ],
    "subprocess": [
        "import subprocess\nprint(subprocess.run(['echo', 'x'], "
        "capture_output=True, text=True).stdout)"
    ],
    "pickled class": ["import pickle\nclass C: pass\ntype(pickle.loads(pickle.dumps(C()))) is C"],
    "widget": ["import ipywidgets\nipywidgets.IntSlider(description='n', value=3)"],
    "help": ["len?"],
    "pretty": ["{'a' * 30: list(range(30)), 'b' * 30: list(range(30))}"],
    "long line": ["print('x' * 100_000)"],
    "surrogates": ["print('\\ud800'.encode('utf-8', 'surrogatepass'))"],
}
