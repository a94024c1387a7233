"""How orders stand, from the words shops use for it in English, Dutch, German and French."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from kring.sources.files import reasons
from kring.sources.files.words import plain


class State(StrEnum):
    """How an order stood. Only sold ones are sales: paid, not cancelled, not wholly given back."""

    SOLD = "sold"
    REFUNDED = "refunded"
    CANCELLED = "cancelled"
    UNPAID = "unpaid"


_WORDS = {
    State.SOLD: (
        "sold, paid, partially refunded, processing, completed, complete, shipped, delivered, fulfilled, "
        "verkocht, betaald, gedeeltelijk terugbetaald, in behandeling, wordt verwerkt, afgerond, voltooid, verzonden, "
        "geleverd, bezorgd, bezahlt, teilweise erstattet, in bearbeitung, abgeschlossen, fertiggestellt, versandt, "
        "versendet, geliefert, paye, payee, partiellement rembourse, en cours, terminee, termine, expediee, livree"
    ),
    State.REFUNDED: "refunded, terugbetaald, erstattet, ruckerstattet, remboursee, rembourse, returned, geretourneerd",
    State.CANCELLED: (
        "cancelled, canceled, voided, void, expired, trash, geannuleerd, vervallen, verlopen, storniert, abgebrochen, "
        "annulee, annule, expiree"
    ),
    State.UNPAID: (
        "unpaid, pending, pending payment, payment pending, authorized, authorised, partially paid, on hold, failed, "
        "checkout draft, draft, auto draft, onbetaald, niet betaald, wachtend op betaling, in afwachting, "
        "in afwachting van betaling, gedeeltelijk betaald, in de wacht, mislukt, concept, unbezahlt, ausstehend, "
        "zahlung ausstehend, teilweise bezahlt, in wartestellung, fehlgeschlagen, entwurf, impaye, impayee, "
        "attente paiement, en attente de paiement, en attente, echouee, echec, brouillon"
    ),
}  # fmt: skip
UNKNOWN_STATE = reasons.ORDER_STATE.en


def state_of(word: str) -> State | None:
    """What a status of a shop says; None for one we don't know."""
    return _states().get(plain(word).removeprefix("wc-"))


@cache
def _states() -> dict[str, State]:
    return {plain(word): state for state, words in _WORDS.items() for word in words.split(",")}


def refined(state: State, value: float, refunded: float) -> State:
    """Sold goods that were all given back are refunded."""
    return State.REFUNDED if state is State.SOLD and refunded > 0 and refunded >= value else state
