"""An answer as a plan: each choice with what it adds and its next best, the limits, and who was left out and why."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from kring.estimate import Basis, Estimate, as_estimate, ratio, weakest
from kring.match.gates import NO_AUDIENCE, NO_FEE
from kring.plan.alternatives import alternatives, in_order, one_out, other_offers
from kring.plan.curve import CurvePoint, OtherBudgets
from kring.plan.fees import cost_of
from kring.plan.gains import marginal_gains
from kring.plan.instance import Floats
from kring.plan.kept import binding_words, kept
from kring.plan.objectives import Mix
from kring.plan.outcome import in_unit, outcome, results_of
from kring.plan.passed_over import passed_over
from kring.plan.plan import Alternative, Choice, LeftOut, PartOfMix, Plan
from kring.plan.problem import Problem
from kring.plan.solving import Answer
from kring.plan.standing import Standing, in_order_of_gain
from kring.reach import Audience, unique_reach
from kring.reach import Reach as Reached
from kring.reach.unique import weakest_basis

if TYPE_CHECKING:
    from kring.plan.improve_kernel import Problem as SearchProblem
    from kring.plan.improve_kernel import State


def explained(answer: Answer, audience: Audience, curve: tuple[CurvePoint, ...], others: OtherBudgets) -> Plan:
    """The plan of an answer."""
    return _Explanation(answer, audience).plan(curve, others)


@dataclass(frozen=True)
class _Explanation:
    answer: Answer
    audience: Audience

    @property
    def problem(self) -> Problem:
        return self.answer.problem

    @cached_property
    def counts_each_once(self) -> bool:
        """Whether the objective is plainly the people reached, so that the count of people says it all."""
        return self.problem.plain and not self.problem.brief.weights

    @cached_property
    def order(self) -> list[tuple[int, float]]:
        """The chosen offers with what each adds to those before it, the most first."""
        if not self.counts_each_once:
            return in_order_of_gain(self.problem.selection, np.flatnonzero(self.answer.chosen).tolist())
        known = [gain.value if gain.known else 0.0 for gain in self.people_added]
        return list(zip(self.places, known, strict=True))

    @cached_property
    def places(self) -> list[int]:
        """The chosen offers, the one that adds most to those before it first."""
        if self.counts_each_once:
            return in_order(self.problem.instance, self.answer.chosen)
        return [place for place, _ in self.order]

    @cached_property
    def people_added(self) -> list[Estimate]:
        """The people that each of `places` adds to those before it."""
        return marginal_gains(self.audience, self.accounts, self.problem.group)

    @cached_property
    def searched(self) -> tuple[SearchProblem, State]:
        """The state of a search with these chosen, to take out one at a time; only for a plain problem."""
        return one_out(self.problem.instance, self.answer.chosen)

    @cached_property
    def accounts(self) -> list[str]:
        return [self.problem.offers[place].account for place in self.places]

    @cached_property
    def reach(self) -> Reached:
        return unique_reach(self.audience, self.accounts, group=self.problem.group)

    @cached_property
    def value(self) -> Estimate:
        """What the plan brings in its objective."""
        if self.counts_each_once:
            return self.reach.unique
        return outcome(self.problem, self.answer.chosen, self._basis)

    @cached_property
    def gains(self) -> Floats:
        """What each offer of somebody who is not chosen would add, shape (offers,)."""
        chosen = self.answer.chosen
        if self.problem.plain:
            gains = self.searched[1].gains.copy()
        else:
            gains = Standing(self.problem.selection, chosen).gains()
        makers = np.isin(self.problem.row_of, self.problem.row_of[chosen])
        found: Floats = np.where(makers, 0.0, np.maximum(gains, 0.0))
        return found

    @property
    def _basis(self) -> Basis:
        return weakest_basis(self.audience, [account for account in self.accounts if account in self.audience])

    def plan(self, curve: tuple[CurvePoint, ...], others: OtherBudgets) -> Plan:
        """Everything together."""
        problem, answer = self.problem, self.answer
        limits = kept(problem, answer.chosen, self.gains)
        spent = problem.brief.budget
        return Plan(
            brief=problem.brief,
            chosen=self._choices(),
            reach=self.reach,
            bound=answer.bound,
            gap=answer.gap,
            cost=cost_of([problem.offers[place].fee for place in self.places]),
            left_over=None if spent is None else round(max(spent - answer.cost, 0.0), 2),
            binding=binding_words(problem, answer.chosen, limits, self.gains),
            curve=curve,
            left_out=tuple(LeftOut(one.account, one.reasons) for one in problem.verdicts.values() if not one.passes),
            considered=len(problem.verdicts),
            synthetic=self.audience.synthetic,
            objective=problem.objective,
            outcome=self.value,
            parts=self._parts(),
            limits=limits,
            a_tenth_less=others.less,
            a_tenth_more=others.more,
            passed_over=passed_over(problem, answer.chosen, self.gains, self._last_per_euro()),
        )

    def _parts(self) -> tuple[PartOfMix, ...]:
        mix = self.problem.objective
        if not isinstance(mix, Mix):
            return ()
        alone = [self.problem.with_objective(part) for part, _ in mix.parts]
        return tuple(
            PartOfMix(part.objective, mix.share(place), results_of(part, self.answer.chosen, self._basis), best)
            for place, (part, best) in enumerate(zip(alone, mix.bests, strict=True))
        )

    def _last_per_euro(self) -> float | None:
        """What the last chosen adds a euro."""
        place, adds = self.order[-1]
        fee = float(self.problem.fees[place])
        return adds / fee if fee > 0 and adds > 0 else None

    def _choices(self) -> tuple[Choice, ...]:
        problem = self.problem
        if problem.plain:
            others = alternatives(problem.instance, self.answer.chosen, self.searched)
        else:
            others = other_offers(problem, self.answer.chosen)
        people = self.people_added
        whole = self.value if self.counts_each_once else results_of(problem, self.answer.chosen, self._basis)
        adds = people if self.counts_each_once else [in_unit(problem, amount, whole) for _, amount in self.order]
        return tuple(
            self._choice(place, gain, more, others.get(place))
            for place, gain, more in zip(self.places, people, adds, strict=True)
        )

    def _choice(self, place: int, gain: Estimate, adds: Estimate, other: tuple[int, float] | None) -> Choice:
        offer = self.problem.offers[place]
        one, unknown = offer.candidate, Estimate.unknown(NO_AUDIENCE.en)
        return Choice(
            account=one.account,
            shown=one.shown,
            platform=one.platform,
            tier=one.tier,
            followers=one.followers,
            required=one.account in self.problem.required,
            fee=offer.fee,
            in_target=self.reach.each.get(one.account, unknown),
            gain=gain,
            exclusive=self.reach.exclusive.get(one.account, unknown),
            price=_price(offer.fee, gain),
            next_best=self._alternative(other),
            unknown=self.problem.verdicts[one.account].unknown,
            deliverables=offer.bundle,
            week=offer.week,
            adds=adds,
            price_of_adding=_price(offer.fee, adds),
            rests_on=self._rests_on(place, one.account),
        )

    def _rests_on(self, place: int, account: str) -> Basis | None:
        """The weakest basis of what the objective counts of an offer; None when nothing is known."""
        counted = self.problem.counted
        parts = [known[place].basis for known in (counted.exposure, counted.value) if known and known[place].known]
        around = [self.audience.basis(account)] if counted.people and account in self.audience else []
        return weakest(parts + around) if parts + around else None

    def _alternative(self, other: tuple[int, float] | None) -> Alternative | None:
        if other is None:
            return None
        offer = self.problem.offers[other[0]]
        return Alternative(offer.account, offer.candidate.shown, offer.fee, other[1], offer.bundle)


def _price(fee: Estimate, gain: Estimate) -> Estimate:
    return ratio(fee, as_estimate(gain)) if fee.known and gain.known else Estimate.unknown(NO_FEE.en)
