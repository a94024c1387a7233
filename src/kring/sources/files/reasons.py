"""Why a row is put aside, in both languages: the English is what is kept with the row, the Dutch is told from it.

Each reason is declared here once, as a pair of templates. `kring.sources.files.reasons_in_dutch` finds the Dutch of a
kept reason again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason in English and Dutch, with {fields} for its values.

    `words`: the Dutch of values that are words, by the English; without any, a value is the same in both languages.
    """

    en: str
    nl: str
    words: Mapping[str, str] = field(default_factory=dict)

    def of(self, **values: object) -> str:
        """The English with these values, as it is kept with a row."""
        return self.en.format(**values)


@dataclass(frozen=True, slots=True)
class Ending:
    """What may stand behind a reason."""

    en: str
    nl: str


MEND_IN_FILE = Ending("; mend it in the file itself", "; verbeter het in het bestand zelf")
NOTHING_KEPT = Ending(
    "; mend it in the file itself: none of its cells is kept",
    "; verbeter het in het bestand zelf: geen van de cellen is bewaard",
)

_THIS = {
    "country": "dit land", "language": "deze taal", "gender": "dit geslacht", "platform": "dit platform",
    "city": "deze plaats", "municipality": "deze gemeente", "age": "deze leeftijd", "authenticity": "dit soort volgers",
    "age_gender": "deze groep van leeftijd en geslacht",
}  # fmt: skip
_MISSING = {
    "account": "het account", "platform": "het platform", "post": "het bericht", "comment": "de reactie",
    "person key": "de persoon", "relation": "de relatie", "dimension": "de indeling", "value": "de waarde",
    "order key": "de bestelling", "amount": "het bedrag", "at": "het moment van bestellen",
    "deliverable": "de uiting", "fee": "het tarief",
}  # fmt: skip
_SAME_KEY = {
    "account": "hetzelfde account", "post": "hetzelfde bericht", "comment": "dezelfde reactie",
    "account, person and relation": "hetzelfde account, dezelfde persoon en dezelfde relatie",
    "account, dimension and value": "hetzelfde account, dezelfde indeling en dezelfde waarde",
    "person": "dezelfde persoon", "order": "dezelfde bestelling",
    "account and deliverable": "hetzelfde account en dezelfde uiting",
}  # fmt: skip
_FIGURES = {
    "impressions": "het aantal keer getoond", "reach": "het bereik", "likes": "het aantal likes",
    "comments": "het aantal reacties", "saves": "het aantal keer bewaard", "shares": "het aantal keer gedeeld",
}  # fmt: skip
_KINDS = {
    "text": "tekst", "count": "aantal", "key": "sleutel", "amount": "bedrag", "share": "aandeel", "flag": "ja of nee",
    "moment": "moment", "texts": "lijst van teksten",
}  # fmt: skip

# Cells of a sheet
NO_NUMBER = Reason("this is no number", "dit is geen getal")
NO_WHOLE_NUMBER = Reason("this is no whole number", "dit is geen heel getal")
TOO_LARGE = Reason("the number is too large to be a count", "het getal is te groot voor een aantal")
NEGATIVE_COUNT = Reason("a count can't be negative", "een aantal kan niet negatief zijn")
NEGATIVE_FEE = Reason("a fee can't be negative", "een tarief kan niet negatief zijn")
NO_SHARE_OF_ALL = Reason(
    "a share lies between 0 and 1, or 0 and 100 %", "een aandeel ligt tussen 0 en 1, of tussen 0 en 100 %"
)
NO_DATE = Reason("this is no date", "dit is geen datum")
TOO_EARLY = Reason("a year before {year}", "een jaar vóór {year}")
TOO_LATE = Reason(
    "the moment lies after {day}, when the file was made", "het moment ligt na {day}, toen het bestand gemaakt is"
)
NOT_KNOWN = Reason("this {what} is not known", "{what} is niet bekend", _THIS)
NEITHER_YES_NOR_NO = Reason("this is neither yes nor no", "dit is geen ja en geen nee")
NOT_A_CHOICE = Reason("this should be one of: {choices}", "dit hoort een van deze te zijn: {choices}")
NO_CURRENCY = Reason("a currency is three letters, such as EUR", "een valuta is drie letters, zoals EUR")
NO_POSTCODE = Reason("a postcode begins with four digits", "een postcode begint met vier cijfers")
TOTALS = Reason("this is a line of totals", "dit is een regel met totalen")
NO_PROFILE = Reason("this link leads to no profile we know", "deze link leidt naar geen profiel dat we kennen")
NO_HANDLE = Reason("this is no handle", "dit is geen gebruikersnaam")
WHICH_PLATFORM = Reason("on which platform is this account?", "op welk platform zit dit account?")
ORDER_STATE = Reason("how this order stands is not known", "het is niet bekend hoe het met deze bestelling staat")

# Rows of a sheet
MISSING = Reason("the {what} is missing", "{what} ontbreekt", _MISSING)
EMPTY = Reason("the row is empty", "de regel is leeg")
SAME_AS = Reason("the same as row {row}", "hetzelfde als regel {row}")
OTHER_VALUES = Reason(
    "row {row} has other values for the same {what}", "regel {row} heeft andere waarden voor {what}", _SAME_KEY
)
OPEN_QUOTE = Reason(
    "a quotation mark is open or out of place", "een aanhalingsteken is niet gesloten of staat op de verkeerde plaats"
)
MAY_BE_TEXT = Reason(
    "the line follows an open quotation mark and may be part of its text",
    "de regel volgt op een aanhalingsteken dat niet gesloten is, en hoort misschien bij die tekst",
)
SWALLOWS = Reason(
    "a quotation mark takes in the rows that follow", "een aanhalingsteken neemt de regels erna in zich op"
)
CARRIAGE_RETURN = Reason(
    "there is a carriage return in the middle of the row", "midden in de regel staat een losse regelterugloop"
)
MEANINGLESS_BYTES = Reason(
    "the row holds bytes that mean nothing (NUL, or wrong in its encoding)",
    "in de regel staan bytes die niets betekenen (NUL, of fout in de codering)",
)
NOT_UTF_8 = Reason("the row holds bytes that are not UTF-8", "in de regel staan bytes die geen UTF-8 zijn")
OTHER_WIDTH = Reason(
    "the row has {cells} cells, the headings {headings}", "de regel heeft {cells} cellen, er zijn {headings} koppen"
)
CUT_OFF = Reason("the file ends in the middle of this row", "het bestand eindigt midden in deze regel")
BEYOND_HEADINGS = Reason(
    "there are values to the right of the last heading", "rechts van de laatste kop staan nog waarden"
)
ROUNDED = Reason(
    "a number has more digits than a workbook keeps (15), so an id in it is no longer itself: "
    "format that column as text before the data go in",
    "een getal heeft meer cijfers dan een werkmap bewaart (15), dus een id erin klopt niet meer: "
    "maak die kolom op als tekst voordat de gegevens erin gaan",
)
NO_JSON = Reason("the line is no JSON", "de regel is geen JSON")
NO_OBJECT = Reason("this is no object with fields", "dit is geen object met velden")
FIELD_TWICE = Reason("the field '{name}' is there twice", "het veld '{name}' staat er twee keer")

# Exports of platforms
NO_COUNT = Reason("this is no count", "dit is geen aantal")
FIGURE_NO_COUNT = Reason("{what} is no count", "{what} is geen getal", _FIGURES)
NO_SHARE = Reason("this is no share", "dit is geen aandeel")
CELLS_OF_LINE = Reason("the line has too many or too few cells", "de regel heeft te veel of te weinig cellen")
WHICH_DAY = Reason("which day this is can't be told", "welke dag dit is, valt niet te zeggen")
NO_POST = Reason("this link leads to no post", "deze link leidt niet naar een bericht")
POST_TWICE = Reason("this post stands there twice", "dit bericht staat er twee keer")
POST_MISSING = Reason("the post or its account is missing", "het bericht of het account ervan ontbreekt")
NO_VIDEO = Reason("this is no id of a video", "dit is geen id van een video")
VIDEO_TWICE = Reason("this video stands there twice", "deze video staat er twee keer")
SHARE_TWICE = Reason("this {what} stands there twice", "{what} staat er twee keer", _THIS)
NOT_EVERYBODY = Reason("these shares don't add up to everybody", "deze aandelen tellen niet op tot iedereen")
FRACTIONS_OR_PERCENTAGES = Reason(
    "these shares can be fractions or percentages, or neither",
    "deze aandelen kunnen fracties of percentages zijn, of geen van beide",
)
NEITHER_BY_SUM = Reason(
    "what these shares add up to is of neither fractions nor percentages",
    "de som van deze aandelen past niet bij fracties en niet bij percentages",
)
NOBODY_NAMED = Reason("nobody is named here", "hier staat geen naam")
PERSON_TWICE = Reason("this person stands in the list twice", "deze persoon staat twee keer in de lijst")
SAME_SECOND = Reason("a post of the same second stands above it", "erboven staat al een bericht van dezelfde seconde")
WENT_LIVE = Reason(
    "the moment it went live is missing, or lies after the download",
    "het moment waarop het verscheen ontbreekt, of ligt na de download",
)

# Orders of shops
THIS_MISSING = Reason("this is missing", "dit ontbreekt")
LESS_THAN_NOTHING = Reason("an order can't cost less than nothing", "een bestelling kan niet minder dan niets kosten")
SHORTENED = Reason(
    "this is no whole number: a spreadsheet may have shortened it, export again",
    "dit is geen heel getal: misschien heeft een spreadsheet het ingekort, exporteer opnieuw",
)
NO_PURCHASE = Reason(
    "the purchase this refund belongs to is in none of the files: load its days too",
    "de aankoop bij deze terugbetaling zit in geen van de bestanden: laad ook de dagen van die aankoop",
)
ORPHAN = Reason(
    "the first line of this order is in none of the files",
    "de eerste regel van deze bestelling zit in geen van de bestanden",
)
NO_ORDER_NUMBER = Reason("the order has no number", "de bestelling heeft geen nummer")

# Answers of sources
NO_MOMENT = Reason("no moment", "geen moment")
NO_SUCH_COLUMN = Reason("there is no such column in {table}", "{table} heeft geen kolom met deze naam")
IT_IS_MISSING = Reason("it is missing", "het ontbreekt")
WRONG_KIND = Reason("it is no {what}", "dit is geen {what}", _KINDS)
OUTSIDE_SHARES = Reason("a share lies from 0 to 1", "een aandeel ligt tussen 0 en 1")
NONE_OF = Reason("it is none of {choices}", "dit is geen van deze: {choices}")

REASONS = tuple(found for found in list(globals().values()) if isinstance(found, Reason))
