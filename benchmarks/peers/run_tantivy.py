"""tantivy over the stored accounts: python run_tantivy.py FOLDER. Text as terms, filters as ranges on fast fields.

https://github.com/quickwit-oss/tantivy, a search engine in Rust; its index lies in memory and is one segment where it
fits its writer.
"""

from __future__ import annotations

import time

import tantivy
from search_data import measured, stored, texts, told

MOST, HEAP = 50, 1_000_000_000
INTEGER, FLOAT = tantivy.FieldType.Integer, tantivy.FieldType.Float


def made() -> tantivy.Index:
    """The index."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="whitespace", index_option="freq")
    for name in ("account", "followers", "language"):
        builder.add_integer_field(name, indexed=True, fast=True, stored=name == "account")
    builder.add_float_field("authenticity", indexed=True, fast=True)
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer(HEAP, 1)
    columns = [stored(name).tolist() for name in ("followers", "language", "authenticity")]
    for account, (text, followers, language, real) in enumerate(zip(texts(), *columns, strict=True)):
        document = tantivy.Document(text=text, account=account, followers=followers, language=language)
        if real == real:
            document.add_float("authenticity", real)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


def main() -> None:
    """Index, then every query with the filters."""
    begun = time.perf_counter()
    index, said = made(), told()
    prepared, searcher, schema = time.perf_counter() - begun, index.searcher(), index.schema
    must, should = tantivy.Occur.Must, tantivy.Occur.Should

    def between(name: str, kind: object, low: float, high: float) -> tuple[object, object]:
        ranged = tantivy.Query.range_query(schema, name, kind, low, high)
        return must, tantivy.Query.const_score_query(ranged, 0.0)

    def answer(query: list[str]) -> list[int]:
        words = [(should, tantivy.Query.term_query(schema, "text", word)) for word in query]
        asked = tantivy.Query.boolean_query([
            (must, tantivy.Query.boolean_query(words)),
            between("followers", INTEGER, said["followers_from"], said["followers_to"]),
            between("authenticity", FLOAT, said["authenticity_from"], 1.0), between("language", INTEGER, 0, 0),
        ])  # fmt: skip
        hits = searcher.search(asked, MOST, count=False).hits
        return [searcher.doc(address)["account"][0] for _, address in hits]

    measured(answer, prepared)


if __name__ == "__main__":
    main()
