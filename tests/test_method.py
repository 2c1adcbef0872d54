"""docs/method.md holds every line of the method that the code names."""

import ast
import io
import re
import tokenize
from pathlib import Path

import pytest

from kit.review import RULES
from kit.sections.definitions import DEFINITIONS

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "method.md").read_text("utf-8")
LINES = re.findall(r'^### <a id="([^"]+)"></a>(\S+) \S', PAGE, re.MULTILINE)
IDS = [id for _, id in LINES]
CITED = re.compile(r"\b(?:M\d+\.\d+b?|F\d+)\b")


def prose(module):
    """Yield the docstrings and comments of a module."""
    source = module.read_text("utf-8")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield str(node.value.value)
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT and "noqa" not in token.string:
            yield token.string


def test_every_line_has_its_id_as_anchor():
    assert [anchor for anchor, _ in LINES] == [id.lower() for id in IDS]
    assert len(set(IDS)) == len(IDS)
    assert len(IDS) == PAGE.count("\n### ")


def test_the_code_cites_lines_that_exist():
    cited = {
        id: str(module.relative_to(ROOT))
        for module in sorted((ROOT / "kit").rglob("*.py"))
        for text in prose(module)
        for id in CITED.findall(text)
    }
    assert len(cited) > 50
    assert {id: module for id, module in cited.items() if id not in IDS} == {}


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_names_lines_that_exist(rule):
    assert rule.method
    assert set(rule.method) <= set(IDS)


def test_a_printed_definition_is_that_of_a_line():
    assert set(DEFINITIONS) <= set(IDS)


def test_links_within_the_page_lead_somewhere():
    anchors = {anchor for anchor, _ in LINES}
    assert set(re.findall(r"method\.md#([^)`]+)", PAGE)) <= anchors
