"""How many creators a text asks for."""

from __future__ import annotations

import re

from kring.match.draft.draft import Guess
from kring.match.draft.numbers import COUNT, number_of

PERSON = (
    r"(?:[\w'’-]*(?:creators?|influencers?|influensers?|bloggers?|vloggers?|streamers?|gamers?"
    r"|tiktokkers?|youtubers?|instagrammers?|podcasters?|podcasts?|"
    r"accounts?|reviewers?|hosts?|cyclists?|runners?|hikers?|illustrators?|painters?|artists?|foodies"
    r"|ambassad\w+|fans|"
    r"renners|lopers|moeders|vaders|mama's|papa's|stuks|mensen|personen|micro's|nano's|meso's)|people"
    r"|persons|mums|moms|"
    r"dads|students|studenten|of them|guys|girls)(?!\w)"
)
NO_COUNT = (
    r"(?:volgers|followers|jaar|euro|eur|km|posts?|reels?|stor|video|weken|weeks|maand|month|days|dagen|per|%|k\b|k )"
)
BETWEEN = rf"(?:\s(?!{NO_COUNT})[\w'’-]+){{0,3}}?\s"
RANGE = re.compile(
    rf"(?<![\w.,-])({COUNT})\s?(?:-|–|tot|to|à|of"
    rf"|or)\s?({COUNT})(?!\s?(?:{NO_COUNT})){BETWEEN}{PERSON}"
)
LEAST_AND_MOST = re.compile(
    rf"min(?:\.|imaal|imum)?\s({COUNT})\D{{1,8}}max(?:\.|imaal|imum)?\s({COUNT})(?![\d.,]*\s?(?:{NO_COUNT}|€))"
)
NO_FEWER_NO_MORE = re.compile(
    rf"(?:no fewer than|not fewer than|at least|minstens|minimaal|ten minste|tenminste)\s({COUNT})\D{{1,12}}"
    rf"(?:no more than|not more than|at most|hoogstens|maximaal|ten hoogste)\s({COUNT})(?![\d.,]*\s?(?:{NO_COUNT}|€))"
)
AT_MOST = re.compile(rf"(?<![\w.,-])({COUNT})\s(?:max|maximaal|at most|hoogstens|tops)(?!\w)(?!\.?\s?(?:€|\d))")
DOZENS = re.compile(r"(?<!\w)(half a dozen|een half dozijn|half dozijn|een dozijn|a dozen)(?!\w)")
ONE_NUMBER = re.compile(rf"(?<![\w.,-])(?:een\s)?({COUNT}){BETWEEN}{PERSON}|(?<![\w.,-])({COUNT})\s?{PERSON}")
TIMES = re.compile(rf"(?<![\w.,])({COUNT})\s?(?:x|×|keer|maal)\s?(?:€\s?)?\d+")
ABOUT = re.compile(rf"(?:een )?stuk of ({COUNT})")
SINGLE = re.compile(r"(?<!\w)(?:één|een|one|a single|1) (?:enkele )?"
    r"[\w-]*(?:creator|influencer|account|blogger|vlogger|streamer)(?!\w)"
    r"|(?<!\w)(?:iemand|somebody|someone) "
                    r"(?:met|die|with|who)")  # fmt: skip
LEAST = re.compile(r"(?:minstens|minimaal|min\.|ten minste|tenminste|at least|minimum(?: of)?|vanaf)\s(?:een\s)?$")


def creators(text: str) -> Guess | None:
    """At least and at most how many creators; a number alone is at most."""
    for pattern in (LEAST_AND_MOST, NO_FEWER_NO_MORE, RANGE):
        if (found := pattern.search(text)) and not _excluded(text, found.start()):
            low, high = number_of(found[1]), number_of(found[2])
            if low and high and low <= high:
                return Guess("creators", {"least": low, "most": high}, (found.span(),))
    for pattern in (ONE_NUMBER, ABOUT, TIMES):
        for found in pattern.finditer(text):
            said = next(group for group in found.groups() if group)
            number = number_of(said)
            # "een" and "one" are rather articles here; SINGLE has those that count.
            if number and number <= 1000 and said not in ("a", "an", "een", "one"):
                bound = "least" if LEAST.search(text[max(0, found.start() - 16) : found.start()]) else "most"
                return Guess("creators", {bound: number}, (found.span(),), "likely" if pattern is TIMES else "sure")
    if dozens := DOZENS.search(text):
        return Guess("creators", {"most": 6 if "half" in dozens[0] else 12}, (dozens.span(),), "likely")
    if bounded := AT_MOST.search(text):
        return Guess("creators", {"most": number_of(bounded[1])}, (bounded.span(),), "likely")
    alone = SINGLE.search(text)
    return Guess("creators", {"most": 1}, (alone.span(),), "likely") if alone else None


def _excluded(text: str, start: int) -> bool:
    return bool(re.search(r"(?:week|vanaf|januari|february)\s$", text[max(0, start - 10) : start]))
