"""`Record`: everything a ranking was made from, kept so that it can be made again to the byte.

Kept are the brief, the criteria with their weights, how many accounts each gate kept out, and of every account that
passed each quantity.
Neither the observations nor a plugin is needed to make the ranking again, so it can still be accounted for when both
have changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from kring.errors import BadInput
from kring.match.criteria.criterion import UNKNOWN_LEVEL, Criteria
from kring.match.ranking.ranking import Ranking
from kring.match.ranking.scoring import ordered, scores
from kring.match.ranking.standing import standing

FORMAT = 2
SHOWN = 200
"""How many rows an answer holds with their bars; of the rest it holds a digest."""


@dataclass(frozen=True, eq=False)
class Record:
    """One ranking to keep. `inputs`: JSON with brief, criteria and where it came from. `answer`: JSON, the ranking.

    `quantities`: account, and one column a criterion the brief asked for, null for unknown.
    """

    inputs: bytes
    quantities: pa.Table
    answer: bytes

    @property
    def id(self) -> str:
        """The name of the ranking, made from all that is in it: the same inputs have the same name."""
        return hashlib.sha256(self.inputs + self.answer).hexdigest()[:16]

    def replayed(self) -> bytes:
        """The answer made anew. Raises BadInput where inputs and quantities don't belong together, or
        are kept in an older form.
        """
        given = json.loads(self.inputs)
        if given["format"] != FORMAT:
            raise BadInput(
                "this ranking was kept in an older form.", "Make it again with kring match.",
                nl="deze rangschikking is in een oudere vorm bewaard.", nl_advice="Maak haar opnieuw met kring match.",
            )  # fmt: skip
        if given["quantities"] != digest_of(self.quantities):
            raise BadInput(
                "the quantities of this ranking are not those it was made from.", "Restore them from a backup.",
                nl="de waarden van deze rangschikking zijn niet die waarmee zij gemaakt is.",
                nl_advice="Zet ze terug uit een back-up.",
            )  # fmt: skip
        return answer_of(Criteria.of_plain(given["criteria"]), self.quantities, given["added_first"])


def record_of(ranking: Ranking, made_from: Mapping[str, Any]) -> Record:
    """What to keep of a ranking. `made_from`: plain values that say which observations and settings it rests on."""
    columns = {"account": ranking.pool.names.take(pa.array(ranking.gates.at))}
    columns |= {name: pa.array(values, from_pandas=True) for name, values in ranking.seen.quantities().items()}
    table, first = pa.table(columns), sorted(standing(ranking.criteria))
    inputs = {
        "format": FORMAT, "brief": ranking.brief.to_dict(), "criteria": ranking.criteria.plain(),
        "considered": len(ranking.pool), "kept_out": dict(ranking.gates.stops),
        "quantities": digest_of(table), "added_first": first, "made_from": dict(made_from),
    }  # fmt: skip
    return Record(plain_json(inputs), table, answer_of(ranking.criteria, table, first))


def answer_of(criteria: Criteria, table: pa.Table, first: Collection[str]) -> bytes:
    """The ranking of these quantities as JSON: the first rows with their bars, and a digest of all."""
    found = {name: np.asarray(table[name].to_numpy(), np.float64) for name in table.column_names[1:]}
    scored = scores(criteria, found, table.num_rows, first)
    order = ordered(scored.bits, scored.coverage)
    accounts = table["account"].take(pa.array(order)).to_pylist()
    rows = []
    for place, at in enumerate(order[:SHOWN]):
        codes = {name: int(levels[at]) for name, levels in scored.levels.items()}
        bars = {name: criteria.named(name).levels[code].bits for name, code in codes.items() if code != UNKNOWN_LEVEL}
        row = {"place": place + 1, "account": accounts[place], "bits": float(scored.bits[at])}
        rows.append({**row, "coverage": float(scored.coverage[at]), "bars": bars})
    whole = hashlib.sha256(
        "\n".join(accounts).encode() + scored.bits[order].tobytes() + scored.coverage[order].tobytes()
    )
    return plain_json({"passing": len(order), "all": whole.hexdigest(), "rows": rows})


def digest_of(table: pa.Table) -> str:
    """Names, order and values of a table of quantities, whatever way they are stored."""
    found = hashlib.sha256("\n".join(table["account"].to_pylist()).encode())
    for name in table.column_names[1:]:
        found.update(name.encode() + np.asarray(table[name].to_numpy(), np.float64).tobytes())
    return found.hexdigest()


def plain_json(value: Any) -> bytes:
    """Plain values as the bytes that records hold."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False, indent=1).encode()
