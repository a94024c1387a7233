"""Why a brief can't be planned, said before anything is solved: nobody passes, nobody is in the group, no money."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kring.errors import NothingToPlan
from kring.estimate import euros
from kring.match import Brief, Candidate, Verdict
from kring.plan.instance import CENT, Instance
from kring.reach import Audience, Segment, TargetGroup, target_group
from kring.reach.segment_words import CONDITIONS_IN_DUTCH, listed
from kring.vocabulary.text import Words


def require_candidates(everyone: Sequence[Candidate], judged: Sequence[Verdict]) -> None:
    """Raises NothingToPlan with the reasons met most when nobody passes."""
    if any(verdict.passes for verdict in judged):
        return
    if not everyone:
        raise NothingToPlan(
            "there are no creators to choose from.", "Import accounts first.",
            nl="er zijn geen creators om uit te kiezen.", nl_advice="Importeer eerst accounts.",
        )  # fmt: skip
    counted = Counter(reason for verdict in judged for reason in verdict.reasons).most_common(4)
    advice = "Widen the brief (niches, platforms, tiers, languages), or import what is missing."
    nl_advice = "Maak de opdracht ruimer (niches, platforms, groottes, talen), of importeer wat ontbreekt."
    if any("unknown" in reason.en for verdict in judged for reason in verdict.reasons):
        advice += " 'unknown: keep' in the brief keeps creators of whom it is not known."
        nl_advice += " Met 'unknown: keep' in de opdracht blijven creators van wie het onbekend is erin."
    raise NothingToPlan(
        f"none of the {len(everyone)} creators passes the brief: "
        f"{'; '.join(f'{reason.en} ({count})' for reason, count in counted)}.",
        advice,
        nl=f"geen van de {len(everyone)} creators past bij de opdracht: "
        f"{'; '.join(f'{reason.nl} ({count})' for reason, count in counted)}.",
        nl_advice=nl_advice,
    )


def require_people(audience: Audience, group: TargetGroup) -> None:
    """Raises NothingToPlan with the condition that leaves nobody."""
    if group.unknown:
        raise nothing_known(group.unknown)
    if group.of_people.any():
        return
    so_far: dict[str, tuple[str, ...]] = {}
    for name, values in group.segment.conditions.items():
        so_far[name] = values
        if not target_group(audience, Segment(**so_far)).of_people.any():
            before = [one for one in so_far if one != name] if _anybody(audience, name, values) else []
            raise _nobody_left(audience.people, name, values, before)


def nothing_known(conditions: Sequence[str]) -> NothingToPlan:
    """The refusal of conditions of which of nobody it is known whether they meet them."""
    unknown, onbekend = " and ".join(conditions), _in_dutch(conditions)
    return NothingToPlan(
        f"of nobody in these audiences is it known whether they meet '{unknown}'.",
        f"Leave '{unknown}' out of the target, or import what is known of the people.",
        nl=f"van niemand in deze publieken is dit bekend: {onbekend}.",
        nl_advice=f"Haal {onbekend} uit de doelgroep, of importeer wat er van de mensen bekend is.",
    )


def _nobody_left(people: int, name: str, values: tuple[str, ...], before: Sequence[str]) -> NothingToPlan:
    """`before`: the conditions that together with this one leave nobody; none when it does so by itself."""
    together = f" together with {' and '.join(before)}" if before else ""
    samen = f", samen met {_in_dutch(before)}," if before else ""
    said = Segment(**{name: values}).in_words("nl")
    return NothingToPlan(
        f"nobody is in the target group: '{name}: {', '.join(values)}'{together} leaves no one of {people} people.",
        f"Widen '{name}', or import the audience of creators who reach these people.",
        nl=f"er is niemand in de doelgroep: de voorwaarde '{said}'{samen} laat van {people} mensen niemand over.",
        nl_advice=f"Maak de voorwaarde op {CONDITIONS_IN_DUTCH[name]} ruimer, of importeer het publiek van creators "
        "die deze mensen bereiken.",
    )


def _in_dutch(conditions: Sequence[str]) -> str:
    return listed([CONDITIONS_IN_DUTCH[name] for name in conditions], "nl")


def _anybody(audience: Audience, name: str, values: tuple[str, ...]) -> bool:
    return bool(target_group(audience, Segment(**{name: values})).of_people.any())


def require_feasible(brief: Brief, rows: NDArray[np.int32], creators: int) -> None:
    """Raises NothingToPlan when nobody in the target group is reached, or too few creators pass."""
    if not rows.size:
        raise NothingToPlan(
            "none of the creators who pass the brief reaches anybody in the target group.",
            "Widen the target group, or let more creators pass.",
            nl="geen van de creators die bij de opdracht passen bereikt iemand in de doelgroep.",
            nl_advice="Maak de doelgroep ruimer, of laat meer creators toe.",
        )
    if brief.least > creators:
        raise NothingToPlan(
            f"at least {brief.least} creators are asked, only {creators} pass the brief.",
            "Ask fewer, or widen the brief.",
            nl=f"er zijn minstens {brief.least} creators gevraagd, maar er passen er {creators} bij de opdracht.",
            nl_advice="Vraag er minder, of maak de opdracht ruimer.",
        )


def require_somebody(chosen: NDArray[np.bool_], goal: Words) -> None:
    """Raises NothingToPlan for a set of nobody: then no set within the limits brings anything of the goal."""
    if not chosen.any():
        raise NothingToPlan(
            f"no set of creators within the brief brings anything of its goal: {goal.en}.",
            "Raise the budget, widen the brief, or choose another goal.",
            nl=f"geen keuze binnen de opdracht brengt iets van het doel: {goal.nl}.",
            nl_advice="Verhoog het budget, maak de opdracht ruimer, of kies een ander doel.",
        )


def require_money(brief: Brief, instance: Instance, required: int) -> None:
    """Raises NothingToPlan when the required creators, or the fewest asked, cost more than the budget."""
    cost, budget = instance.cost(instance.required), brief.budget or 0
    if cost > instance.budget + CENT:
        raise NothingToPlan(
            f"the {required} required creators cost {euros(cost, 'en', 0)}, the budget is {euros(budget, 'en', 0)}.",
            "Raise the budget, or require fewer.",
            nl=f"de verplichte creators ({required}) kosten {euros(cost, 'nl', 0)}, het budget is "
            f"{euros(budget, 'nl', 0)}.",
            nl_advice="Verhoog het budget, of verplicht er minder.",
        )
    others = instance.fees[~instance.required][np.argsort(instance.fees[~instance.required], kind="stable")]
    cheapest = cost + others[: max(instance.least - required, 0)].sum()
    if cheapest > instance.budget + CENT or (instance.fees > instance.budget + CENT).all():
        needed = max(cheapest, float(instance.fees.min()))
        raise NothingToPlan(
            f"the budget of {euros(budget, 'en', 0)} is below the cheapest plan, {euros(needed, 'en', 0)}.",
            "Raise the budget, or ask fewer creators.",
            nl=f"het budget van {euros(budget, 'nl', 0)} is lager dan het goedkoopste plan, {euros(needed, 'nl', 0)}.",
            nl_advice="Verhoog het budget, of vraag minder creators.",
        )
