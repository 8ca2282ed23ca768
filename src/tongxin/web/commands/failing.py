"""How a command says that it failed."""


class CommandFailed(Exception):  # noqa: N818 — reads as the outcome it is.
    """A command cannot go on; its text says why and what to do.

    Attributes:
        status: exit status, 1 for something found wrong, 2 for a wrong call.
    """

    def __init__(self, text: str, status: int = 1) -> None:
        """Keep the text and the exit status."""
        super().__init__(text)
        self.status = status
