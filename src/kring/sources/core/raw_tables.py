"""The tables of the raw log, and how its contents are written."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa

TABLES = """
CREATE TABLE IF NOT EXISTS runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source TEXT NOT NULL,
    began_at TEXT NOT NULL,
    ended_at TEXT,
    state TEXT NOT NULL,
    until TEXT,
    said_en TEXT NOT NULL DEFAULT '',
    said_nl TEXT NOT NULL DEFAULT ''
);
CREATE TABLE IF NOT EXISTS subjects (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    run INTEGER NOT NULL,
    subject TEXT NOT NULL,
    state TEXT NOT NULL,
    said_en TEXT NOT NULL DEFAULT '',
    said_nl TEXT NOT NULL DEFAULT '',
    began_at TEXT,
    until TEXT,
    UNIQUE (run, subject)
);
CREATE TABLE IF NOT EXISTS steps (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    run INTEGER NOT NULL,
    step_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    stream TEXT NOT NULL,
    step TEXT NOT NULL,
    state TEXT NOT NULL,
    said_en TEXT NOT NULL DEFAULT '',
    said_nl TEXT NOT NULL DEFAULT '',
    UNIQUE (run, step_id)
);
CREATE INDEX IF NOT EXISTS steps_open ON steps (run, state, seq);
CREATE TABLE IF NOT EXISTS raw (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run INTEGER NOT NULL,
    source TEXT NOT NULL,
    subject TEXT NOT NULL,
    step TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    fetched_at TEXT NOT NULL,
    expires_at TEXT,
    seal TEXT,
    size INTEGER NOT NULL,
    content BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS raw_by_seal ON raw (source, seal);
CREATE INDEX IF NOT EXISTS raw_by_end ON raw (expires_at);
CREATE TABLE IF NOT EXISTS quota (
    source TEXT NOT NULL,
    bucket TEXT NOT NULL,
    units INTEGER NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS quota_by_time ON quota (source, bucket, at);
CREATE TABLE IF NOT EXISTS seals (
    seal TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    pages INTEGER NOT NULL,
    version INTEGER,
    batch_id TEXT,
    digest TEXT
);
"""

ADDED = (("subjects", "began_at", "TEXT"), ("subjects", "until", "TEXT"))
"""Columns that logs of before have not: table, column, type."""


def packed(content: Any) -> tuple[int, bytes]:
    """Content as compressed bytes, and how many they are unpacked. Equal content gives equal bytes."""
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return len(plain), pa.compress(plain, codec="zstd", asbytes=True)


def unpacked(size: int, content: bytes) -> Any:
    """What `packed` packed."""
    return json.loads(pa.decompress(content, size, codec="zstd", asbytes=True))
