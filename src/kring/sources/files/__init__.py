"""Files people have - CSV, workbooks, Parquet, JSON, and zips of them - read into batches for the warehouse."""

from __future__ import annotations

from kring.sources.files.decide import Doubt
from kring.sources.files.limits import Limits
from kring.sources.files.load import Progress, batch_id, build_batch
from kring.sources.files.mapping import Mapping, RememberedMappings, TableMapping, fingerprint
from kring.sources.files.opening import open_sources
from kring.sources.files.quarantine import quarantine_to_csv
from kring.sources.files.recognise import ColumnProposal, Proposal, Question, recognise
from kring.sources.files.sheet import SourceSheet

__all__ = [
    "ColumnProposal",
    "Doubt",
    "Limits",
    "Mapping",
    "Progress",
    "Proposal",
    "Question",
    "RememberedMappings",
    "SourceSheet",
    "TableMapping",
    "batch_id",
    "build_batch",
    "fingerprint",
    "open_sources",
    "quarantine_to_csv",
    "recognise",
]
