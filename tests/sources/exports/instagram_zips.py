"""Instagram downloads in several languages, made from the headings and quirks of real ones, with made-up people."""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MADE = 1_795_953_600  # 2026-11-29 12:00 UTC
DAY = 86_400
CITIES = "Amersfoort: 41.3%, Baton Rouge, Louisiana: 6.9%, 's-Hertogenbosch: 6%, Bergen op Zoom: 1.2%"
ENGLISH = (
    "Date Range", "Followers", "Followers Delta", "Follower Percentage by City", "Follower Percentage by Country",
    "Follower Percentage by Age for All Genders", "Follower Percentage by Age for Men",
    "Follower Percentage by Age for Women", "Total Follower Percentage for Men", "Total Follower Percentage for Women",
    "Monday Follower Activity",
)  # fmt: skip
FRENCH = (
    "Période", "Followers", "Évolution des followers", "Pourcentage de followers en fonction de la ville",
    "Pourcentage de followers en fonction du pays",
    "Pourcentage de followers en fonction de l’âge pour tous les genres",
    "Pourcentage de followers en fonction de l’âge pour les hommes",
    "Pourcentage de followers en fonction de l’âge pour les femmes", "Pourcentage total de followers pour les hommes",
    "Pourcentage total de followers pour les femmes", "Activité des followers le lundi",
)  # fmt: skip
DUTCH = (
    "Periode", "Volgers", "Verschil in volgers", "Percentage volgers per stad", "Percentage volgers per land",
    "Percentage volgers per leeftijd, alle geslachten", "Percentage volgers per leeftijd, mannen",
    "Percentage volgers per leeftijd, vrouwen", "Totaal percentage volgers, mannen",
    "Totaal percentage volgers, vrouwen",
    "Activiteit van volgers op maandag",
)  # fmt: skip
UNHEARD_OF = tuple(f"Zqx {letter}" for letter in "ABCDEFGHIJK")
AGES = "13-17: {0}, 18-24: {1}, 25-34: {2}, 35-44: {3}, 45-54: {4}, 55-64: {5}, 65+: {6}"
OF_ALL = (2.0, 24.6, 41.4, 17.6, 9.0, 3.4, 2.0)
OF_MEN = (2.0, 21.0, 45.0, 20.0, 7.0, 3.0, 2.0)
OF_WOMEN = (2.0, 26.1, 39.9, 16.6, 9.9, 3.5, 2.0)
POST_KEYS = (
    "Creation Timestamp", "Impressions", "Accounts reached", "Likes", "Comments", "Saves", "Shares", "Follows",
    "Profile visits",
)  # fmt: skip
FRENCH_POST_KEYS = (
    "Horodatage de création", "Impressions", "Comptes touchés", "J’aime", "Commentaires", "Enregistrements", "Partages",
    "Followers", "Visites du profil",
)  # fmt: skip


@dataclass
class Download:
    """What goes into one download; `comma`: figures as in French and Dutch. `newer`: names stand in `title`."""

    keys: tuple[str, ...] = ENGLISH
    post_keys: tuple[str, ...] = POST_KEYS
    period: str = "Aug 31 - Nov 28"
    followers: int = 1_800
    countries: str = "Netherlands: 80.5%, Belgium: 11%"
    comma: bool = False
    newer: bool = False
    men: float = 30.0
    thumbnails: int = 3
    people: list[str] = field(default_factory=lambda: [f"volger_{number}" for number in range(1_790)])
    files: int = 2
    username_key: str = "Username"
    leave: tuple[str, ...] = ()

    def audience(self) -> dict[str, Any]:
        values = (
            self.period, self._figure(f"{self.followers:,}"), "+12", self._listed(CITIES), self._listed(self.countries),
            self._ages(OF_ALL), self._ages(OF_MEN), self._ages(OF_WOMEN), self._listed(f"{self.men}%"),
            self._listed(f"{100 - self.men}%"), "12am: 200, 3am: 90, 6am: 400",
        )  # fmt: skip
        told = {key: {"href": "", "value": value, "timestamp": 0} for key, value in zip(self.keys, values, strict=True)}
        return {"organic_insights_audience": [{"media_map_data": {}, "string_map_data": told}]}

    def posts(self) -> dict[str, Any]:
        records = []
        for number in range(self.thumbnails):
            at = MADE - (number + 1) * DAY
            values = (None, "1.2K", str(900 - number), "88", "7", "12", "--", "1", "30")
            told = {key: {"href": "", "value": self._figure(value), "timestamp": 0} if value else {"timestamp": at}
                    for key, value in zip(self.post_keys, values, strict=True)}  # fmt: skip
            picture = {
                "uri": f"media/posts/{number}.jpg",
                "creation_timestamp": at,
                "title": "Café in Amersfoort #koffie",
            }
            records.append({"media_map_data": {"Media Thumbnail": picture}, "string_map_data": told})
        return {"organic_insights_posts": records}

    def followers_files(self) -> dict[str, Any]:
        size = -(-len(self.people) // self.files)
        parts = [self.people[start : start + size] for start in range(0, max(len(self.people), 1), size or 1)]
        entries = [[self._person(name, MADE - number * DAY) for number, name in enumerate(part)] for part in parts]
        return {f"followers_{number}.json": part for number, part in enumerate(entries, start=1)}

    def _person(self, name: str, at: int) -> dict[str, Any]:
        link = f"https://www.instagram.com/{name}"
        said = {"href": link, "timestamp": at} if self.newer else {"href": link, "value": name, "timestamp": at}
        return {"title": name if self.newer else "", "media_list_data": [], "string_list_data": [said]}

    def _figure(self, text: str) -> str:
        return text.translate(str.maketrans(",.", ".,")) if self.comma and text else text

    def _listed(self, text: str) -> str:
        if not self.comma:
            return text
        entries = [part if part.endswith("%") else f"{part}%" for part in text.split("%, ")]
        return ", ".join(entry.replace(": ", "\u00a0: ").replace(".", ",").replace("%", "\u202f%") for entry in entries)

    def _ages(self, shares: tuple[float, ...]) -> str:
        return self._listed(AGES.format(*(f"{share}%" for share in shares)))

    def contents(self) -> dict[str, Any]:
        insights, connections = "logged_information/past_instagram_insights/", "connections/followers_and_following/"
        following = {
            "relationships_following": [self._person(name, MADE) for name in ("merk_een", "merk_twee", "vriend")]
        }
        own = {"Email": {"value": "anna@voorbeeld.example"}, self.username_key: {"value": "voorbeeld_anna"}}
        profile = {"profile_user": [{"title": "User", "string_map_data": own}]}
        totals = {"string_map_data": {self.keys[0]: {"value": self.period}, "Followers": {"value": "45%"}}}
        found = {
            f"{insights}audience_insights.json": self.audience(),
            f"{insights}posts.json": self.posts(),
            f"{insights}content_interactions.json": {"organic_insights_interactions": [totals]},
            f"{insights}profiles_reached.json": {"organic_insights_reach": [totals]},
            f"{connections}following.json": following,
            "personal_information/personal_information/personal_information.json": profile,
            **{f"{connections}{name}": part for name, part in self.followers_files().items()},
        }
        return {name: content for name, content in found.items() if not name.endswith(self.leave or ("nothing",))}

    def written(self, path: Path, prefix: str = "", at: tuple[int, ...] = (2026, 11, 29, 10, 0, 0)) -> Path:
        """The zip; letters are encoded twice, as Instagram does."""
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in self.contents().items():
                archive.writestr(zipfile.ZipInfo(prefix + name, at), encoded_twice(content))  # type: ignore[arg-type]
        return path


def encoded_twice(content: Any) -> str:
    """JSON as Instagram writes it: each byte of UTF-8 as a letter of its own."""
    return json.dumps(json.loads(json.dumps(content, ensure_ascii=False).encode().decode("latin-1")))


def french() -> Download:
    """A download of an account in French."""
    return Download(
        FRENCH, FRENCH_POST_KEYS, "31 août - 28 nov.", countries="Pays-Bas: 80.5%, Belgique: 11%", comma=True,
        username_key="Nom d’utilisateur",
    )  # fmt: skip


def dutch() -> Download:
    """A download of an account in Dutch; the real words are not known, these are made up."""
    post_keys = ("Aanmaaktijd", "Vertoningen", "Bereikte accounts", "Vind-ik-leuks", "Opmerkingen", "Opgeslagen items",
                 "Gedeeld", "Nieuwe volgers", "Profielbezoeken")  # fmt: skip
    return Download(
        DUTCH, post_keys, "31 aug. - 28 nov.", countries="Nederland: 80.5%, België: 11%", comma=True, newer=True,
        username_key="Gebruikersnaam",
    )  # fmt: skip


def unheard_of() -> Download:
    """A download in a language Kring has no word of; only values and order tell."""
    return Download(UNHEARD_OF, tuple(f"Wvu {n}" for n in range(9)), username_key="Nbm", comma=True, newer=True)
