"""Errors for entries of a client's folder that are not opened, with reason and remedy."""

from __future__ import annotations

import errno

from kit.i18n import N_, Message, UserText, texts

LINK = N_("“{name}” is a link to “{target}”.")
NO_LINKS = N_(
    "Links in a client’s folder are not followed: put the file or the folder itself in its place."
)
NO_LINKS_EVIDENCE = N_(
    "Links in a client’s folder are not followed: put the files themselves in its place, or admit "
    'what it leads to, in a terminal: parcours evidence allow "{client}" --path "{target}"'
)
SPECIAL = N_("“{name}” is a pipe, a device or a socket, not a file.")
NO_SPECIAL = N_("Put a file in its place, or remove it.")
NAME = N_("“{name}” is not a valid file name in the client’s folder.")
RELATIVE = N_("Give the path inside the folder, without “..” or a leading “/”.")
LARGE = N_("“{name}” is larger than {most} KB.")
SMALLER = N_("Make it smaller, or remove it.")
BOTH = Message("{says} {fix}")


class ClientFileError(OSError):
    """An entry of a client's folder that is not opened.

    Attributes
    ----------
    name
        The entry, relative to the client's folder.
    says, fix
        The reason, and what to do about it, for the reader.
    """

    number = errno.EPERM

    def __init__(self, name: str, says: Message, fix: Message) -> None:
        self.name, self.says, self.fix = name, says, fix
        super().__init__(self.number, texts("en")(self.message))

    def __reduce__(self) -> tuple[type[ClientFileError], tuple[str, Message, Message]]:
        return type(self), (self.name, self.says, self.fix)

    @property
    def message(self) -> Message:
        """The reason and what to do, as one message."""
        return BOTH.filled(says=self.says, fix=self.fix)


class LinkError(ClientFileError):
    """A link in a client's folder."""

    number = errno.ELOOP

    @classmethod
    def to(cls, name: str, target: str, client: str) -> LinkError:
        """Return the refusal of a link; one in the evidence folder can be admitted."""
        evidence = name.split("/")[0] == "evidence"
        fix = NO_LINKS_EVIDENCE if evidence else NO_LINKS
        filled = fix.filled(client=UserText(client), target=UserText(target))
        return cls(name, LINK.filled(name=UserText(name), target=UserText(target)), filled)


class SpecialFileError(ClientFileError):
    """A FIFO, a device or a socket in place of a file."""

    number = errno.EINVAL

    @classmethod
    def of(cls, name: str) -> SpecialFileError:
        """Return the refusal of an entry that is no regular file."""
        return cls(name, SPECIAL.filled(name=UserText(name)), NO_SPECIAL)


class NameRefusedError(ClientFileError):
    """A name that leads out of the client's folder, or that no file can have."""

    number = errno.EINVAL

    @classmethod
    def of(cls, name: str) -> NameRefusedError:
        """Return the refusal of a name."""
        shown = name.encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")
        return cls(name, NAME.filled(name=UserText(shown)), RELATIVE)


class TooLargeError(ClientFileError):
    """A file larger than the limit of its reader."""

    number = errno.EFBIG

    @classmethod
    def of(cls, name: str, limit: int) -> TooLargeError:
        """Return the refusal of a file with more bytes than the limit."""
        return cls(name, LARGE.filled(name=UserText(name), most=limit // 1000), SMALLER)
