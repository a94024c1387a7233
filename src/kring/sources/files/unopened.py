"""What is said of a file that can't be opened: not there, not to be read, behind a password, or broken."""

from __future__ import annotations

from pathlib import Path

from kring.errors import BadInput


def absent(path: Path) -> BadInput:
    """There is nothing at this path."""
    return BadInput(
        "there is no such file.", "Check the name and the folder.", file=str(path),
        nl="dat bestand is er niet.", nl_advice="Controleer de naam en de map.",
    )  # fmt: skip


def forbidden(path: Path) -> BadInput:
    """Whoever runs this has no right to read it."""
    return BadInput(
        "it may not be read.", "Ask for the right to read it.", file=str(path),
        nl="het mag niet gelezen worden.", nl_advice="Vraag het recht om het te lezen.",
    )  # fmt: skip


def protected(name: str) -> BadInput:
    """It asks for a password."""
    return BadInput(
        "it is protected with a password.", "Save it without a password and try again.", file=name,
        nl="er zit een wachtwoord op.", nl_advice="Sla het zonder wachtwoord op en probeer het opnieuw.",
    )  # fmt: skip


def broken(name: str) -> BadInput:
    """Its bytes are not what they were."""
    return BadInput(
        "the file is damaged or cut off.", "Download or export it again: nothing was loaded.", file=name,
        nl="het bestand is beschadigd of afgekapt.",
        nl_advice="Download of exporteer het opnieuw: er is niets geladen.",
    )  # fmt: skip
