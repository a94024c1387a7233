"""How much one follower looks like a fake: log odds from posts, accounts followed, followers and a picture.

Method: a logistic regression on logarithms with a bend or two each, penalised (ridge), fitted on followers of Swiss
influencers that SRF Data judged by hand in 2017; only its coefficients are kept (`kring.vocabulary.authenticity`).
What is unknown of a person counts as the average of the judged ones, which speaks neither way; with fewer than two of
the four known, nothing is said. The log odds are those among equally many fakes and real people (the share of fakes in
the training set taken out), so that they speak of any audience.
Limits: judged fakes of 2017 on Instagram. Elsewhere and today detectors do much worse than on the data they were
trained on (F1 99 on one bot benchmark, 59 on another: design evidence, 6), so a single person is never called fake.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from kring.profile.figure_rows import Floats, floats
from kring.vocabulary.authenticity import FollowerModel

COUNTS = ("posts", "following", "followers")
PICTURE = "has_picture"
FEWEST_KNOWN = 2


def features(people: pa.Table, knots: Sequence[Sequence[float]]) -> Floats:
    """The columns of the model: for each count its logarithm beyond each knot, then the picture; NaN where unknown.

    `people` needs posts, following, followers (counts) and has_picture; `knots` holds those of each count in turn.
    """
    columns = []
    for name, bends in zip(COUNTS, knots, strict=True):
        logs = np.log1p(floats(people[name]))
        columns += [np.maximum(logs - bend, 0) for bend in bends]
    columns.append(floats(people[PICTURE].cast(pa.int8())))
    return np.stack(columns, axis=1)


def fake_log_odds(people: pa.Table, model: FollowerModel) -> Floats:
    """The log odds of each person being a fake, in a population half of fakes; NaN where too little is known."""
    columns = features(people, model.knots)
    known = ~np.isnan(columns)
    filled = np.where(known, columns, model.means)
    odds = model.intercept + filled @ np.asarray(model.weights)
    return np.where(_enough(people), odds, np.nan)


def _enough(people: pa.Table) -> NDArray[np.bool_]:
    told = sum(people[name].is_valid().combine_chunks().cast(pa.int8()).to_numpy() for name in (*COUNTS, PICTURE))
    return np.asarray(told >= FEWEST_KNOWN)
