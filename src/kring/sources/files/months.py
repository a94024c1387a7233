"""The names of months, in the languages that people and platforms write them in."""

from __future__ import annotations

import unicodedata
from functools import cache

_NAMES = {
    1: "january januari januar jänner janvier enero gennaio janeiro tammikuu styczeń stycznia ocak leden ledna",
    2: "february februari februar février febrero febbraio fevereiro helmikuu luty lutego şubat únor února",
    3: "march maart märz mars marts marzo março maaliskuu marzec marca mart březen března mar mrt mrz",
    4: "april avril abril aprile huhtikuu kwiecień kwietnia nisan duben dubna",
    5: "may mei mai maj mayo maggio maio toukokuu maja mayıs květen května",
    6: "june juni juin junio giugno junho kesäkuu czerwiec czerwca haziran červen června",
    7: "july juli juillet julio luglio julho heinäkuu lipiec lipca temmuz červenec července",
    8: "august augustus augusti août agosto elokuu sierpień sierpnia ağustos srpen srpna",
    9: "september septembre septiembre settembre setembro syyskuu wrzesień września eylül září",
    10: "october oktober octobre octubre ottobre outubro lokakuu październik października ekim říjen října",
    11: "november novembre noviembre novembro marraskuu listopad listopada kasım",
    12: "december dezember décembre diciembre dicembre dezembro joulukuu grudzień grudnia aralık prosinec prosince",
}
_LEAST_LETTERS = 3


def month_named(word: str) -> int | None:
    """The month a word names or begins like, with accents or without; None when it is none, or could be two."""
    plain = _folded(word)
    if plain in _months():
        return _months()[plain]
    if len(plain) < _LEAST_LETTERS:
        return None
    months = {month for name, month in _months().items() if name.startswith(plain)}
    return months.pop() if len(months) == 1 else None


@cache
def _months() -> dict[str, int]:
    return {_folded(name): month for month, names in _NAMES.items() for name in names.split()}


def _folded(word: str) -> str:
    spelled = unicodedata.normalize("NFKD", word.lower().strip("."))
    return "".join(letter for letter in spelled if not unicodedata.combining(letter))
