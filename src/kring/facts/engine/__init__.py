"""The engine that computes over observations; the rest of Kring sees only Narwhals lazy frames."""

from kring.facts.engine.interface import Engine

__all__ = ["ENGINES", "Engine", "start_engine"]

ENGINES = ("duckdb",)


def start_engine(name: str = "duckdb") -> Engine:
    """An engine of that name, ready to scan. Raises `UnknownName` for one there is none of."""
    if name != "duckdb":
        from kring.errors import UnknownName

        raise UnknownName("engine", name, list(ENGINES))
    from kring.facts.engine.duckdb import DuckDBEngine

    return DuckDBEngine()
