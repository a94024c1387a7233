"""The workspace folder: what lies where, and how a folder is known as one of ours.

kring.yaml      the format of this workspace
warehouse/      observations, ledger and quarantine
keys/           one secret an organisation, for the keys of third persons; never inside the warehouse
mappings/       confirmed mappings of headings
settings/       one file an organisation: its own niches, brands, criteria, and what creators ask; accepted weights
rankings/       every ranking with what it was made from
erasures/       accounts whose data were withdrawn, until the application let go of them too
derived/        conclusions; may be thrown away at any time
kring.db        decisions people made (the application's database)
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from kring.errors import WorkspaceProblem

FORMAT = 1
_MARK = "kring.yaml"


@dataclass(frozen=True, slots=True)
class WorkspaceFolder:
    """The places in one workspace folder."""

    path: Path

    @classmethod
    def made_in(cls, path: Path) -> WorkspaceFolder:
        """Makes a workspace in a new or empty folder; one that stands already is left as it is.

        Raises `WorkspaceProblem` when the folder holds other things or can't be written.
        """
        if (path / _MARK).exists():
            return cls.at(path)
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise WorkspaceProblem(
                f"{path} already holds other things.", "Choose a new or an empty folder.",
                nl=f"in {path} staan al andere dingen.", nl_advice="Kies een nieuwe of lege map.",
            )  # fmt: skip
        try:
            path.mkdir(parents=True, exist_ok=True)
            (path / _MARK).write_text(yaml.safe_dump({"format": FORMAT}), encoding="utf-8")
        except OSError as problem:
            raise WorkspaceProblem(
                f"{path} can't be written: {problem.strerror}.", "Choose another folder.",
                nl=f"in {path} kan niet geschreven worden.", nl_advice="Kies een andere map.",
            ) from None  # fmt: skip
        return cls.at(path)

    @classmethod
    def at(cls, path: Path) -> WorkspaceFolder:
        """The workspace in `path`; raises `WorkspaceProblem` when there is none, or one of a newer Kring."""
        mark = path / _MARK
        if not mark.is_file():
            raise WorkspaceProblem(
                f"there is no workspace in {path}.",
                f"Make one with: kring init {path}",
                nl=f"er is geen werkruimte in {path}.",
                nl_advice=f"Maak er een met: kring init {path}",
            )
        said = yaml.safe_load(mark.read_text(encoding="utf-8")) or {}
        if not isinstance(said, dict) or said.get("format") != FORMAT:
            raise WorkspaceProblem(
                f"{mark} says it is of another format than this version of Kring knows ({FORMAT}).",
                "Open it with the version that made it.",
                nl=f"volgens {mark} is de indeling een andere dan deze versie van Kring kent ({FORMAT}).",
                nl_advice="Open de werkruimte met de versie die haar maakte.",
            )
        return cls(path.resolve())

    @property
    def warehouse(self) -> Path:
        """Observations, ledger and quarantine."""
        return self.path / "warehouse"

    @property
    def mappings(self) -> Path:
        """Confirmed mappings."""
        return self.path / "mappings"

    def key_file(self, organisation: str) -> Path:
        """The secret that makes one organisation's person keys."""
        return self.path / "keys" / f"{organisation}.key"

    def settings_file(self, organisation: str) -> Path:
        """Own niches, brands and limits of one organisation; there need not be one."""
        return self.path / "settings" / f"{organisation}.yaml"

    def weights_file(self, organisation: str) -> Path:
        """The learned weights that one organisation accepted; there need not be any."""
        return self.settings_file(organisation).with_suffix(".weights.yaml")

    def settings_bytes(self, organisation: str) -> bytes:
        """What the settings and the accepted weights of one organisation say; changes when any of it does."""
        files = (self.settings_file(organisation), self.weights_file(organisation))
        return b"".join(file.read_bytes() for file in files if file.is_file())

    def accepted_weights(self, organisation: str) -> Path:
        """Every version of the weights that one organisation had, and the log of who accepted which."""
        return self.path / "settings" / f"{organisation}.weights"

    def rankings(self, organisation: str) -> Path:
        """The rankings of one organisation, each with what it was made from."""
        return self.path / "rankings" / organisation

    def erasures(self, organisation: str) -> Path:
        """Notes of accounts of one organisation whose data were withdrawn, for the application."""
        return self.path / "erasures" / organisation

    def sources(self, organisation: str) -> Path:
        """What sources of pages gave one organisation: the raw log and, encrypted, what opens them."""
        return self.path / "sources" / organisation

    def token_key(self, organisation: str) -> Path:
        """The key to one organisation's tokens, apart from them."""
        return self.path / "keys" / f"{organisation}.tokens"

    def derived(self, organisation: str) -> Path:
        """Conclusions of one organisation."""
        return self.path / "derived" / organisation
