"""`Workspace`: one object that ties facts, profiles, reach and plans together for Python users, pages and commands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kring.workspace.known import Known

T = TypeVar("T")

if TYPE_CHECKING:
    from kring.match.brief import Brief
    from kring.match.discovery import Catalogue, Found, Search
    from kring.match.discovery.search import By
    from kring.match.goal import Goal
    from kring.match.learning.proposing import ProposedWeights
    from kring.match.ranking import BriefsFor, Ranking, Record
    from kring.plan import Comparison, Plan
    from kring.plan.calendar import Asked, Calendar, OpenBriefs
    from kring.plan.progress import Watch
    from kring.plan.scenarios import OnPlan, Scenarios
    from kring.reach import Contacts, Delivered, Overlap, Reach, Segment, ViewRate
    from kring.reach.levels.knowledge import Knowledge
    from kring.workspace.both_sides import BothSides
    from kring.workspace.concluding import OnPart
    from kring.workspace.learning import Accepted


class Workspace(Known):
    """One organisation's work in one workspace folder. Open it with `kring.open`.

    A workspace may be used by several threads; each call reads one consistent moment.
    """

    def _repr_html_(self) -> str:
        from kring.reach.notebook import html_table

        accounts, audience = self.profiles().accounts, self.audience()
        tiers = Counter(tier or "unknown" for tier in accounts["tier"].to_pylist())
        rows = [[tier, f"{count:,}"] for tier, count in tiers.most_common()]
        made_up = "Synthetic data: made-up creators and people. " if self.synthetic else ""
        caption = f"{made_up}{accounts.num_rows:,} accounts, {audience.people:,} people around them."
        return html_table(caption, ["tier", "accounts"], rows)

    def conclude(self, on_part: OnPart | None = None) -> None:
        """Makes what profiles, rankings, plans and searches are read from, as far as it is not there yet.

        It would be made when first asked for; after an import this keeps the first who asks from waiting. `on_part`
        hears the name of each of `kring.workspace.concluding.PARTS` before it is made.
        """
        from kring.workspace.concluding import conclude

        conclude(self, on_part)

    def unique_reach(
        self, accounts: Sequence[str], segment: Segment | dict[str, Any] | None = None, *, estimated: bool = False
    ) -> Reach:
        """Whom these accounts reach together, inside a target group when one is given.

        As it stands it counts the people who are known, and says of which accounts those are only likers or commenters.
        With `estimated` the followers of accounts whose lists are not known are estimated from who engages with them,
        their size and their audience shares (`kring.reach.levels`), and each account's level is said.
        """
        from kring.reach import unique_reach

        self.check(accounts)
        known = self.knowledge() if estimated else None
        return unique_reach(self.audience(), list(accounts), _segment(segment), known=known)

    def knowledge(self) -> Knowledge:
        """Followers and audience shares of all accounts, with parameters fitted on the lists that are known."""
        from kring.reach.levels.calibration import Calibration
        from kring.workspace.reaching import knowledge, make_calibration

        return self._held_at("knowledge", lambda: replace(
            knowledge(self), calibration=self._kept(
                "calibration", lambda folder: make_calibration(self, folder / "calibration.json"),
                lambda folder: Calibration.open(folder / "calibration.json"),
            ),
        ))  # fmt: skip

    def view_rates(self, accounts: Sequence[str] | None = None) -> dict[tuple[str, str], ViewRate]:
        """By account (all of them without any) and deliverable the share of its followers that one piece reaches."""
        from kring.reach.delivered import rates_of
        from kring.workspace.reaching import make_view_rates

        table = self._kept(
            "view_rates", lambda folder: make_view_rates(self, folder),
            lambda folder: pq.read_table(folder / "view_rates.parquet"),
        )  # fmt: skip
        if accounts is not None:
            table = table.filter(pc.is_in(table["account"], value_set=pa.array(list(accounts), pa.string())))
        return rates_of(table)

    def delivered_reach(
        self,
        contacts: Contacts | Mapping[str, Mapping[str, int]] | Sequence[str],
        segment: Segment | dict[str, Any] | None = None,
        *,
        pieces: Mapping[str, int] | None = None,
    ) -> Delivered:
        """Whom the content of these accounts reaches, and how often: following is not seeing.

        `contacts`: accounts, which then all make `pieces` (such as {"post": 2, "story": 3}; one post without), or what
        each account makes as {account: {"post": 1}}, or `Contacts` with view rates of your own.
        """
        from kring.workspace.reaching import delivered

        return delivered(self, contacts, _segment(segment), pieces)

    def overlap(self, accounts: Sequence[str], segment: Segment | dict[str, Any] | None = None) -> Overlap:
        """How the audiences of up to twelve accounts overlap."""
        from kring.reach import overlap

        self.check(accounts)
        return overlap(self.audience(), list(accounts), _segment(segment))

    def search(self, search: Search | str | Path | dict[str, Any]) -> Found:
        """The creators that a search asks for, with what each filter keeps out and of whom it is not known.

        `search`: a `Search`, a mapping, YAML, a file with it, or a text to search for. Raises `BadInput` or
        `UnknownName` for a search that can't be read or names what is not there.
        """
        from kring.workspace.searching import searched

        return searched(self, search)

    def lookalikes(self, accounts: Sequence[str], by: By = "content", *, most: int = 50) -> Found:
        """The creators most like these together, by what they post or by their audience, each with a reason."""
        from kring.workspace.searching import alike

        return alike(self, accounts, by, most)

    def catalogue(self) -> Catalogue:
        """Everything a search looks at: profiles, texts by the word and audiences; made at the first search."""
        from kring.match.discovery import TextIndex
        from kring.workspace.searching import catalogue_of, make_columns, make_texts, read_columns

        def make(folder: Path) -> None:
            make_texts(self, folder, self._derived.earlier("search_texts", self.position))

        return self._held_at(
            "catalogue", lambda: catalogue_of(
                self, self._kept("search_texts", make, TextIndex.open),
                self._kept("search_columns", lambda folder: make_columns(self, folder), read_columns),
            ), self.settings().digest,
        )  # fmt: skip

    def match(self, brief: Brief | str | Path | dict[str, Any]) -> Ranking:
        """The creators that pass the brief's gates, the best fit first, each with what its score is made of.

        The ranking is kept in the workspace with what it was made from, under `Ranking.id`. Raises `BadInput` or
        `UnknownName` for a brief that can't be read.
        """
        from kring.workspace.matching import matched

        return matched(self, brief)

    def briefs_for(self, account: str, briefs: Iterable[Brief | str | Path | dict[str, Any]]) -> BriefsFor:
        """Which of these briefs fit a creator, with the same bars that the company sees; raises as `match` does."""
        from kring.workspace.matching import briefs_of

        return briefs_of(self, account, briefs)

    def replay_ranking(self, ranking: str) -> tuple[Record, bytes]:
        """A ranking that was kept, and its answer made anew; raises `UnknownName` for one that isn't there."""
        from kring.workspace.matching import replayed

        return replayed(self, ranking)

    def learn_weights(self, decisions: pa.Table) -> ProposedWeights:
        """Weights learned from decisions on rankings that were kept here. They count for nothing until accepted.

        `decisions`: rows of `kring.match.learning.decisions.DECISIONS`. Own criteria of the settings don't move. Raises
        `BadInput` where there are too few decisions, `UnknownName` for a ranking that isn't kept.
        """
        from kring.workspace.learning import learned

        return learned(self, decisions)

    def accept_weights(self, folder: str | Path, who: str) -> Accepted:
        """Makes the weights of a proposal (`kring.workspace.learning.write_proposal`) count from now on.

        The ones before are kept, and `who` is logged. Raises `BadInput` when they or the current ones changed since.
        """
        from kring.workspace.learning import accept

        return accept(self, Path(folder), who)

    def both_sides(
        self, ranking: Ranking, offers: pa.Table | None = None, most: int | None = None
    ) -> tuple[BothSides, ...]:
        """The chance that the company chooses, that the creator says yes, and both, for the best of a ranking.

        `offers`: rows of `kring.match.learning.acceptance.OFFERS`; without any there is a wide prior. What a company
        chooses is unknown until learned weights were accepted. The order of the ranking stays what it is.
        """
        from kring.workspace.both_sides import both_sides

        return both_sides(self, ranking, offers, most)

    def plan(self, brief: Brief | str | Path | dict[str, Any], *, watch: Watch | None = None) -> Plan:
        """The set of creators that is best for the brief's goal within it, with its proven bound.

        `brief` is a `Brief`, a YAML file, YAML text or a mapping. `watch` hears of the progress and can stop the work;
        the answer is then the best set yet. Raises `BadInput` or `UnknownName` for a brief that
        can't be read and `NothingToPlan` for one that no set of creators can serve.
        """
        from kring.workspace.planning import planned

        return planned(self, brief, watch)

    def to_choose_from(self) -> pa.Table:
        """The accounts that plans choose from: the columns of a profile, and a niche where it is an own one."""
        from kring.workspace.planning import to_choose_from

        return to_choose_from(self)

    def scenarios(
        self,
        brief: Brief | str | Path | dict[str, Any],
        *,
        goals: Sequence[Goal] | None = None,
        on_plan: OnPlan | None = None,
    ) -> Scenarios:
        """The brief's budget spent on each kind of creators under each of `goals` (five usual ones without any).

        `on_plan` hears after every plan how many are made, of how many. Raises as `plan` does for a brief that can't be
        read; a kind of creators that can't serve it has its reason in the answer.
        """
        from kring.workspace.planning import scenarios

        return scenarios(self, brief, goals, on_plan)

    def calendar(
        self,
        open_briefs: OpenBriefs | Asked | str | Path,
        *,
        seconds: float = 10.0,
        seed: int = 0,
        starts: Sequence[Calendar] = (),
    ) -> Calendar:
        """Whom each open brief gets in which week, without conflicts between briefs or with what already runs.

        `open_briefs`: an `OpenBriefs`, a YAML file or YAML text; or what `asked` gave, with a wish fixed or kept from a
        week. `seconds`: the time for the solver, 0 leaves it out. `starts`: earlier calendars to begin with. Raises
        BadInput or UnknownName for what can't be read, and NothingToPlan for a brief that no creators can serve.
        """
        from kring.workspace.calendar import calendar_of

        return calendar_of(self, open_briefs, seconds=seconds, seed=seed, starts=starts)

    def asked(self, open_briefs: OpenBriefs | str | Path) -> Asked:
        """What a calendar of open briefs is made from: a plan for each, the creators' terms, and what already runs."""
        from kring.workspace.calendar import asked_of

        return asked_of(self, open_briefs).asked

    def compare(
        self,
        *accounts: str,
        tier: str = "micro",
        segment: Segment | dict[str, Any] | None = None,
        draws: int = 200,
        seed: int = 0,
    ) -> tuple[Comparison, ...]:
        """Each account against random sets, and the best set, of a smaller tier with as many followers together.

        And against what the planner finds for the fee of a post of it. Without accounts: every meso, macro and mega
        creator whose audience is known.
        """
        from kring.workspace.planning import compared

        return compared(self, accounts, tier, _segment(segment), draws, seed)


def _segment(segment: Segment | dict[str, Any] | None) -> Segment | None:
    from kring.reach import Segment

    return Segment.from_mapping(segment) if isinstance(segment, dict) else segment
