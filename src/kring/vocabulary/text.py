"""`Words`: one text in Dutch and English, and how the vocabulary's YAML files are read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kring.estimate import Language


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages. Raises ValueError when a language is missing or empty."""

    nl: str
    en: str

    def __post_init__(self) -> None:
        for language, text in (("nl", self.nl), ("en", self.en)):
            if not isinstance(text, str) or not text.strip():
                raise ValueError(f"a text needs both languages, {language} is missing beside {self.nl or self.en!r}")

    def said_in(self, language: Language) -> str:
        """The text in that language."""
        return self.nl if language == "nl" else self.en

    @classmethod
    def of(cls, entry: dict[str, str]) -> Words:
        """The words of a YAML entry that holds `nl` and `en`."""
        return cls(entry.get("nl", ""), entry.get("en", ""))


@cache
def entries(name: str) -> Any:
    """The contents of the vocabulary file `name`.yaml, read once; nobody changes them."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = files("kring.vocabulary").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=loader)
