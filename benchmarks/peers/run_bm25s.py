"""bm25s over the stored accounts: python run_bm25s.py FOLDER. Filters as a mask of weights, as its documentation says.

Lù, BM25S: orders of magnitude faster lexical search via eager sparse scoring, arXiv 2407.03618, 2024.
"""

from __future__ import annotations

import time

import bm25s
from search_data import measured, stored, told

MOST = 50


def main() -> None:
    """Index, then every query with the filters."""
    said, begun = told(), time.perf_counter()
    ids = {word: number for number, word in enumerate(said["words"])}
    index = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
    index.index((stored("tokens").tolist(), ids), show_progress=False)
    prepared = time.perf_counter() - begun
    followers, real, language = stored("followers"), stored("authenticity"), stored("language")
    low, high, least = said["followers_from"], said["followers_to"], said["authenticity_from"]

    def answer(query: list[str]) -> list[int]:
        passes = (followers >= low) & (followers <= high) & (real >= least) & (language == 0)
        found, scores = index.retrieve([query], k=MOST, weight_mask=passes.astype("float32"), show_progress=False)
        return [account for account, score in zip(found[0], scores[0], strict=True) if score > 0]

    measured(answer, prepared)


if __name__ == "__main__":
    main()
