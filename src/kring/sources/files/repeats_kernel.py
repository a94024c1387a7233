"""The compiled form of the walk along rows that come back."""

from __future__ import annotations

from kring.compiled import compiled
from kring.sources.files.repeats import walked

walked_compiled = compiled(walked)
