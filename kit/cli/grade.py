"""``parcours grade``: learners' marks by step, with what is behind each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit.cli import options
from kit.cli.clients import Client, files, refusals
from kit.cli.localized_click import Command
from kit.cli.parameter_types import Location
from kit.i18n import Language, Texts, texts

if TYPE_CHECKING:
    from kit.studio.learning.grades import Grade


def command(t: Texts) -> click.Command:
    """Return the subcommand."""

    @click.command(
        "grade",
        cls=Command,
        short_help=t("Grade learners’ workshops"),
        help=_help(t),
        options_metavar=t("[OPTIONS]"),
    )
    @_options(t)
    @click.pass_context
    def grade(
        context: click.Context,
        folders: tuple[str, ...],
        lang: Language | None,
        csv_: Path | None,
        html: Path | None,
        feedback: Path | None,
        rubric_: Path | None,
        show_rubric: bool,
    ) -> int:
        from kit.studio.learning import grades
        from kit.studio.learning.rubric import BUILTIN, rubric

        if show_rubric:
            click.echo(BUILTIN.read_text("utf-8"), nl=False)
            return 0
        if not folders:
            context.fail(t("Missing {parameter}.", parameter=t("FOLDER…")))
        reader = texts(lang) if lang else t
        with refusals(t):
            by = rubric(rubric_) if rubric_ else None
            made = [grades.grade(path, reader, by) for path in _learners(folders)]
            _write_tables(made, reader, csv_, html)
            if feedback:
                _write_feedback(made, reader, feedback)
        for file in sorted({one.rubric for one in made if one.rubric}):
            click.echo(t("Graded with the rubric {file}.", file=file), err=True)
        if csv_ is None and html is None and feedback is None:
            for line in grades.as_text(made, reader):
                click.echo(line)
        else:
            for line in grades.faults(made):
                click.echo(line, err=True)
        return int(any(one.fault for one in made))

    return grade


def _learners(folders: Sequence[str]) -> list[Path]:
    """Return the learners' files, and the folders beside them that have none."""
    found = list(files(folders))
    classes = [Path(each) for each in folders if Path(each).is_dir()]
    homes = {path.parent.resolve() for path in found}
    empty = [
        folder
        for each in classes
        if each.resolve() not in homes
        for folder in each.iterdir()
        if folder.is_dir()
        and not folder.name.startswith(".")
        and folder.name != "cases"  # a trainer's own, beside the learners
        and not any(home.is_relative_to(folder.resolve()) for home in homes)
    ]
    return sorted([*found, *empty])


def _help(t: Texts) -> str:
    return "\n\n".join(
        (
            t("Grade learners’ workshops on a case, step by step."),
            t(
                "FOLDER is one learner’s workshop or a folder of several. The rubric sets "
                "the criteria and their weights. To change it, edit the output of "
                "--show-rubric and pass the file with --rubric."
            ),
            t(
                "A rubric.toml in the parent folder (or, failing that, in the learner’s "
                "folder) is used automatically, for grades and for the feedback learners "
                "get. Give learners a copy."
            ),
            t("Exit status: 0 if every workshop was graded, 1 if any could not be."),
        )
    )


def _options(t: Texts) -> options.Option:
    return options.group(
        click.argument("folders", nargs=-1, metavar=t("FOLDER…"), type=Client()),
        options.language(t("Language of the marks and findings. Default: the command’s language.")),
        click.option(
            "--csv",
            "csv_",
            type=Location(dir_okay=False),
            metavar=t("FILE"),
            help=t(
                "Write the marks to this CSV file (comma-separated in English, semicolon-separated "
                "in French)."
            ),
        ),
        click.option(
            "--html",
            type=Location(dir_okay=False),
            metavar=t("FILE"),
            help=t("Write the marks to this HTML file, with a view of the class."),
        ),
        click.option(
            "--feedback",
            type=Location(file_okay=False),
            metavar=t("FOLDER"),
            help=t("Write a page for each learner into this folder, without the others’ names."),
        ),
        click.option(
            "--rubric",
            "rubric_",
            type=Location(dir_okay=False, resolve_path=True),
            metavar=t("FILE"),
            help=t("Rubric file. Default: the rubric.toml found, or the built-in rubric."),
        ),
        click.option("--show-rubric", is_flag=True, help=t("Print the built-in rubric and exit.")),
    )


def _write_tables(made: Sequence[Grade], t: Texts, csv: Path | None, html: Path | None) -> None:
    """Write the marks to the files that are asked for, and print their names."""
    from kit.workshop import output_files

    if csv:
        from kit.studio.learning.grade_csv import as_csv

        output_files(csv.parent).write_bytes(csv.name, as_csv(made, t))
        click.echo(csv)
    if html:
        from kit.studio.learning.grade_page import as_html

        output_files(html.parent).write_bytes(html.name, as_html(made, t, date.today()))
        click.echo(html)


def _write_feedback(made: Sequence[Grade], t: Texts, folder: Path) -> None:
    """Write each learner's own page, and print their names."""
    from kit.studio.learning.learner_page import as_html, file_names
    from kit.workshop import output_files

    files = output_files(folder)
    for one, name in zip(made, file_names([one.learner for one in made]), strict=True):
        files.write_bytes(name, as_html(one, t, date.today()))
        click.echo(folder / name)
