"""What is said of a download, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from kring.sources.core.said import Said
from kring.sources.instagram_download import members as lists

TELLS = {
    lists.AUDIENCE: Said(
        "who follows, by city, country, age and gender, and how many",
        "wie volgt, naar plaats, land, leeftijd en geslacht, en hoeveel",
    ),
    lists.POSTS: Said("posts with likes, comments, saves, shares and reach", "berichten met likes, reacties en bereik"),
    lists.FOLLOWERS: Said(
        "followers, kept as keys without names, with the day they came",
        "volgers, bewaard als sleutels zonder namen, met de dag waarop ze kwamen",
    ),
    lists.FOLLOWING: Said(
        "accounts followed, of which only the number is kept", "gevolgde accounts; alleen het aantal"
    ),
    lists.INTERACTIONS: Said("totals of interactions; nothing of it is kept", "totalen van interacties; niets bewaard"),
    lists.REACHED: Said("totals of people reached; nothing of it is kept", "totalen van bereik; niets bewaard"),
}
ABSENT = {
    lists.AUDIENCE: Said(
        "audience insights: places, ages and genders of followers stay unknown (professional accounts have them)",
        "inzichten in het publiek: plaats, leeftijd en geslacht blijven onbekend (professionele accounts hebben ze)",
    ),
    lists.POSTS: Said(
        "insights of posts: likes, comments and reach stay unknown",
        "inzichten in berichten: likes, reacties en bereik blijven onbekend",
    ),
    lists.FOLLOWERS: Said(
        "the list of followers: whom this account reaches stays estimated",
        "de lijst met volgers: wie dit account bereikt blijft een schatting",
    ),
}
HELD_BACK = {
    "city": Said(
        "cities of followers, which Instagram held back: they stay unknown",
        "plaatsen van volgers, die Instagram achterhield: ze blijven onbekend",
    ),
    "age": Said(
        "ages of followers, which Instagram held back: they stay unknown",
        "leeftijden van volgers, die Instagram achterhield: ze blijven onbekend",
    ),
    "gender": Said(
        "genders of followers, which Instagram held back: they stay unknown",
        "geslacht van volgers, dat Instagram achterhield: het blijft onbekend",
    ),
}
BY_ORDER = Said(
    "the words for men and women in it are not known; the first are taken to be men, as Instagram writes them.",
    "de woorden voor mannen en vrouwen erin zijn onbekend; de eerste gelden als mannen, zoals Instagram schrijft.",
)
CONTRADICTS = Said(
    "the ages of men and women don't add up to those of everybody, so genders are left out and stay unknown.",
    "de leeftijden van mannen en vrouwen kloppen niet met die van iedereen, dus geslacht blijft onbekend.",
)
UNREAD = Said(
    "some lists in the audience insights could not be told apart and are left out; what they tell stays unknown.",
    "sommige lijsten in de inzichten waren niet uit elkaar te houden; wat ze vertellen blijft onbekend.",
)
WHOLE_LIST = Said(
    "nothing in it tells whether the list of followers is whole: it may be of the last year only. Say complete=true "
    "when the download was of all time; until then reach is 'at least'.",
    "nergens staat of de lijst met volgers volledig is: hij kan van het laatste jaar zijn. Zeg complete=true als de "
    "download over alle tijd ging; tot dan is het bereik 'ten minste'.",
)


def keys_left(by_order: Sequence[str], unknown: Sequence[str]) -> Said:
    """Which keys of posts were told by their place, and which were not told."""
    en, nl = [], []
    if by_order:
        shown = ", ".join(f"'{key}'" for key in by_order)
        en.append(f"figures of posts are told by their place, since these words are not known: {shown}.")
        nl.append(f"cijfers van berichten zijn aan hun plaats herkend, want deze woorden zijn onbekend: {shown}.")
    if unknown:
        shown = ", ".join(f"'{key}'" for key in unknown)
        en.append(f"figures of posts under these words are left out: {shown}.")
        nl.append(f"cijfers van berichten onder deze woorden zijn weggelaten: {shown}.")
    return Said(" ".join(en), " ".join(nl))


def parts_missing(missing: Sequence[str]) -> Said:
    """Which parts of the list of followers are not there."""
    shown = ", ".join(missing[:5])
    return Said(
        f"{shown} is missing, so the list of followers is not whole.",
        f"{shown} ontbreekt, dus de lijst is niet volledig.",
    )
