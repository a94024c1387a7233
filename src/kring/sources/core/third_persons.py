"""Third persons in answers: their ids become written keys, and their names in texts are masked.

Everything here changes nothing more the second time.
"""

from __future__ import annotations

import re

import pyarrow as pa

from kring.facts.person_keys import NOBODY, PersonKeys, written_key
from kring.facts.schema import MASKED_NAME
from kring.sources.files.names import without_contacts

_AT_NAME = re.compile(r"@\w(?:[\w.·-]*\w)?")
"""All that `files.names` takes for a name, and the hyphens and dots that names on YouTube have besides."""
_PROFILE = re.compile(
    r"(?i)\b(?P<site>(?:instagram|tiktok|youtube|facebook|twitter|x)\.com|twitch\.tv|bsky\.app)/"
    r"(?:(?:c|user|channel|profile)/)?(?!(?:p|reel|reels|tv|stories|watch|shorts|explore|hashtag|i|videos?|playlist)\b)"
    r"@?[\w.-]+"
)


def key_for(name: object, platform: str, keys: PersonKeys) -> str | None:
    """The written key of a person's id or name; None when there is none."""
    if not isinstance(name, str):
        return None
    key = int(keys.of([name], platform)[0])
    return None if key == NOBODY else written_key(key)


def key_in(text: object) -> int | None:
    """The key that `key_for` wrote."""
    if not isinstance(text, str) or not text.startswith("person:"):
        return None
    return int.from_bytes(bytes.fromhex(text.removeprefix("person:")), "big", signed=True)


def of_third_person(text: object) -> str | None:
    """What somebody wrote under a post, without anybody's name, profile, e-mail address or telephone number."""
    if not isinstance(text, str):
        return None
    if not _may_lead_to_somebody(text):
        return text
    plain = without_contacts(pa.array([text], pa.string()))[0].as_py()
    return _AT_NAME.sub(MASKED_NAME, _PROFILE.sub(rf"\g<site>/{MASKED_NAME}", plain))


def of_creator(text: object) -> str | None:
    """What a creator wrote: names of brands and people stay, e-mail addresses and telephone numbers don't."""
    if not isinstance(text, str):
        return None
    return str(without_contacts(pa.array([text], pa.string()))[0].as_py()) if _may_lead_to_somebody(text) else text


def _may_lead_to_somebody(text: str) -> bool:
    """Most texts have no name, link or number in them; this is told much faster than what to mask in them."""
    return "@" in text or "/" in text or sum(map(str.isdigit, text)) > 7
