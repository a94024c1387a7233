"""`kring settings`: the niches and brands an organisation added itself."""

from __future__ import annotations

from dataclasses import asdict

from kring.cli.output import say, show_json, show_table, spoken_language
from kring.cli.places import JsonOption, WorkspaceOption, opened
from kring.estimate import Language, number

WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "file": "Settings: {}", "none": "There is no such file yet, so only Kring's own niches and brands are known.",
        "exact": "Up to {} texts are read by the model, more by single words.",
        "niche": "Own niche", "about": "What it is about", "brand": "Own brand", "known": "Recognised by",
    },
    "nl": {
        "file": "Instellingen: {}", "none": "Dat bestand is er nog niet: alleen de niches en merken van Kring gelden.",
        "exact": "Tot {} teksten leest het model, meer gaat per woord.",
        "niche": "Eigen niche", "about": "Waar het over gaat", "brand": "Eigen merk", "known": "Te herkennen aan",
    },
}  # fmt: skip


def settings(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Show the niches and brands an organisation added itself, and in which file it does so."""
    here = opened(workspace)
    own, file = here.settings(), here.folder.settings_file(here.organisation)
    if as_json:
        brands = [asdict(brand) | {"everyday": sorted(brand.everyday)} for brand in own.brands]
        niches = [asdict(niche) for niche in own.niches]
        show_json({"file": str(file), "exact_texts": own.exact_texts, "niches": niches, "brands": brands})
        return
    language = spoken_language()
    words = WORDS[language]
    say(words["file"].format(file))
    if not file.is_file():
        say(words["none"])
    say(words["exact"].format(number(own.exact_texts, language)))
    if own.niches:
        told = [(niche.words.said_in(language), niche.description.said_in(language)) for niche in own.niches]
        show_table("", (words["niche"], words["about"]), told)
    if own.brands:
        shown = [
            (brand.name, ", ".join([*brand.names, *(f"@{handle}" for handle in brand.handles.values())]))
            for brand in own.brands
        ]
        show_table("", (words["brand"], words["known"]), shown)
