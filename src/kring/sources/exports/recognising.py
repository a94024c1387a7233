"""Which export an archive is, whose it is, and what a person sees before it is loaded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pyarrow as pa

from kring.errors import BadInput
from kring.sources.core.said import Said
from kring.sources.exports.archive import Archive, base_name
from kring.sources.exports.delimited_text import is_text
from kring.sources.exports.export import Export, Recognised
from kring.sources.files.names import accounts


@dataclass(frozen=True, slots=True)
class ExportProposal:
    """An archive that was recognised: what it is, what is in it, and what will be taken from it.

    `account`: whose it is, None while nobody said so. `observed_at`: when its figures were true, unless a row says.
    """

    archive: Archive
    export: Export
    recognised: Recognised
    account: str | None
    observed_at: datetime

    @property
    def asks_account(self) -> bool:
        """Whether a person must say whose it is."""
        return self.recognised.platform is not None and self.account is None

    @property
    def doubts(self) -> tuple[Said, ...]:
        """What a person should look at."""
        return self.recognised.doubts

    def settled(self, account: str | None = None) -> ExportProposal:
        """The same with an account when one is still to be said. Raises BadInput while nobody said whose it is."""
        platform = self.recognised.platform
        if platform is None or (self.account is not None and account is None):
            return self
        if account is None:
            raise BadInput(
                f"nothing in it tells whose it is ({self.export.label.en}).",
                "Say it with --account, such as --account anna.",
                file=self.archive.name,
                nl=f"er staat niet in van wie het is ({self.export.label.nl}).",
                nl_advice="Zeg het met --account, bijvoorbeeld --account anna.",
            )
        return replace(self, account=account_named(account, platform))

    def to_dict(self, language: str = "en") -> dict[str, Any]:
        """Plain values for JSON and pages."""
        return {
            "file": self.archive.name,
            "export": self.export.name,
            "label": self.export.label.in_language(language),
            "account": self.account,
            "observed_at": self.observed_at.isoformat(),
            "holds": [
                {"file": part.member, "tells": part.tells.in_language(language), "entries": part.entries}
                for part in self.recognised.parts
            ],
            "absent": [said.in_language(language) for said in self.recognised.absent],
            "doubts": [said.in_language(language) for said in self.doubts],
        }


def recognised_exports(
    archive: Archive, exports: Iterable[Export] | None = None
) -> Iterator[tuple[Export, Recognised]]:
    """The exports that know these files, of all there are unless `exports` are given; none of them gets a file that an
    earlier one took.

    Raises BadInput for several downloads of creators on one platform in one archive.
    """
    from kring.sources.exports.known import EXPORTS

    rest = archive
    for export in EXPORTS if exports is None else exports:
        if (recognised := export.recognise(rest)) is not None:
            if recognised.platform is not None:
                _refuse_several(archive, recognised)
            yield export, replace(recognised, doubts=(*recognised.doubts, *_without_end(archive, recognised)))
            rest = rest.without([part.member for part in recognised.parts])
            if not rest.members:
                return


def recognised_export(archive: Archive, exports: Iterable[Export] | None = None) -> tuple[Export, Recognised] | None:
    """The first of `recognised_exports`; None when no export knows these files."""
    return next(recognised_exports(archive, exports), None)


def _without_end(archive: Archive, recognised: Recognised) -> list[Said]:
    """A loose text that was cut off in a figure looks whole but for its last line end; a zip checks itself."""
    loose = [part.member for part in recognised.parts if archive.unpacked is None and is_text(part.member)]
    return [
        Said(
            f"the last line of {member} has no end; if the file was cut off, its last row is wrong.",
            f"de laatste regel van {member} heeft geen einde; is het bestand afgebroken, dan klopt die rij niet.",
        )
        for member in loose
        if archive.end(member).rstrip(b"\x00")[-1:] not in (b"\n", b"\r", b"")
    ]


def _refuse_several(archive: Archive, recognised: Recognised) -> None:
    """Two downloads in one archive may be of two creators, and would become one account's."""
    names = Counter(base_name(part.member).lower() for part in recognised.parts)
    name, times = names.most_common(1)[0] if names else ("", 0)
    if times > 1:
        raise BadInput(
            f"{name} is in it {times} times, so more than one download is.", "Load each download on its own.",
            file=archive.name,
            nl=f"{name} zit er {times} keer in, dus er zit meer dan een download in.",
            nl_advice="Laad elke download apart.",
        )  # fmt: skip


def account_named(text: str, platform: str) -> str:
    """platform:handle from a handle, @handle, link or platform:handle. Raises BadInput for anything else."""
    found = _placed(text, platform)
    if found is None or not found.startswith(f"{platform}:"):
        raise BadInput(
            f"'{text}' is no account on {platform}.", f"Write it as {platform}:handle.",
            nl=f"'{text}' is geen account op {platform}.", nl_advice=f"Schrijf het als {platform}:naam.",
        )  # fmt: skip
    return found


def account_among(said: Sequence[str], platform: str | None) -> str | None:
    """The account on this platform among those a person named; a bare handle holds for every platform.

    Raises BadInput when two different ones are named for it.
    """
    if platform is None:
        return None
    found = {account_named(one, platform) for one in said if _may_be_on(one, platform)}
    if len(found) > 1:
        raise BadInput(
            f"two accounts on {platform} are named: {', '.join(sorted(found))}.",
            "Load the files of each on their own.",
            nl=f"er zijn twee accounts op {platform} genoemd: {', '.join(sorted(found))}.",
            nl_advice="Laad de bestanden van elk apart.",
        )  # fmt: skip
    return found.pop() if found else None


def _may_be_on(text: str, platform: str) -> bool:
    """Whether a named account is not plainly one on another platform."""
    placed = _placed(text, platform)
    return placed is None or placed.startswith(f"{platform}:")


def _placed(text: str, platform: str) -> str | None:
    """platform:handle, on this platform unless the text names another; None for what is no account."""
    found = accounts(pa.array([text], pa.string()), pa.array([platform], pa.string())).found.values[0].as_py()
    return None if found is None else str(found)
