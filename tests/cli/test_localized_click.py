"""Help pages and usage errors, in the reader's language to the last word."""

import re

import click
import pytest

import kit.cli
from kit.cli import parcours as command
from kit.cli.localized_click import error_text
from kit.i18n import texts
from kit.sources import FIGURES, Role

GROUP = command(texts("en"))
NESTED = [
    f"{name} {inner}"
    for name, group in GROUP.commands.items()
    if isinstance(group, click.Group)
    for inner in group.list_commands(click.Context(group))
]
COMMANDS = sorted([*GROUP.commands, *NESTED])
WORDS = {word for name in COMMANDS for word in name.split()} | {*FIGURES, *Role}


def pseudo(*arguments, capsys):
    t = texts("pseudo")
    try:
        command(t).main(list(arguments), prog_name="parcours", standalone_mode=False, obj=t)
    except click.UsageError as error:
        return error_text(error, t)
    return capsys.readouterr().out


def unmarked(page):
    """Return the words of a page that no catalogue has said."""
    said = page
    while "⟦" in said:
        said = re.sub(r"⟦[^⟦⟧]*⟧", "", said)
    said = re.sub(r"--?[a-z][-a-z]*|\[[a-z|A0-9,.-]+\]|parcours|ID|bash\|zsh\|fish", "", said)
    said = re.sub(
        r"eval \"\$\( completion bash\)\"|"
        r"(md|csv|html|pdf|pptx|png|svg|xlsx|parquet|annex)(,|$|\s)",
        "",
        said,
    )
    return [word for word in re.findall(r"[A-Za-z]{2,}", said) if word not in WORDS]


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_every_help_page_is_in_the_readers_language(name, capsys):
    page = pseudo(*name.split(), "--help", capsys=capsys)
    assert page
    assert unmarked(page) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["chek"],
        ["nothing-like-it"],
        ["check"],
        ["check", "x", "--formt", "json"],
        ["check", "x", "--zzz"],
        ["check", "x", "--format"],
        ["check", "x", "--fail-on", "never"],
        ["check", "x", "--as-of", "yesterday"],
        ["schema", "too", "much"],
        ["report", "x", "--to", "html,docx"],
        ["completion", "tcsh"],
        ["new"],
        ["report", "x", "--jobs", "many"],
        ["report", "x", "--timeout", "0"],
        ["lab", "--port", "abc"],
        ["handout", "x", "--guides", "no-such-folder"],
    ],
)
def test_every_usage_error_is_in_the_readers_language(arguments, capsys):
    typed = "|".join(re.escape(a) for word in arguments for a in word.split(","))
    page = re.sub(typed, "", pseudo(*arguments, capsys=capsys))
    assert [w for w in unmarked(page) if w not in ("html", "csv", "text", "json", "PATH")] == []


def test_a_usage_error_says_what_was_meant_and_where_help_is(parcours):
    status, out, err = parcours("chek", "x")
    assert (status, out) == (2, "")
    assert "Unknown command “chek”. Did you mean “check”?" in err
    assert "parcours --help" in err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["report", "x", "--jobs", "x"], "--jobs: “x” is not a whole number of 1 or more."),
        (["report", "x", "--jobs", "0"], "--jobs: “0” is not a whole number of 1 or more."),
        (["report", "x", "--timeout", "nan"], "--timeout: “nan” is not a number of 1 or more."),
        (["report", "x", "--timeout", "inf"], "--timeout: “inf” is not a number of 1 or more."),
        (["lab", "--port", "abc"], "--port: “abc” is not a whole number from 0 to 65535."),
        (["new"], "Error: Missing CLIENT."),
        (["handout", "x", "--guides", "none"], "--guides: none: no such file or folder."),
    ],
)
def test_a_value_that_does_not_fit_is_refused_in_a_sentence(parcours, here, arguments, says):
    status, out, err = parcours(*arguments)
    assert (status, out) == (2, "")
    assert says in err


def test_french_where_the_user_is_french(parcours, monkeypatch):
    monkeypatch.setenv("PARCOURS_LANG", "fr")
    status, out, _ = parcours("--help")
    assert status == 0
    assert "Utilisation\N{NO-BREAK SPACE}:" in out
    assert "Commandes" in out
    assert parcours("chek")[2].count("Vouliez-vous dire «\N{NARROW NO-BREAK SPACE}check") == 1


def test_nothing_asked_shows_the_help(parcours):
    status, out, err = parcours()
    assert (status, err) == (0, "")
    for name in GROUP.commands:
        assert f"\n  {name}" in out


def test_the_version(parcours):
    status, out, _ = parcours("--version")
    assert status == 0
    assert re.fullmatch(r"parcours-kit \d+\.\d+\.\d+\S*\n", out)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(parcours, shell):
    status, out, _ = parcours("completion", shell)
    assert status == 0
    assert f"_PARCOURS_COMPLETE={shell}_complete" in out


def test_clients_are_completed(examples, monkeypatch, capsys):
    monkeypatch.setenv("_PARCOURS_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "parcours report mais")
    monkeypatch.setenv("COMP_CWORD", "2")
    with pytest.raises(SystemExit):
        kit.cli.run([])
    assert capsys.readouterr().out == "plain,maison-lumen\n"


def test_an_interruption_is_no_traceback(parcours, examples, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("kit.workshop.load", interrupted)
    assert parcours("questions", "maison-lumen")[0] == 130
