"""Values that hold for all rows and stand in no column: told by the file's name or a heading, else doubted aloud."""

from __future__ import annotations

import re

from kring.facts.schema import PLATFORMS
from kring.sources.core.said import Said
from kring.sources.files.candidates import Candidate, Seen
from kring.sources.files.decide import Doubt
from kring.sources.files.headings import plain_heading
from kring.sources.files.mapping import TableMapping
from kring.sources.files.sheet import SourceSheet

_PLATFORM_WORDS = {
    "instagram": ("instagram", "insta", "instagrammer"),
    "tiktok": ("tiktok", "tiktoker", "tik tok"),
    "youtube": ("youtube", "youtuber", "youtubers"),
    "twitch": ("twitch",),
    "facebook": ("facebook",),
    "x": ("twitter", "tweet", "tweets", "retweets"),
    "bluesky": ("bluesky", "bsky"),
    "mastodon": ("mastodon",),
    "podcast": ("podcast", "podcasts"),
}
_RELATION_WORDS = {
    "follower": (
        "follower",
        "followers",
        "volger",
        "volgers",
        "abonnee",
        "abonnees",
        "subscriber",
        "subscribers",
        "fan",
    ),
    "liker": ("liker", "likers", "likes", "liked"),
    "commenter": ("commenter", "commenters", "reageerder", "reageerders", "comments"),
}
_RELATIONS_IN_DUTCH = {"follower": "volgers", "liker": "likers", "commenter": "reageerders"}
_IS_IT_COMPLETE = Said(
    "is the list complete? Say complete=true or complete=false; until then it is unknown.",
    "is de lijst volledig? Zeg complete=true of complete=false; tot dan is het onbekend.",
)
_WHICH_PLATFORM = Said(
    f"which platform is this? It is 'other' until you say: {', '.join(PLATFORMS)}.",
    f"welk platform is dit? Het is 'other' tot je het zegt: {', '.join(PLATFORMS)}.",
)
_IN_EUROS = Said("the amounts are taken to be in euros.", "de bedragen gelden als bedragen in euro's.")
_FOR_A_POST = Said("the fee is taken to be for a post.", "het tarief geldt als het tarief voor een bericht.")
_DELIVERABLES = ("story", "reel", "video", "live", "blog", "post", "carousel")


def platform_for(sheet: SourceSheet, main: Candidate, seen: Seen) -> tuple[str, list[Doubt]]:
    """The platform of all rows, "" when each row names its own; with a doubt when the sheet itself doesn't tell it."""
    account = main.choices.get("account")
    if "platform" in main.choices and seen.shapes[main.choices["platform"].heading].filled > 0.99:
        return "", []
    if account and seen.shapes[account.heading].link > 0.9:
        return "", []
    if main.table == "sales" or (account and _names_platforms(sheet, account.heading)):
        return "", []
    linked = [seen.shapes[one.heading].site for one in main.choices.values() if one.field in ("link", "post")]
    if any(linked):
        return max(linked), []
    in_headings = _platform_in(" ".join(plain_heading(heading) for heading in sheet.headings))
    if in_headings:
        return in_headings, []
    in_name = _platform_in(plain_heading(sheet.hints))
    if in_name:
        return in_name, [Doubt("", _named_by_file(in_name))]
    return "other", [Doubt("", _WHICH_PLATFORM)]


def _named_by_file(platform: str) -> Said:
    return Said(
        f"the platform is taken to be {platform}, from the name of the file or its folder.",
        f"als platform geldt {platform}, afgaande op de naam van het bestand of de map.",
    )


def _names_platforms(sheet: SourceSheet, heading: str) -> bool:
    cells = [str(cell) for cell in sheet.sample(50)[heading].to_pylist() if cell is not None]
    return bool(cells) and all(cell.split(":", 1)[0] in PLATFORMS and ":" in cell for cell in cells)


def _platform_in(words: str) -> str:
    found = [name for name, said in _PLATFORM_WORDS.items() if any(_says(words, word) for word in said)]
    return found[0] if len(found) == 1 else ""


def _says(words: str, word: str) -> bool:
    return re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", words) is not None


def constants_for(sheet: SourceSheet, one: Candidate) -> tuple[dict[str, str], list[Doubt]]:
    """One value for all rows of a table, with the doubts about them."""
    constants: dict[str, str] = {}
    doubts: list[Doubt] = []
    if one.table == "audience_people" and "relation" not in one.choices:
        relation, doubt = _relation(sheet, one)
        if relation:
            constants["relation"] = relation
        doubts += [doubt] if doubt else []
    if one.table == "audience_people" and "complete" not in one.choices:
        doubts.append(Doubt("", _IS_IT_COMPLETE))
    money = {"sales": "amount", "rates": "fee"}.get(one.table)
    if money and "currency" not in one.choices:
        constants["currency"] = "EUR"
        if "eur" not in plain_heading(one.choices[money].heading) and "€" not in one.choices[money].heading:
            doubts.append(Doubt(one.choices[money].heading, _IN_EUROS))
    if one.table == "rates" and "deliverable" not in one.choices:
        constants["deliverable"] = deliverable_in(one.choices["fee"].heading) or "post"
        if not deliverable_in(one.choices["fee"].heading):
            doubts.append(Doubt(one.choices["fee"].heading, _FOR_A_POST))
    return constants, doubts


def _relation(sheet: SourceSheet, one: Candidate) -> tuple[str, Doubt | None]:
    said = plain_heading(one.choices["person_key"].heading)
    for words, told in ((said, True), (plain_heading(sheet.hints), False)):
        found = [name for name, known in _RELATION_WORDS.items() if any(_says(words, word) for word in known)]
        if len(found) == 1:
            return found[0], None if told else Doubt("", _of_relation(found[0]))
    return "", None


def _of_relation(relation: str) -> Said:
    return Said(
        f"the people are taken to be each a {relation}, from the name of the file or its folder.",
        f"de mensen gelden als {_RELATIONS_IN_DUTCH[relation]}, afgaande op de naam van het bestand of de map.",
    )


def deliverable_in(heading: str) -> str:
    """The deliverable a heading names, "" when none."""
    said = plain_heading(heading)
    return next((name for name in _DELIVERABLES if _says(said, name) or _says(said, f"{name}s")), "")


def fee_columns(columns: dict[str, str], constants: dict[str, str], seen: Seen) -> list[TableMapping]:
    """One mapping for each column of fees: a sheet often has one for each deliverable."""
    fees = {columns["fee"]: constants["deliverable"]}
    for heading, meanings in seen.meanings.items():
        is_fee = any((one.table, one.field) == ("rates", "fee") for one in meanings)
        named = deliverable_in(heading)
        if is_fee and named and named not in fees.values() and seen.shapes[heading].number > 0.8:
            fees[heading] = named
    return [
        TableMapping("rates", {**columns, "fee": heading}, {**constants, "deliverable": deliverable})
        for heading, deliverable in fees.items()
    ]
