"""Where the followers of one account live, given what is known of it: a mixture over possible homes.

Method: the intensity of followers in municipality i is Gamma-distributed around what home h and its pull x give,
m_i = x near_h(i) + (1 - x) share of people_i, with a relative spread that is the same everywhere. People whose place is
known are Poisson counts, so that the posterior is a Gamma again (the Gamma-Poisson form of the Dirichlet-multinomial;
Gelman et al., Bayesian Data Analysis, 2013, section 2.6); its shares are ratios of sums of Gammas. Every pair of home
and pull is a component, weighed by how well it explains counts, told shares, the places of posts and the profile.
Whoever is known is counted, only the others are estimated (finite population).
Homes are those that something points at, and *another place*, of which only the population is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from kring.profile.figure_rows import Floats, Whole
from kring.profile.locality.candidates import home_chances
from kring.profile.locality.cells import COUNTRIES, cells, near
from kring.profile.locality.mixture import Mixture
from kring.profile.locality.seen import Seen
from kring.vocabulary.locality import NEAR_STEP, LocalityTerms

NOWHERE = -1
SHAPE_ELSEWHERE = 1.0
"""In the other country a municipality's share may lie as far from its population's as that is large: an assumption."""
MOST_AGAINST = -4.0
"""How much one municipality can speak against a home, in logarithms: one odd figure does not decide it alone."""
TOLD_FIT = 0.5
"""A list of the largest places was chosen for being large, so it says less of home than its figures seem to."""
REST = 10
"""All places a list leaves out together lie closer to what is expected than one does: by this in the Gamma's shape."""
FEWEST_DRAWN = 1e-6
LEAST_WEIGHT = 1e-3
ROUNDED = 0.0005 / 3**0.5


@dataclass(frozen=True)
class Components:
    """One entry a pair of home and pull: its weight, home (`NOWHERE` for another place) and expected shares.

    `expected` (components, municipalities) adds up to 1 within the home's country; `weight` adds up to 1.
    """

    weight: Floats
    home: Whole
    pull: Floats
    expected: Floats


class Posterior:
    """The conclusion for one account. `seen` is what is known of it."""

    def __init__(self, seen: Seen, terms: LocalityTerms) -> None:
        self.seen, self.terms = seen, terms
        self.shape = 1 / terms.spread**2
        self._cut: Floats | None = None
        self._made: dict[int, tuple[Floats, Floats]] = {}

    @cached_property
    def components(self) -> Components:
        """Those that are not negligible, weighed by everything known."""
        homes, chances = home_chances(self.seen, self.terms)
        pulls = np.arange(len(self.terms.near)) * NEAR_STEP
        share = np.where(cells().in_country(self.seen.country), cells().share, 0.0)
        home, pull, prior, expected = [NOWHERE], [0.0], [chances[-1]], [share]
        for place, chance in zip(homes, chances[:-1], strict=True):
            drawn = near(place, self.terms.near_km)
            home += [place] * len(pulls)
            pull += pulls.tolist()
            prior += (chance * np.asarray(self.terms.near)).tolist()
            expected += list(pulls[:, None] * drawn + (1 - pulls[:, None]) * share)
        means = np.asarray(expected)
        weight = np.log(np.maximum(prior, 1e-300)) + self.terms.fit_weight * self._fit(means)
        weight = np.exp(weight - weight.max())
        kept = (weight >= LEAST_WEIGHT * weight.max()) | (np.asarray(home) == NOWHERE)
        weight = weight[kept] / weight[kept].sum()
        return Components(weight, np.asarray(home)[kept], np.asarray(pull)[kept], means[kept])

    @cached_property
    def homes(self) -> dict[int, float]:
        """The probability of each possible home, the likeliest first; what is left is another place."""
        found: dict[int, float] = {}
        for place, weight in zip(self.components.home.tolist(), self.components.weight.tolist(), strict=True):
            if place != NOWHERE:
                found[place] = found.get(place, 0.0) + weight
        return dict(sorted(found.items(), key=lambda one: -one[1]))

    @cached_property
    def typical(self) -> Floats:
        """About what share of the followers lives in each municipality: for choosing the largest.

        Those of the other country only where somebody known lives there: its population alone is no evidence.
        """
        country, _ = self._countries
        typical = np.zeros(len(cells().places))
        for number in range(len(COUNTRIES)):
            rate, _ = self._rates(number)
            typical += country[number] * self.components.weight @ (rate / rate.sum(axis=1, keepdims=True))
        for place, share in zip(self.seen.told_places, self.seen.told, strict=True):
            typical[place] = share * (1.0 if self.seen.told_of_all else country[self.seen.country])
        away = ~cells().in_country(self.seen.country) & (self.seen.counted == 0)
        away[self.seen.told_places] = False
        return np.where(away, 0.0, typical)

    def share(self, within: Floats) -> Mixture:
        """The share of followers that lives in a part of each municipality; `within` (municipalities,) is 0 to 1."""
        mean, variance = np.zeros(len(self.components.weight)), np.zeros(len(self.components.weight))
        for number in range(len(COUNTRIES)):
            inside = np.where(cells().in_country(number), within, 0.0)
            if inside.any():
                part, spread = self._in_country(number, inside)
                mean, variance = mean + part, variance + spread
        grain = 1 / self.seen.followers if self.seen.followers else 0.0
        return Mixture.of_moments(self.components.weight, mean, variance, grain)

    def _in_country(self, number: int, inside: Floats) -> tuple[Floats, Floats]:
        """Mean and variance, by component, of the share of all followers that lives inside, in one country."""
        shares, spreads = self._countries
        mean, variance = self._of_people(number, inside)
        country, spread = shares[number], spreads[number] ** 2
        by_people = (mean * country, mean**2 * spread + variance * (country**2 + spread))
        if not len(self.seen.told_places) or number != self.seen.country:
            return by_people
        by_told = self._of_told(number, inside)
        if not len(self.seen.people_places):
            return by_told
        weights = [1 / np.maximum(one[1], 1e-12) for one in (by_people, by_told)]
        total = weights[0] + weights[1]
        return (weights[0] * by_people[0] + weights[1] * by_told[0]) / total, 1 / total

    def _rates(self, number: int) -> tuple[Floats, Floats]:
        """Mean and rate of the Gamma of each municipality in a country, by component; made once."""
        if number not in self._made:
            self._made[number] = self._make_rates(number)
        return self._made[number]

    def _make_rates(self, number: int) -> tuple[Floats, Floats]:
        there = cells().in_country(number)
        if number == self.seen.country:
            means = self.components.expected
        else:
            means = np.broadcast_to(np.where(there, cells().share, 0.0), self.components.expected.shape)
        shape = self.shape if number == self.seen.country else SHAPE_ELSEWHERE
        count = np.where(there, self.seen.counts, 0.0)
        rate = shape / np.maximum(means, 1e-12) + count.sum()
        return np.where(there, (shape + count) / rate, 0.0), rate

    def _of_people(self, number: int, inside: Floats) -> tuple[Floats, Floats]:
        """Mean and variance, by component, of the share inside among the followers in a country, told shares aside."""
        mean, rate = self._rates(number)
        outside = 1 - inside
        here, there = mean @ inside, mean @ outside
        v_here, v_there = (mean / rate) @ inside, (mean / rate) @ outside
        total = here + there
        share = here / total
        variance = (there**2 * v_here + here**2 * v_there) / total**4
        size = self.seen.people_in(number, float(self._countries[0][number]))
        if size is None:
            return share, variance
        known = float(self.seen.counted[cells().in_country(number)].sum())
        left = max(size - known, 0.0)
        part = left / max(size, known, 1.0)
        counted = float(self.seen.counted @ inside) / max(size, known, 1.0)
        cut = float(self.seen.counted @ (inside * outside)) / max(size, known, 1.0) ** 2
        variance = part**2 * (variance + share * (1 - share) / max(left, 1.0)) + cut
        return counted + part * share, variance

    def _of_told(self, number: int, inside: Floats) -> tuple[Floats, Floats]:
        """Mean and variance, by component, of the share of all followers inside, by what the platform told."""
        shares, spreads = self._countries
        country, spread = shares[number], spreads[number] ** 2
        of_all = self.seen.told_of_all
        told = np.zeros(len(inside))
        told[self.seen.told_places] = self.seen.told
        listed = told > 0
        noise = (self.terms.told_noise * told) ** 2 + np.where(listed, ROUNDED**2, 0.0)
        sum_listed = float(told.sum())
        rest = max((country if of_all else 1.0) - sum_listed, 0.0)
        unlisted = self._unlisted(rest)
        total = np.maximum(unlisted.sum(axis=1), 1e-12)
        part = (unlisted @ inside) / total
        squares = (unlisted**2 @ (inside**2)) / total**2 / (self.shape + 1)
        cut = float(told**2 @ (inside * (1 - inside))) / self.shape
        share = float(told @ inside) + rest * part
        left = max(rest * (self.seen.people_in(number, 1.0 if of_all else float(country)) or np.inf), 1.0)
        squares = squares + part * (1 - part) / left
        variance = float(noise @ inside**2) + cut + rest**2 * squares + part**2 * float(noise.sum())
        if of_all:
            return share, variance + part**2 * spread
        return share * country, share**2 * spread + variance * (country**2 + spread)

    def _unlisted(self, rest: float) -> Floats:
        """The expected shares of places a list leaves out, by component: together about `rest`, none above the
        smallest that is listed.

        The means of the Gammas cut off there (Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions 1,
        1994, chapter 17).
        """
        if self._cut is None:
            from scipy.special import gammainc

            means = self._rates(self.seen.country)[0].copy()
            means[:, self.seen.told_places] = 0.0
            smallest = float(self.seen.told.min())
            scaled = np.maximum(rest * means / np.maximum(means.sum(axis=1, keepdims=True), 1e-12), 1e-12)
            cut = self.shape * smallest / scaled
            inside = np.maximum(gammainc(self.shape, cut), 1e-12)
            cut_mean = np.minimum(scaled * gammainc(self.shape + 1, cut) / inside, smallest)
            self._cut = np.where(means > 0, cut_mean, 0.0)
        return self._cut

    @cached_property
    def _countries(self) -> tuple[Floats, Floats]:
        return self.seen.countries(self.terms)

    def _fit(self, means: Floats) -> Floats:
        """How well each component's expected shares (components, municipalities) explain what is known, as a log."""
        there = cells().in_country(self.seen.country)
        fit = np.zeros(len(means))
        count = np.where(there, self.seen.counts, 0.0)
        if count.any():
            expected = np.maximum(means[:, there], FEWEST_DRAWN) * count.sum()
            held = np.flatnonzero(count[there])
            each = -self.shape * np.log1p(expected / self.shape)
            n = count[there][held]
            each[:, held] += n * np.log(expected[:, held] / (self.shape + expected[:, held]))
            each[:, held] -= n * np.log(n / (self.shape + n)) - self.shape * np.log1p(n / self.shape)
            fit += np.maximum(each, MOST_AGAINST).sum(axis=1)
        elif len(self.seen.told_places):
            country = self._countries[0][self.seen.country] if self.seen.told_of_all else 1.0
            told = self.seen.told / country
            expected = np.maximum(means[:, self.seen.told_places], FEWEST_DRAWN)
            each = self.shape * (np.log(told / expected) + 1 - told / expected)
            fit += TOLD_FIT * np.maximum(each, MOST_AGAINST).sum(axis=1)
            rest, left = 1 - expected.sum(axis=1), max(1 - float(told.sum()), FEWEST_DRAWN)
            rest = np.maximum(rest, FEWEST_DRAWN)
            fit += TOLD_FIT * np.maximum(REST * self.shape * (np.log(left / rest) + 1 - left / rest), MOST_AGAINST)
        return fit


def posterior_of(row: dict[str, Any], terms: LocalityTerms) -> Posterior:
    """The posterior of a row of `WHEREABOUTS`."""
    return Posterior(Seen.of(row, terms), terms)
