"""An estimated reach beside the counted one, in words: what was counted, what was estimated, and from what.

A reader must never take the one for the other: counted people are a lower bound where lists are missing, an estimate
has a basis and an interval of its own.
"""

from __future__ import annotations

from kring.estimate import Language, in_words, number
from kring.estimate.wording import BASIS_WORDS
from kring.reach.figures import ESTIMATED_FROM, Reach, estimated_accounts
from kring.vocabulary.text import Words

KNOWN_FROM = {
    "persons": Words("persoon voor persoon geteld", "counted person by person"),
    "engaged": Words("geschat uit wie reageert", "estimated from who engages"),
    "shares": Words("geschat uit omvang en verdeling", "estimated from size and shares"),
}
"""By level (`kring.reach.levels`), how the people of an account are known in a reach with estimates."""


def is_estimated(reach: Reach) -> bool:
    """Whether the people of any account in this reach are estimated."""
    return any(level in ESTIMATED_FROM for level in reach.levels.values())


def beside_counted(estimated: Reach, counted: Reach, language: Language = "en") -> str:
    """Both reaches of the same accounts in two to four sentences; that nothing was estimated, where nothing was."""
    if not is_estimated(estimated):
        return _NOTHING[estimated.is_lower_bound].said_in(language)
    known = estimated.unique.known
    said = [
        _COUNTED[counted.unique.known].said_in(language).format(
            people=in_words(counted.unique, "count", language), basis=BASIS_WORDS[language][counted.unique.basis]
        ),
        _ESTIMATED[known].said_in(language).format(
            people=in_words(estimated.unique, "count", language),
            basis=BASIS_WORDS[language][estimated.unique.basis],
            accounts=number(len(estimated.accounts), language),
        ),
        *estimated_accounts(estimated, language),
    ]  # fmt: skip
    if left := estimated.unknown_accounts:
        said.append(_LEFT.said_in(language).format(accounts=", ".join(left)))
    return " ".join(said)


_NOTHING = {
    False: Words(
        "Er hoefde niets geschat te worden: van al deze accounts zijn de volgers geteld.",
        "Nothing had to be estimated: the followers of all these accounts are counted.",
    ),
    True: Words(
        "Er viel niets te schatten: van accounts zonder volledige lijst is daarvoor te weinig bekend.",
        "Nothing could be estimated: too little is known of the accounts without a complete list.",
    ),
}
_COUNTED = {
    True: Words(
        "Geteld: minstens {people} verschillende mensen ({basis}).",
        "Counted: at least {people} different people ({basis}).",
    ),
    False: Words("Geteld: onbekend hoeveel mensen.", "Counted: it is unknown how many people."),
}
_ESTIMATED = {
    True: Words(
        "Geschat: {people} verschillende mensen volgen deze {accounts} accounts ({basis}).",
        "Estimated: {people} different people follow these {accounts} accounts ({basis}).",
    ),
    False: Words("Geschat: ook dan onbekend.", "Estimated: unknown even so."),
}
_LEFT = Words(
    "Van {accounts} is ook voor een schatting te weinig bekend; dat bereik komt erbij.",
    "Too little is known of {accounts} even to estimate; their reach comes on top.",
)
