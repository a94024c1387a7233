"""The report of proposed weights as Markdown, in both languages: what changes, whether it is better, whom it moves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kring.estimate import Estimate, Language, in_words, number, percent
from kring.match.learning.bias import FIRST
from kring.match.learning.proposing import ProposedWeights
from kring.match.ranking.explanation import bits_in_words

WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "title": "Proposed weights",
        "on": "Learned from {} matches and {} others, on {} briefs. Version {}, beside {}.",
        "not": "These weights don't count until somebody accepts them.",
        "True": "On briefs left out they give better chances than the current weights, beyond chance.",
        "False": "On briefs left out they give worse chances than the current weights: don't accept them.",
        "None": "On briefs left out it can't be told whether they give better or worse chances than the current ones.",
        "measures": "On briefs left out", "measure": "measure", "current": "current", "proposed": "proposed",
        "difference": "difference", "auc": "AUC, higher is better", "ndcg_20": "NDCG@20, higher is better",
        "log_loss": "log loss, lower is better",
        "reliability": "Do the chances hold?", "expected": "chance", "found": "share that was a match",
        "n": "decisions",
        "weights": "What changes", "criterion": "criterion", "level": "level", "bits": "bits",
        "held": "Not learned, since the organisation set them itself: {}.", "nothing": "Nothing changes.",
        "bias": "Whom it moves", "attribute": "by", "group": "group", "accounts": "accounts",
        "shift": "shift of places", "before": "selection ratio now", "after": "then",
        "bias_said": "Shift: the mean change of place in the rankings that were decided on, as a share of all places, "
        "above 0 for up. Selection ratio: how often a member stands among the first {}, over how often others do. "
        "Groups that are too small say unknown.",
        "tier": "tier", "gender": "gender", "language": "language", "region": "region",
    },
    "nl": {
        "title": "Voorgestelde gewichten",
        "on": "Geleerd van {} keuzes en {} andere, over {} opdrachten. Versie {}, naast {}.",
        "not": "Deze gewichten tellen pas als iemand ze aanvaardt.",
        "True": "Op weggelaten opdrachten geven ze betere kansen dan de huidige gewichten, meer dan toeval verklaart.",
        "False": "Op weggelaten opdrachten geven ze slechtere kansen dan de huidige gewichten: aanvaard ze niet.",
        "None": "Op weggelaten opdrachten is niet te zeggen of ze betere of slechtere kansen geven dan de huidige.",
        "measures": "Op weggelaten opdrachten", "measure": "maat", "current": "huidig", "proposed": "voorgesteld",
        "difference": "verschil", "auc": "AUC, hoger is beter", "ndcg_20": "NDCG@20, hoger is beter",
        "log_loss": "log loss, lager is beter",
        "reliability": "Kloppen de kansen?", "expected": "kans", "found": "deel dat gekozen werd", "n": "beslissingen",
        "weights": "Wat er verandert", "criterion": "criterium", "level": "niveau", "bits": "bits",
        "held": "Niet geleerd, want de organisatie zette ze zelf: {}.", "nothing": "Er verandert niets.",
        "bias": "Wie erdoor verschuift", "attribute": "naar", "group": "groep", "accounts": "accounts",
        "shift": "verschuiving van plaats", "before": "selectieverhouding nu", "after": "straks",
        "bias_said": "Verschuiving: de gemiddelde verandering van plaats in de rangschikkingen waarover beslist is, "
        "als deel van alle plaatsen, boven 0 is omhoog. Selectieverhouding: hoe vaak iemand uit de groep bij de eerste "
        "{} staat, gedeeld door hoe vaak anderen dat doen. Te kleine groepen zijn onbekend.",
        "tier": "tier", "gender": "gender", "language": "taal", "region": "regio",
    },
}  # fmt: skip


def report(of: ProposedWeights, language: Language = "en") -> str:
    """The report of a proposal."""
    words = WORDS[language]
    counts = (number(count, language) for count in (of.matches, of.others, of.briefs))
    parts = [
        f"# {words['title']}", words["on"].format(*counts, of.criteria.version, of.current.version), words["not"],
        words[str(of.better)], f"## {words['measures']}", _measures(of, language),
        f"## {words['reliability']}", _reliability(of, language), f"## {words['weights']}", _weights(of, language),
        f"## {words['bias']}", words["bias_said"].format(FIRST), _bias(of, language),
    ]  # fmt: skip
    if of.held:
        parts.insert(-3, words["held"].format(", ".join(of.held)))
    return "\n\n".join(parts) + "\n"


def _measures(of: ProposedWeights, language: Language) -> str:
    words = WORDS[language]
    rows = [
        [words[one.name], *(in_words(part, "number", language) for part in (one.current, one.proposed)),
         _signed(one.difference, language)]
        for one in of.measures
    ]  # fmt: skip
    return _table([words[name] for name in ("measure", "current", "proposed", "difference")], rows)


def _reliability(of: ProposedWeights, language: Language) -> str:
    words = WORDS[language]
    rows = [[percent(one.expected, language), in_words(one.found, "share", language),
             number(one.found.n or 0, language)] for one in of.reliability]  # fmt: skip
    return _table([words[name] for name in ("expected", "found", "n")], rows)


def _weights(of: ProposedWeights, language: Language) -> str:
    words, rows = WORDS[language], []
    for before, after in zip(of.current, of.criteria, strict=True):
        for old, new in zip(before.levels, after.levels, strict=True):
            if old.bits != new.bits:
                told = (bits_in_words(level.bits, language) for level in (old, new))
                rows.append([before.words.said_in(language), new.words.said_in(language), *told])
    headings = [words[name] for name in ("criterion", "level", "current", "proposed")]
    return _table(headings, rows) if rows else words["nothing"]


def _bias(of: ProposedWeights, language: Language) -> str:
    words = WORDS[language]
    rows = [
        [words[one.attribute], one.group, number(one.accounts, language), _signed(one.rank_shift, language),
         in_words(one.before, "number", language), in_words(one.after, "number", language)]
        for one in of.bias
    ]  # fmt: skip
    return _table([words[name] for name in ("attribute", "group", "accounts", "shift", "before", "after")], rows)


def _signed(of: Estimate, language: Language) -> str:
    """A small difference to the thousandth, with its sign."""
    if not of.known:
        return in_words(of, "number", language)
    value, low, high = (f"{'+' if end > 0 else ''}{number(end, language, 3)}" for end in (of.value, of.low, of.high))
    return f"{value} ({low} / {high})"


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
