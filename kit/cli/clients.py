"""Resolve CLIENT and PATH: a name in ``./workshops``, a folder or a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import click

from kit.errors import explain
from kit.i18n import Texts

if TYPE_CHECKING:
    from kit.workshop import Workshop

WORKSHOPS = Path("workshops")
OUTPUTS = Path("outputs")


class Client(click.ParamType):  # type: ignore[type-arg]
    """A client; the names in ``./workshops`` complete it."""

    name = "client"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[click.shell_completion.CompletionItem]:
        """Return the clients whose name begins so, and leave files to the shell."""
        from click.shell_completion import CompletionItem

        names = sorted(p.name for p in WORKSHOPS.glob("*") if p.is_dir())
        matching = [CompletionItem(name) for name in names if name.startswith(incomplete)]
        return matching or [CompletionItem(incomplete, type="file")]


class Refused(click.ClickException):
    """A file that cannot be used, said in the reader's language."""

    exit_code = 2


@contextmanager
def refusals(t: Texts) -> Iterator[None]:
    """Turn a fault of a file's into a message."""
    from kit.workshop import WorkshopError

    try:
        yield
    except (WorkshopError, OSError) as error:
        raise Refused(explain(error, t)) from error


@contextmanager
def saving(t: Texts, workshop: Workshop) -> Iterator[None]:
    """Hold a workshop's lock while it is changed; say so once where its drive has none."""
    from kit.locks import LockTimeoutError
    from kit.workshop.guarding import alone

    try:
        with alone(workshop) as lock:
            if notice := lock.notice():
                click.echo(t(notice), err=True)
            yield
    except LockTimeoutError:
        raise Refused(
            t("Another program is saving this workshop. Try again in a moment.")
        ) from None


def files(paths: Sequence[str]) -> tuple[Path, ...]:
    """Return the workshop files that are meant, each once.

    The schema beside the clients, which a shell's ``workshops/*`` names too, is left out.
    """
    from kit.workshop import find
    from kit.workshop.schema import NAME

    named = [path for path in paths if Path(path).name != NAME]
    return find([_meant(path) for path in named or paths])


def file(t: Texts, path: str) -> Path:
    """Return the one workshop file that is meant."""
    found = files([path])
    if len(found) > 1:
        names = ", ".join(one.parent.as_posix() for one in found)
        raise click.UsageError(
            t("“{client}” has several journeys. Choose one: {names}", client=path, names=names)
        )
    return found[0]


def _meant(path: str) -> Path:
    named = WORKSHOPS / path
    return named if not Path(path).exists() and named.exists() else Path(path)


def outputs() -> Path:
    """Return the folder of all outputs: ``outputs``, or the one beside ``workshops`` within it.

    In the folder ``workshops``, a client's or a journey's, ``.`` means what the client's name means
    in the folder above ``workshops``; so its outputs are the same.
    """
    here = Path.cwd()
    for depth, root in enumerate((here, *here.parents[:2])):
        if root.name != WORKSHOPS.name:
            continue
        around = ("/".join(["*"] * levels + ["workshop.yaml"]) for levels in range(3 - depth))
        if any(True for pattern in around for _ in here.glob(pattern)):
            return Path(*[".."] * (depth + 1), OUTPUTS)
    return OUTPUTS


def output_folder(file: Path, out: Path, *inner: str) -> Path:
    """Return (and make) the folder of what is generated for a workshop, or a folder in it."""
    from kit.workshop import identity, output_files

    folder = out.joinpath(PurePosixPath(identity(file.parent)), *inner)
    output_files(folder)
    return folder


def client_argument(t: Texts) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return the argument CLIENT."""
    return click.argument("client", metavar=t("CLIENT"), type=Client())
