"""The small family of errors a user can act on.

Every message says what is wrong and where; `advice` says what to do about it. The command line prints both and
leaves with `exit_code`; pages show both. Anything that is not a `KringError` is a defect of Kring itself.
"""

from __future__ import annotations


class KringError(Exception):
    """Something a person can mend: `message` says what is wrong, `advice` what to do."""

    exit_code = 2

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message} {self.advice}".strip()


class BadInput(KringError):
    """A file, a row or a value that can't be read as what it should be.

    `file`, `row` (1 = the first line below the headings) and `column` are named when they are known.
    """

    def __init__(
        self,
        message: str,
        advice: str = "",
        *,
        file: str | None = None,
        row: int | None = None,
        column: str | None = None,
    ) -> None:
        place = ", ".join(
            part
            for part in (
                file or "",
                f"row {row}" if row is not None else "",
                f"column '{column}'" if column else "",
            )
            if part
        )
        super().__init__(f"{place}: {message}" if place else message, advice)
        self.file = file
        self.row = row
        self.column = column


class UnknownName(KringError):
    """A niche, municipality, account or other name that is not in the list it should come from."""

    def __init__(self, kind: str, name: str, known: list[str], advice: str = "") -> None:
        import difflib

        near = difflib.get_close_matches(name.lower(), [entry.lower() for entry in known], n=3, cutoff=0.5)
        spelled = [entry for entry in known if entry.lower() in near]
        hint = f"Did you mean {', '.join(spelled)}?" if spelled else ""
        super().__init__(f"there is no {kind} '{name}'.", f"{hint} {advice}".strip())
        self.kind = kind
        self.name = name


class UnknownFigure(KringError):
    """A figure was asked of an unknown estimate. Unknown is not zero."""


class NothingToPlan(KringError):
    """A brief that no set of creators can serve, with the gate or limit that makes it so."""


class WorkspaceProblem(KringError):
    """A workspace folder that is missing, in use by another writer, or not one of ours."""
