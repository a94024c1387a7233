"""`Known`: what an organisation's workspace holds and concludes of creators; `Workspace` adds reach and plans."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from kring.errors import UnknownName
from kring.facts.warehouse import OWN, Warehouse
from kring.workspace.derived import Derived
from kring.workspace.folder import WorkspaceFolder

T = TypeVar("T")

if TYPE_CHECKING:
    from kring.facts.batch import Receipt
    from kring.facts.facts import Facts
    from kring.match.criteria import Pool
    from kring.profile import Evidence, Profile, Profiles, TierTable
    from kring.profile.brands import Fan
    from kring.profile.embedder import Embedder
    from kring.reach import Audience
    from kring.workspace.loading import Answers, LoadReport
    from kring.workspace.settings import Settings
    from kring.workspace.withholding import Withheld


class Known:
    """Observations go in, conclusions come out: who each creator is, and around whom people are known.

    Conclusions are made when first asked for and kept until observations change.
    """

    def __init__(self, folder: WorkspaceFolder, organisation: str = OWN) -> None:
        self.folder = folder
        self.organisation = organisation
        self.warehouse = Warehouse.open(folder.warehouse, organisation)
        self._derived = Derived(folder.derived(organisation))
        self._held: dict[str, tuple[tuple[int, str], Any]] = {}

    def __repr__(self) -> str:
        return f"Workspace({str(self.folder.path)!r}, organisation={self.organisation!r}, position={self.position})"

    @property
    def position(self) -> int:
        """The ledger position; it grows with every batch. Equal positions mean equal answers."""
        return self.warehouse.position

    def load(self, *files: str | Path, answers: Answers | None = None) -> LoadReport:
        """Takes in files people have: CSV, TSV, XLSX, Parquet, JSON, JSON lines, zips of these, exports of platforms.

        `answers` says how: see `kring.workspace.Answers`. Raises `BadInput` for a file that can't be read, before
        anything of it is stored; rows that can't be taken go to the quarantine with a reason.
        """
        from kring.workspace.loading import Answers, load_files

        return load_files(self.warehouse, self.folder, [Path(file) for file in files], answers or Answers())

    def add(
        self,
        label: str,
        tables: dict[str, pa.Table],
        *,
        source: str,
        legal_basis: str = "contract",
        observed_at: datetime | None = None,
    ) -> Receipt:
        """Takes in Arrow tables that already have Kring's columns (`kring.facts.schema.TABLES`), as one batch.

        Columns that are left out are unknown. Provenance columns in the tables win over the arguments. Person keys must
        be keys already: `kring.facts.person_keys.PersonKeys` makes them.
        """
        from kring.workspace.loading import batch_of_tables

        moment = observed_at or datetime.now(UTC).replace(microsecond=0)
        return self.warehouse.commit(batch_of_tables(label, tables, source, legal_basis, moment))

    def facts(self, *, as_reported: bool = False) -> Facts:
        """The observations at this moment, as lazy frames (`facts.table`, `facts.newest`, `facts.collect`).

        These are the ones that conclusions may be made of; `as_reported` gives those of every source.
        """
        from kring.facts.engine import start_engine

        if as_reported:
            return self.warehouse.read(start_engine())
        shut = self.withheld()
        return self.warehouse.read(start_engine(), withheld=tuple(shut.conclusions), no_audience=tuple(shut.audience))

    def withheld(self) -> Withheld:
        """The sources of which not everything may be concluded, each with the rule of its terms that says so."""
        from kring.workspace.withholding import withheld_of

        return withheld_of(self.folder.sources(self.organisation))

    def profiles(self) -> Profiles:
        """What we conclude of every account."""
        from kring.profile import Profiles

        settings = self.settings()
        return self._kept("profiles", partial(self._make_profiles, settings), Profiles.open, settings.digest)

    def _make_profiles(self, settings: Settings, folder: Path) -> None:
        from kring.workspace.reading import make_profiles

        earlier = self._derived.earlier("profiles", self.position, settings.digest)
        make_profiles(self.facts(), settings, folder, self._derived.folder, earlier)

    def settings(self) -> Settings:
        """Own niches and brands; raises `BadInput` with file and line for settings that can't be read."""
        from kring.workspace.settings import Settings

        return Settings.read(self.folder.settings_file(self.organisation))

    def profile(self, account: str) -> Profile:
        """What we conclude of one account; raises `UnknownName` with accounts that look like it."""
        self.check([account])
        return self.profiles().of(account)

    def evidence(self, account: str, figure: str, limit: int = 20) -> tuple[Evidence, ...]:
        """The posts or comments that a figure of an account rests on, the most telling first."""
        from kring.profile import evidence

        self.check([account])
        return evidence(self.facts(), account, figure, limit, self.settings().niches, self.read_with())

    def read_with(self) -> Embedder:
        """What texts were read with for the profiles at this moment."""
        from kring.workspace.reading import embedder_of

        settings = self.settings()
        make = partial(self._make_profiles, settings)
        return self._derived.made("profiles", self.position, make, embedder_of, settings.digest)

    def brand_evidence(self, account: str, brand: str, limit: int = 20) -> tuple[Evidence, ...]:
        """The posts in which an account shows a brand, paid or not, the newest first."""
        from kring.profile.brands import brand_evidence

        self.check([account])
        return brand_evidence(self.profiles().details["brand_posts"], account, brand, limit)

    def fans(self, brand: str, least: int = 1) -> tuple[Fan, ...]:
        """Who speaks well of a brand, unpaid and before any relation with it, the surest first.

        `least`: how many such posts at least. Raises `UnknownName` for a brand that no post here shows.
        """
        from kring.profile.brands import fans

        shown = self.profiles().details["brand_posts"]
        there = self.brands()
        named = {name.casefold(): name for name in there}.get(brand.strip().casefold())
        if named is None:
            raise UnknownName(
                "brand", brand, there, "Only brands that a post here shows have fans; kring settings adds own ones.",
                nl_advice="Alleen merken in berichten hier hebben fans; met kring settings komen er eigen merken bij.",
            )  # fmt: skip
        return fans(shown, named, least=least)

    def brands(self) -> list[str]:
        """The brands that posts here show, by name."""
        return sorted(set(self.profiles().details["brand_posts"]["brand"].to_pylist()))

    def audience(self) -> Audience:
        """Who follows (or likes, or comments on) whom, in the form that reach and plans use."""
        from kring.reach import Audience
        from kring.workspace.audience import make_audience

        def make(folder: Path) -> None:
            make_audience(self.facts(), folder, self._derived.earlier("audience", self.position))

        return self._kept("audience", make, Audience.open)

    def tier_table(self, platform: str | None = None) -> TierTable:
        """What each tier is like: engagement, answered comments and commercial posts, with intervals."""
        from kring.profile import tier_table

        return tier_table(self.facts(), platform=platform)

    def rates(self) -> pa.Table:
        """The newest declared rates: account, deliverable, fee, currency."""

        def make(folder: Path) -> None:
            facts = self.facts()
            pq.write_table(facts.collect(facts.newest("rates")), folder / "rates.parquet")

        return self._kept("rates", make, lambda folder: pq.read_table(folder / "rates.parquet"))

    @property
    def synthetic(self) -> bool:
        """Whether any creator here comes from the synthetic world; everything shown must then say so."""

        def make(folder: Path) -> None:
            (folder / "synthetic").write_text(str(self.facts().synthetic))

        return self._kept("synthetic", make, lambda folder: (folder / "synthetic").read_text() == "True")

    def held_pool(self, make: Callable[[], Pool]) -> Pool:
        """The creators that briefs are matched with, held in memory until observations or settings change."""
        said = sha256(self.folder.settings_bytes(self.organisation))
        return self._held_at("pool", make, said.hexdigest())

    def forget_conclusions(self) -> None:
        """Throws away what was derived; it is made again when asked for."""
        self._held.clear()
        self._derived.forget()

    def _kept(self, name: str, make: Callable[[Path], None], read: Callable[[Path], T], under: str = "") -> T:
        return self._held_at(name, lambda: self._derived.made(name, self.position, make, read, under), under)

    def _held_at(self, name: str, make: Callable[[], T], under: str = "") -> T:
        position = (self.position, under)
        held = self._held.get(name)
        if held is None or held[0] != position:
            held = (position, make())
            self._held[name] = held
        answer: T = held[1]
        return answer

    def check(self, accounts: Sequence[str]) -> None:
        """Raises UnknownName for the first of these accounts that is not known here."""
        known = set(self.profiles().accounts["account"].to_pylist()) | set(self.audience().accounts)
        for account in accounts:
            if account not in known:
                raise UnknownName(
                    "account", account, sorted(known), "Look in the list of creators, or run: kring profile",
                    nl_advice="Kijk in de lijst van creators, of geef het commando: kring profile",
                )  # fmt: skip
