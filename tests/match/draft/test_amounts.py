"""Amounts in all usual writings, for any number; and no wrong budget without a mark."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.match.draft import Draft, Guess, drafted
from kring.match.draft.numbers import number_of

TODAY = date(2026, 11, 29)
NL_ONES = ["nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"]


def budget(text: str) -> Guess | None:
    return drafted(text, TODAY)["budget"]


def dots(number: int) -> str:
    return f"{number:,}".replace(",", ".")


WRITINGS = {
    "nl": (
        "Budget {plain} euro.", "Ons budget: €{plain},-", "We hebben € {dots},00 te besteden", "{dots} EUR budget",
        "max {plain} eur in totaal", "budget is {dots},- euro excl. btw", "Totaal {plain}€ voor alles",
    ),
    "en": (
        "Our budget is €{plain}.", "We have EUR {commas} to spend", "budget: {commas}.00 euros",
        "up to €{plain} in total",
        "We can spend {plain} euro excluding VAT", "Spend cap: {plain}",
    ),
}  # fmt: skip


@given(st.integers(50, 99_999), st.sampled_from(WRITINGS["nl"] + WRITINGS["en"]))
def test_every_usual_writing_of_an_amount_is_the_budget(number: int, writing: str) -> None:
    guess = budget(writing.format(plain=number, dots=dots(number), commas=f"{number:,}"))
    assert guess is not None
    assert guess.value == number
    assert not guess.is_doubtful


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("We hebben tweeduizend euro", 2000), ("2 duizend euro budget", 2000), ("budget 2,5k", 2500),
        ("budget 1k5", 1500), ("5 mille totaal", 5000), ("twee duizend vijfhonderd euro", 2500),
        ("honderdvijftig euro", 150), ("I can afford a hundred and fifty euros", 150), ("three thousand euros", 3000),
        ("two thousand five hundred euros", 2500), ("a thousand euro", 1000), ("Budget 1.250,50 euro", 1250.5),
        ("vijfendertighonderd euro", 3500), ("tweeëntwintighonderd euro", 2200), ("12 500 euro budget", 12_500),
        ("budget € 0,75k", 750), ("budget van 40K", 40_000), ("€750,-", 750), ("2 thousand euro budget", 2000),
    ],
)  # fmt: skip
def test_amounts_in_words_and_thousands(text: str, value: float) -> None:
    guess = budget(text)
    assert guess is not None
    assert guess.value == value


@given(st.integers(1, 999), st.integers(2, 40))
def test_an_amount_for_each_creator_is_a_fee_and_its_product_is_in_doubt(fee: int, number: int) -> None:
    for text in (f"{number} creators voor {fee} euro per creator", f"{number} creators at €{fee} each"):
        draft = drafted(text, TODAY)
        assert draft["fee"] == Guess("fee", {"most": float(fee)}, draft["fee"].spans)  # type: ignore[union-attr]
        assert budget(text) is not None
        assert budget(text).value == fee * number  # type: ignore[union-attr]
        assert budget(text).is_doubtful  # type: ignore[union-attr]
        assert draft.brief().budget is None
        assert draft.brief(confirmed=["budget"]).budget == fee * number


DOUBTFUL = (
    "budget {a} euro incl. btw", "tussen {b} en {a} euro", "€{b}-{a}", "{a} euro per maand", "budget of ${a}",
    "£{a} total",
    "{a} euro a week", "{a} euro including VAT", "we hebben {a} euro, waarvan {b} euro voor productie",
    "{a} euro, half for ads", "{b} euro of {a} euro", "budget {a} euro exclusief btw, dus {b} euro inclusief btw",
)  # fmt: skip


@given(st.integers(200, 90_000), st.sampled_from(DOUBTFUL))
def test_what_can_mean_two_things_is_marked_and_stays_out_of_the_brief(amount: int, writing: str) -> None:
    draft = drafted(writing.format(a=amount, b=amount - 97), TODAY)
    assert draft["budget"] is not None
    assert draft["budget"].is_doubtful
    assert draft["budget"].why is not None
    assert draft.brief().budget is None


@given(
    st.integers(2, 90_000),
    st.sampled_from(
        ("onze jas kost {a} euro", "the bag costs €{a}", "we geven een pakket t.w.v. {a} euro", "worth {a} euros",
         "met {a} euro korting", "een omzet van {a} euro", "our shoes sell for {a} euros", "wie heeft {a} volgers?",
         "within {a} km", "our price is {a} euro", "an audience of {a} followers")
    ),
)  # fmt: skip
def test_a_price_a_turnover_or_a_size_is_no_budget(amount: int, writing: str) -> None:
    assert budget(writing.format(a=amount)) is None


NOT_SPENT = (
    "Een gemiddeld huis {a} euro, 3 creators gezocht.", "Our lamps, €{a} a pair, look great. 2 creators.",
    "Onze jurkjes zijn {a} euro. Zoek 4 accounts.", "Tickets: €{a}. 2 creators", "Een fles van {a} euro bij ons",
    "Pakket van {a} euro cadeau", "een voucher van {a} euro voor elke creator", "{a} euro per kanaal, 4 creators",
    "We offer a €{a} gift card to every creator", "4 creators, elk krijgt {a} euro aan producten",
    "Vorig jaar gaven we {a} euro uit", "We already spent {a} euros", "Leden betalen {a} euro, wij zoeken 3 creators",
    "Customers pay €{a} at the door", "A house like ours: {a} euros", "Tickets are €{a} each. We want 5 creators.",
    "{a} euro in maart en {a} euro in april", "Onze gasten betalen {a} euro per nacht", "Per kanaal {a} euro",
)  # fmt: skip


@given(st.integers(2, 900_000), st.sampled_from(NOT_SPENT))
def test_an_amount_that_nobody_says_is_spent_is_never_the_budget_in_silence(amount: int, writing: str) -> None:
    draft = drafted(writing.format(a=amount), TODAY)
    assert draft.brief().budget is None
    assert draft["fee"] is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("We have 2,000 euros, maybe 2,500.", 2500), ("Ik dacht aan 500 euro, desnoods 700", 700),
        ("800 euro, of 1000 als het moet", 1000), ("1.000 euros, or 1.200 at the very most", 1200),
    ],
)  # fmt: skip
def test_a_second_amount_behind_a_comma_is_the_higher_end(text: str, value: float) -> None:
    guess = budget(text)
    assert guess is not None
    assert (guess.value, guess.is_doubtful) == (value, True)


@pytest.mark.parametrize("text", ["30 euro per filmpje", "€40 for each photo", "60 euro voor elke aflevering"])
def test_an_amount_for_each_piece_is_a_doubtful_fee(text: str) -> None:
    draft = drafted(text, TODAY)
    assert draft["budget"] is None
    assert draft["fee"] is not None
    assert draft["fee"].is_doubtful


def test_the_vat_is_taken_off_and_marked() -> None:
    guess = budget("Budget 1210 euro incl. btw")
    assert guess is not None
    assert (guess.value, guess.certainty) == (1000, "doubtful")
    assert "btw" in guess.why.nl  # type: ignore[union-attr]


def test_english_figures_with_a_comma_in_dutch_words_are_in_doubt() -> None:
    guess = budget("we hebben 1,500 euro voor de creators")
    assert guess is not None
    assert guess.is_doubtful


@given(st.integers(0, 12))
def test_small_numbers_in_words(number: int) -> None:
    assert number_of(NL_ONES[number]) == number


@given(st.text(max_size=300))
def test_any_text_gives_a_draft_and_every_span_lies_in_it(text: str) -> None:
    draft = drafted(text, TODAY)
    assert isinstance(draft, Draft)
    for guess in draft.guesses:
        assert guess.spans
        assert all(0 <= start < end <= len(text) for start, end in guess.spans)
    draft.brief()


@pytest.mark.parametrize("text", [
    "Wij zoeken maximaal 8 makers voor onze puzzel (€ 40).", "At most 10 accounts for our candle (€18.50) please.",
    "De kaars is € 24,95 en we zoeken hooguit 3 creators.", "Up to 4 people may try the lamp, €18.50.",
])  # fmt: skip
def test_what_looks_like_a_price_is_no_budget_because_a_number_of_people_has_a_limit(text: str) -> None:
    found = budget(text)
    assert found is None or found.is_doubtful


def test_a_budget_may_have_cents() -> None:
    found = budget("Ons budget is € 412,50 voor alles.")
    assert found is not None
    assert (found.value, found.is_doubtful) == (412.5, False)
