"""The small family of errors a user can act on.

Every message says what is wrong and where; `advice` says what to do about it. The command line prints both and
leaves with `exit_code`; pages show both. Anything that is not a `KringError` is a defect of Kring itself.
"""

from __future__ import annotations


class KringError(Exception):
    """Something a person can mend: `message` says what is wrong, `advice` what to do.

    `nl` and `nl_advice` are the same in Dutch, for problems that pages show; without them the English stands.
    """

    exit_code = 2

    def __init__(self, message: str, advice: str = "", *, nl: str = "", nl_advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice
        self.nl = nl
        self.nl_advice = nl_advice

    def said_in(self, language: str) -> tuple[str, str]:
        """The message and the advice in `nl` or `en`."""
        if language == "nl" and self.nl:
            return self.nl, self.nl_advice or self.advice
        return self.message, self.advice

    def __str__(self) -> str:
        return f"{self.message} {self.advice}".strip()


class BadInput(KringError):
    """A file, a row or a value that can't be read as what it should be.

    `file`, `row` (1 = the first line below the headings) and `column` are named when they are known.
    """

    def __init__(
        self,
        message: str,
        advice: str = "",
        *,
        file: str | None = None,
        row: int | None = None,
        column: str | None = None,
        nl: str = "",
        nl_advice: str = "",
    ) -> None:
        place = _place(file, row and f"row {row}", column and f"column '{column}'")
        dutch = _place(file, row and f"rij {row}", column and f"kolom '{column}'")
        super().__init__(place + message, advice, nl=dutch + nl if nl else "", nl_advice=nl_advice)
        self.file = file
        self.row = row
        self.column = column


def _place(*parts: str | int | None) -> str:
    named = [str(part) for part in parts if part]
    return ", ".join(named) + ": " if named else ""


_KINDS_IN_DUTCH = {
    "account": "account",
    "account for 'creators'": "account bij 'creators'",
    "account for 'forbidden'": "account bij 'forbidden'",
    "account for 'required'": "account bij 'required'",
    "account for 'running'": "account bij 'running'",
    "account for 'at_most_one_of'": "account bij 'at_most_one_of'",
    "account for 'unavailable'": "account bij 'unavailable'",
    "account with a known audience": "account met een bekend publiek",
    "age band": "leeftijdsgroep",
    "choice for 'plan_for'": "keuze bij 'plan_for'",
    "choice for 'unknown'": "keuze bij 'unknown'",
    "brief": "opdracht",
    "condition in 'target'": "voorwaarde in 'target'",
    "condition in 'weights'": "voorwaarde in 'weights'",
    "country": "land",
    "creator wished for this brief": "gewenste creator van deze opdracht",
    "deliverable": "uiting",
    "engine": "engine",
    "field": "veld",
    "field in 'clean_feed'": "veld in 'clean_feed'",
    "field in 'commercial_per_week'": "veld in 'commercial_per_week'",
    "field in 'contact'": "veld in 'contact'",
    "field in 'creators'": "veld in 'creators'",
    "field in 'briefs'": "veld in 'briefs'",
    "field in 'exclusive'": "veld in 'exclusive'",
    "field in 'fees'": "veld in 'fees'",
    "field in 'limits'": "veld in 'limits'",
    "field in 'match'": "veld in 'match'",
    "field in 'near'": "veld in 'near'",
    "field in 'near_each'": "veld in 'near_each'",
    "field in 'period'": "veld in 'period'",
    "field in 'quotas'": "veld in 'quotas'",
    "field in 'running'": "veld in 'running'",
    "field in 'unavailable'": "veld in 'unavailable'",
    "field in a brief": "veld van een opdracht",
    "field in a calendar": "veld van een kalender",
    "field in a brand": "veld van een merk",
    "field in a niche": "veld van een niche",
    "field in a search": "veld van een zoekopdracht",
    "field in the settings": "veld van de instellingen",
    "field in a criterion": "veld van een criterium",
    "field in a file of criteria": "veld van een bestand met criteria",
    "field in a level": "veld van een niveau",
    "criterion": "criterium",
    "quantity": "grootheid",
    "ranking": "rangschikking",
    "source": "bron",
    "choice of a source": "keuze van een bron",
    "side": "kant",
    "value": "waarde",
    "field in the terms of a creator": "veld bij de voorwaarden van een creator",
    "figure": "cijfer",
    "gender": "geslacht",
    "goal": "doel",
    "kind of value": "soort waarde",
    "language": "taal",
    "municipality": "gemeente",
    "niche": "niche",
    "place": "plaats",
    "platform": "platform",
    "postcode area": "postcodegebied",
    "province": "provincie",
    "regime": "regime",
    "role": "rol",
    "single place": "één plaats",
    "term": "begrip",
    "tier": "groottegroep",
    "tier scheme": "indeling in groottegroepen",
}


class UnknownName(KringError):
    """A niche, municipality, account or other name that is not in the list it should come from.

    The nearest names of `known` come before `advice`, and before `nl_advice` in Dutch.
    """

    def __init__(self, kind: str, name: str, known: list[str], advice: str = "", *, nl_advice: str = "") -> None:
        import difflib

        near = difflib.get_close_matches(name.lower(), [entry.lower() for entry in known], n=3, cutoff=0.5)
        spelled = [entry for entry in known if entry.lower() in near]
        hint = f"Did you mean {', '.join(spelled)}?" if spelled else ""
        dutch_hint = f"Bedoelde je {', '.join(spelled)}?" if spelled else ""
        super().__init__(
            f"there is no {kind} '{name}'.",
            f"{hint} {advice}".strip(),
            nl=f"'{name}' is niet bekend als {_KINDS_IN_DUTCH.get(kind, kind)}.",
            nl_advice=f"{dutch_hint} {nl_advice}".strip() or "Kies een naam uit de lijst.",
        )
        self.kind = kind
        self.name = name


class UnknownFigure(KringError):
    """A figure was asked of an unknown estimate. Unknown is not zero."""


class NothingToPlan(KringError):
    """A brief that no set of creators can serve, with the gate or limit that makes it so."""


class WorkspaceProblem(KringError):
    """A workspace folder that is missing, in use by another writer, or not one of ours."""
