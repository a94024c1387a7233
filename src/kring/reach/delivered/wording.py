"""A delivered reach said in Dutch and English, as one would say it to a client."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kring.estimate import Basis, Language, in_words, number
from kring.reach.segment_words import listed
from kring.vocabulary.platforms import deliverable as deliverable_named

if TYPE_CHECKING:
    from kring.reach.delivered.figures import Delivered

PLURALS: dict[Language, dict[str, str]] = {
    "nl": {
        "post": "berichten", "story": "story's", "reel": "reels of shorts", "video": "video's",
        "live": "live-uitzendingen", "blog": "blogartikelen", "episode": "podcastafleveringen",
    },
    "en": {
        "post": "posts", "story": "stories", "reel": "reels or shorts", "video": "videos", "live": "live streams",
        "blog": "blog articles", "episode": "podcast episodes",
    },
}  # fmt: skip


def pieces_in_words(pieces: Mapping[str, int], language: Language) -> str:
    """What an account makes: 2 posts and 3 stories."""
    said = [
        f"{number(count, language)} "
        + (deliverable_named(name).words.said_in(language) if count == 1 else PLURALS[language][name])
        for name, count in pieces.items()
        if count
    ]
    return listed(said, language) if said else {"nl": "niets", "en": "nothing"}[language]


def delivered_in_words(delivered: Delivered, language: Language) -> str:
    """Two to four sentences."""
    if not delivered.reached.known:
        return {
            "nl": "Wie de uitingen van deze accounts ziet, is onbekend.",
            "en": "Who sees the content of these accounts is unknown.",
        }[language]
    sentences = [_people(delivered, language), _times(delivered, language)]
    return " ".join([*sentences, *_missing(delivered, language), *_resting_on(delivered, language)])


def _people(delivered: Delivered, language: Language) -> str:
    made = list(
        dict.fromkeys(pieces_in_words(delivered.contacts.pieces[name], language) for name in delivered.accounts)
    )
    people, group = in_words(delivered.reached, "count", language), delivered.segment.in_words(language)
    if language == "nl":
        with_this = f"Met {made[0]} per account" if len(made) == 1 else "Met deze uitingen"
        least = "minstens " if delivered.is_lower_bound else ""
        return f"{with_this} worden naar verwachting {least}{people} verschillende mensen bereikt (doelgroep: {group})."
    with_this = f"With {made[0]} an account" if len(made) == 1 else "With these pieces"
    least = "at least " if delivered.is_lower_bound else ""
    return f"{with_this}, {least}{people} different people are expected to be reached (target group: {group})."


def _times(delivered: Delivered, language: Language) -> str:
    twice, thrice = (in_words(delivered.effective(times), "count", language) for times in (2, 3))
    often = in_words(delivered.frequency, "number", language)
    if language == "nl":
        return (
            f"Daarvan zien er {twice} minstens twee uitingen en {thrice} minstens drie; "
            f"gemiddeld ziet wie bereikt wordt er {often}."
        )
    return (
        f"Of these, {twice} see at least two pieces and {thrice} at least three; "
        f"a person who is reached sees {often} on average."
    )


def _missing(delivered: Delivered, language: Language) -> list[str]:
    said = []
    if delivered.unknown_accounts:
        names = ", ".join(delivered.unknown_accounts)
        said.append({
            "nl": f"Van {names} is niet bekend wie volgt; dat bereik komt erbij.",
            "en": f"Who follows {names} is not known; their reach comes on top.",
        }[language])  # fmt: skip
    if delivered.unknown_rates:
        names = ", ".join(dict.fromkeys(account for account, _ in delivered.unknown_rates))
        said.append({
            "nl": f"Van een deel van de uitingen van {names} is niet bekend wie die ziet; dat bereik komt erbij.",
            "en": f"For some content of {names} it is not known who sees it; that reach comes on top.",
        }[language])  # fmt: skip
    return said


def _resting_on(delivered: Delivered, language: Language) -> list[str]:
    """That it rests on expectations, where no measurement of some account does."""
    if delivered.reached.basis is not Basis.PRIOR:
        return []
    return [{
        "nl": "Van een deel van de accounts is nog niet gemeten welk deel van de volgers een uiting ziet; daar telt "
        "wat gepubliceerde bronnen verwachten.",
        "en": "For some of the accounts it was not measured yet which share of the followers sees a piece; there it "
        "rests on what published sources expect.",
    }[language]]  # fmt: skip
