"""A file means the same whether libyaml is installed or not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kit.resources import resource
from kit.workshop import WorkshopError, document
from kit.workshop.document import parse
from kit.workshop.yaml_parser import PURE, PureLoader
from tests.workshop.generated import journeys, manners
from tests.workshop.test_roundtrip import slow

PATH = Path("workshop.yaml")
EXAMPLES = sorted(resource("workshops").rglob("*.yaml"))
EXAMPLES += sorted(resource("templates").rglob("*.yaml"))
PIECES = (
    *("a", "b", "é", "😀", "\u00a0", "0", "x: y", "~", "null", "a: b\n", "=", "\\", "\ufeff"),
    *(
        " ",
        "  ",
        "\t",
        "\n",
        "\n  ",
        "\r\n",
        "\n- ",
        "- ",
        "-",
        ": ",
        ":",
        "? ",
        "?",
        ",",
        "#",
        " #",
    ),
    *(
        "[",
        "]",
        "{",
        "}",
        "k: {",
        "k: [",
        "'",
        '"',
        "'x'",
        '"y"',
        "|",
        ">",
        ">-\n  t\n",
        "|+\n  t\n",
    ),
    *("#", " #", "|+\n  t\n", "&", "*", "!", "%", "@", "`", "...", "---", "\u2028"),
)


def shape(node):
    """Return everything that is known of a node."""
    entries = [(key and shape(key), shape(child)) for key, child in node.entries]
    place = (node.start, node.end, node.line, node.column)
    return (node.kind, node.style, node.value, place, entries)


def read(text, loader):
    """Return what a file states with one of the loaders, or None where it is refused."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document, "Loader", loader)
        try:
            return shape(parse(PATH, text.encode()).root)
        except WorkshopError:
            return None


def assert_same(text):
    assert read(text, PureLoader) == read(text, yaml.CSafeLoader), repr(text)


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
@settings(max_examples=1500)
@example("k: {é: x ?, b: 1}")
@example("k: [a?b, ?, c: d]")
@example("k: {a: b:?c}")
@example("k: a\tb\t# c")
@example("k:\t1")
@example("k: >#\n  t")
@example("k: |\t2\n  t")
@example("\ufeffk: 1")
@example("\u2028x: yx: y")
def test_both_loaders_take_a_file_for_the_same(text):
    assert_same("k: 1\n" + text)


@given(st.data())
@slow
def test_both_loaders_read_what_people_write(data):
    assert_same(data.draw(manners(data.draw(journeys()))))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_both_loaders_read_every_example(path):
    text = path.read_text("utf-8")
    assert read(text, PureLoader) is not None
    assert_same(text)


def test_the_command_runs_with_either_loader():
    for pure in ("", "1"):
        code = "from kit.workshop.yaml_parser import Loader; print(Loader.__name__)"
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, PURE: pure},
            capture_output=True,
            text=True,
        )
        assert done.stdout.strip() == ("PureLoader" if pure else "CSafeLoader")
