"""`kring search`: creators by text, filters and likeness, with what each filter keeps out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kring.cli.output import say, say_when_synthetic, show_json, show_table, spoken_language
from kring.cli.places import JsonOption, WorkspaceOption, opened
from kring.errors import BadInput
from kring.estimate import Language, number
from kring.estimate.wording import percent

if TYPE_CHECKING:
    from kring.match.discovery import Found, Row

WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "account": "Account", "followers": "Followers", "tier": "Tier", "text": "Text", "likeness": "Alike",
        "why": "Why", "unknown": "Unknown", "unsure": "Unsure", "total": "{} creators, page {} of {}.",
        "total_one": "{} creator, page {} of {}.",
        "filter": "Filter", "fits": "Fit", "fails": "Don't", "alone": "Only this keeps out",
        "alone_unknown": "Only because unknown", "also": "Also searched for {}: {}.", "silent": "Left out: {}.",
        "niches": "The text is about {}.", "without": "{} more fit, but no text of them was read{}.",
        "kept": " (they stand last)", "written": "Written: {}", "saved": "Saved: {}",
        "name": "Name", "what": "What it is", "how": "How", "more": "{}; {}",
    },
    "nl": {
        "account": "Account", "followers": "Volgers", "tier": "Tier", "text": "Tekst", "likeness": "Lijkt",
        "why": "Waarom", "unknown": "Onbekend", "unsure": "Onzeker", "total": "{} creators, pagina {} van {}.",
        "total_one": "{} creator, pagina {} van {}.",
        "filter": "Filter", "fits": "Past", "fails": "Past niet", "alone": "Alleen hierdoor weg",
        "alone_unknown": "Alleen weg omdat onbekend", "also": "Voor {} ook gezocht op: {}.",
        "silent": "Weggelaten: {}.", "niches": "De tekst gaat over {}.",
        "without": "Er passen er nog {}, maar van hen is geen tekst gelezen{}.", "kept": " (ze staan achteraan)",
        "written": "Geschreven: {}", "saved": "Bewaard: {}", "name": "Naam", "what": "Wat het is", "how": "Hoe",
        "more": "{}; {}",
    },
}  # fmt: skip
HOW: dict[str, str] = {"choice": "=a,b  !=a", "range": "=a..b", "share": "=entry:least..most", "near": "=place:km"}


def search(
    text: Annotated[
        str, typer.Argument(help='Words, "phrases", -unwanted, +needed, #hashtags, @handles, in Dutch or English.')
    ] = "",
    filters: Annotated[
        list[str] | None,
        typer.Option("--filter", help="Such as answered_comments=30%.. or niche=vegan:20% or gender!=male; ?keep "
                     "behind it keeps those of whom it is unknown. See --list-filters."),
    ] = None,
    near: Annotated[str | None, typer.Option(help="A place, postcode or latitude/longitude they live near.")] = None,
    radius: Annotated[float, typer.Option(help="With --near: how many kilometres around it.")] = 10.0,
    tier: Annotated[list[str] | None, typer.Option(help="Of this tier; several may be given.")] = None,
    platform: Annotated[list[str] | None, typer.Option(help="On this platform; several may be given.")] = None,
    followers: Annotated[str | None, typer.Option(help="So many followers, as 500..5000.")] = None,
    unknown: Annotated[str, typer.Option(help="Those of whom a filter is unknown: keep or drop.")] = "drop",
    sort: Annotated[str, typer.Option(help="By text, likeness or a filter with numbers, such as fee:reel.")] = "",
    lowest_first: Annotated[bool, typer.Option("--lowest-first", help="The lowest first.")] = False,
    like: Annotated[list[str] | None, typer.Option(help="Like this account; several may be given.")] = None,
    by: Annotated[str, typer.Option(help="With --like: alike by content or by audience.")] = "content",
    words_only: Annotated[bool, typer.Option("--words-only", help="Don't search by the niche the text means.")] = False,
    page: Annotated[int, typer.Option(min=1, help="Which page.")] = 1,
    most: Annotated[int, typer.Option("--most", min=1, max=1000, help="How many to a page.")] = 25,
    saved: Annotated[Path | None, typer.Option("--from", help="Begin with a search that was saved as YAML.")] = None,
    save: Annotated[Path | None, typer.Option("--save", help="Save the search as YAML.")] = None,
    export: Annotated[
        Path | None, typer.Option("--export", "--csv", help="Write all that is found to a .csv, .xlsx, .parquet or "
                                  ".json file.")
    ] = None,
    list_filters: Annotated[bool, typer.Option("--list-filters", help="Show all filters and stop.")] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:  # fmt: skip
    """Search creators by text, filters and likeness; of every filter it says whom it keeps out, and who is unknown."""
    if list_filters:
        _list_filters(as_json)
        return
    asked = _asked(saved, text, filters, near, radius, {"tier": tier, "platform": platform, "followers": followers})
    asked |= _given({
        "sort": sort, "lowest_first": lowest_first, "like": like or [], "page": page, "size": most,
        "unknown": unknown if unknown != "drop" else "", "by": by if by != "content" else "",
    })  # fmt: skip
    if words_only:
        asked["meaning"] = False
    here = opened(workspace)
    found = here.search(asked)
    _write(found, save, export)
    if as_json:
        show_json(found.to_dict(spoken_language()))
        return
    _show(found)
    say_when_synthetic(here.synthetic)


def _asked(
    saved: Path | None, text: str, lines: list[str] | None, near: str | None, radius: float, short: dict[str, Any]
) -> dict[str, Any]:
    """The search as a mapping: what was saved, with what was typed over it."""
    from kring.match.discovery import Search
    from kring.match.discovery.shorthand import filter_of_line

    asked: dict[str, Any] = Search.from_yaml(saved).to_dict() if saved else {}
    if text:
        asked["text"] = text
    typed = [filter_of_line(line) for line in lines or ()]
    for name, _ in typed:
        if sum(name == other for other, _ in typed) > 1:
            raise BadInput(
                f"the filter {name} stands there twice.", "Write its values together, such as language=nl,en.",
                nl=f"het filter {name} staat er twee keer.", nl_advice="Schrijf de waarden samen: language=nl,en.",
            )  # fmt: skip
    given = dict(typed) | {name: one for name, one in short.items() if one}
    if near:
        given["near"] = f"{radius:g} km around {near}"
    asked["filters"] = {**asked.get("filters", {}), **given}
    return asked


def _given(options: dict[str, Any]) -> dict[str, Any]:
    """The options that say something."""
    return {name: value for name, value in options.items() if value}


def _write(found: Found, save: Path | None, export: Path | None) -> None:
    from kring.match.discovery.export import write_found

    if save is not None:
        try:
            save.write_text(found.search.to_yaml(), encoding="utf-8")
        except OSError as problem:
            raise BadInput(
                f"{save} can't be written: {problem.strerror}.", "Choose another place.",
                nl=f"{save} is niet te schrijven.", nl_advice="Kies een andere plaats.",
            ) from None  # fmt: skip
    if export is not None:
        write_found(found, export)


def _show(found: Found) -> None:
    language = spoken_language()
    words = WORDS[language]
    scored, alike = any(row.text_score is not None for row in found.rows), bool(found.search.like)
    sorted_by = _sorted_label(found, language)
    headings = [words["account"], words["followers"], words["tier"], *([words["text"]] * scored),
                *([words["likeness"], words["why"]] * alike), *([sorted_by] if sorted_by else []),
                words["unknown"], words["unsure"]]  # fmt: skip
    rows = [_cells(found, row, scored, alike, bool(sorted_by), language) for row in found.rows]
    show_table(found.search.text, headings, rows)
    total = words["total_one" if found.total == 1 else "total"]
    say(total.format(number(found.total, language), found.search.page, max(found.pages, 1)))
    for line in _remarks(found, language):
        say(line)
    if found.filters:
        counts = [
            (one.words.said_in(language), *(number(count, language) for count in (
                one.fits, one.fails, one.unknown, one.alone, one.alone_unknown)))
            for one in found.filters
        ]  # fmt: skip
        show_table(
            "", [words[name] for name in ("filter", "fits", "fails", "unknown", "alone", "alone_unknown")], counts
        )


def _cells(found: Found, row: Row, scored: bool, alike: bool, by_filter: bool, language: Language) -> tuple[str, ...]:
    from kring.vocabulary.search_filters import search_filter

    size, tier = found.size_of(row)
    cells = [row.account, "?" if size is None else number(size, language), tier or "?"]
    if scored:
        cells.append(number(row.text_score, language, 2) if row.text_score is not None else row.by_meaning or "-")
    if alike:
        cells.append("?" if row.likeness is None else percent(row.likeness, language))
        cells.append(row.reason.said_in(language) if row.reason else "")
    if by_filter:
        one = search_filter(found.search.sorted_by[0])
        value = row.sorted_by
        cells.append("?" if value is None else percent(value, language) if one.is_share else number(value, language, 1))
    return (*cells, _labels(row.unknown, language), _labels(row.unsure, language))


def _labels(names: Iterable[str], language: Language) -> str:
    from kring.vocabulary.search_filters import search_filter

    return ", ".join(search_filter(name).words.said_in(language) for name in names)


def _sorted_label(found: Found, language: Language) -> str:
    """What the column that is sorted by is called, where it is one of its own."""
    from kring.vocabulary.search_filters import search_filter, search_filters

    name, entry = found.search.sorted_by
    if name not in search_filters() or name == "followers":
        return ""
    label = search_filter(name).words.said_in(language)
    return f"{label}: {entry}" if entry else label


def _remarks(found: Found, language: Language) -> list[str]:
    """What was searched otherwise than typed."""
    from kring.match.discovery import labelled

    words, said = WORDS[language], []
    said += [words["also"].format(word, ", ".join(others)) for word, others in found.also.items()]
    if found.silent:
        said.append(words["silent"].format(", ".join(found.silent)))
    if found.niches:
        labels = labelled("niches")
        named = [labels[niche].said_in(language) if niche in labels else niche for niche, _ in found.niches]
        said.append(words["niches"].format(", ".join(named)))
    if found.without_text:
        kept = words["kept"] if found.keeps_without_text else ""
        said.append(words["without"].format(number(found.without_text, language), kept))
    return said


def _list_filters(as_json: bool) -> None:
    from kring.match.discovery import labelled
    from kring.vocabulary.search_filters import filter_groups, search_filters

    language = spoken_language()
    if as_json:
        show_json([
            {"name": one.name, "group": one.group, "kind": one.kind, "label": one.words.said_in(language),
             "meaning": one.meaning.said_in(language), "unit": one.unit and one.unit.said_in(language),
             "entries": sorted(labelled(one.entries)) if one.entries else []}
            for one in search_filters().values()
        ])  # fmt: skip
        return
    words = WORDS[language]
    for group, label in filter_groups().items():
        rows = [
            (one.name, one.words.said_in(language), HOW[one.kind], one.meaning.said_in(language))
            for one in search_filters().values()
            if one.group == group
        ]
        show_table(label.said_in(language), (words["name"], words["filter"], words["how"], words["what"]), rows)
