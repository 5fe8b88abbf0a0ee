"""The system's browser, told where to go without a console's URL in its arguments."""


class BrowserOpener:
    """Shows a console link in the browser a person has chosen for their system."""

    def open(self, url: str) -> None:
        """Open ``url``. Blocks for a moment, so it belongs into a worker.

        Args:
            url: of a console; it carries a token.

        Raises:
            BrowserUnavailableError: no browser could be started.
            UnexpectedAnswerError: the URL is not http(s).
        """
        raise NotImplementedError

    def close(self) -> None:
        """Remove what is left of the files that led browsers to consoles."""
