"""`Query`: what somebody typed: words, "phrases", +needed and -unwanted ones, #tags and @handles.

A plain word asks for any account with it or one of its family (vegan koken: either, both first). A phrase, a #tag, a
@handle and a word with + must be there; what follows - must not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kring.errors import BadInput
from kring.match.discovery.words import silent_words, tokens

LONGEST = 400
MOST_WORDS = 24
_PART = re.compile(r"""([+-]?)(?:["“”„]([^"“”„]*)["“”„]|(\S+))""")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for: its words in order (more than one is a phrase), and whether it must or must not be there."""

    words: tuple[str, ...]
    must: bool = False
    must_not: bool = False

    @property
    def is_sign(self) -> bool:
        """Whether it is a #tag or @handle, which is meant to the letter."""
        return self.words[0][0] in "#@"

    @property
    def written(self) -> str:
        """As one would type it."""
        text = " ".join(self.words)
        return f'"{text}"' if len(self.words) > 1 else text


@dataclass(frozen=True, slots=True)
class Query:
    """The terms of a text, and `silent`: the words left out because they say nothing (de, the)."""

    terms: tuple[Term, ...] = ()
    silent: tuple[str, ...] = ()

    @classmethod
    def read(cls, text: str) -> Query:
        """The query in a text. Raises `BadInput` for a text that is too long or asks for nothing."""
        if len(text) > LONGEST:
            raise BadInput(
                f"text: {len(text)} characters are too many to search for.", f"Write at most {LONGEST}.",
                nl=f"text: {len(text)} tekens zijn te veel om op te zoeken.",
                nl_advice=f"Schrijf er hoogstens {LONGEST}.",
            )  # fmt: skip
        terms = [term for sign, phrase, word in _PART.findall(text) for term in _terms(sign, phrase, word)]
        spoken = [term for term in terms if len(term.words) > 1 or term.must or term.words[0] not in silent_words()]
        kept = spoken or terms
        if text.strip() and not kept:
            raise BadInput(
                f"text: '{text.strip()}' has no word in it.", "Write words, #hashtags or @handles.",
                nl=f"text: in '{text.strip()}' staat geen woord.", nl_advice="Schrijf woorden, #hashtags of @namen.",
            )  # fmt: skip
        silent = tuple(term.words[0] for term in terms if term not in kept)
        return cls(tuple(dict.fromkeys(kept))[:MOST_WORDS], silent)

    @property
    def wished(self) -> tuple[Term, ...]:
        """The plain words: any of them will do."""
        return tuple(term for term in self.terms if not term.must and not term.must_not)

    @property
    def plain(self) -> str:
        """What is wished or needed in words, for a reader of meaning."""
        return " ".join(
            " ".join(word.lstrip("#") for word in term.words)
            for term in self.terms
            if not term.must_not and not term.words[0].startswith("@")
        )


def _terms(sign: str, phrase: str, word: str) -> list[Term]:
    said = tokens(phrase or word)
    must_not = sign == "-"
    if phrase:
        plain = tuple(one.lstrip("#@") for one in said)
        return [Term(plain, not must_not, must_not)] if plain else []
    found = []
    for one in said:
        needed = sign == "+" or one[0] in "#@"
        found.append(Term((one,), needed and not must_not, must_not))
    return found
