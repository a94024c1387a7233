"""Whether a jump in followers was people: do followers look real, and did likes rise with them?

Method, looks: when those who came with the jump are fakes, at least as many of the followers are; the interval of the
share of fakes lies above half of that, or below it, or leaves it open. Likes: the mean logarithm of likes of the posts
within nine months before the jump and after it. If all newcomers are people like the others, it rises as followers did;
if none is, not at all. Which of the two is likelier, by a normal likelihood around the difference seen (its error from
the posts' own spread): ten to one either way decides (Kass and Raftery, JASA 90, 1995), less leaves it open.
Limits: posts vary by half and more, so a jump of 20 % needs some 50 posts either side; with fewer the answer is open.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.profile.figure_rows import Floats, Whole, floats, seconds
from kring.profile.trajectory.histories import MONTH
from kring.vocabulary.authenticity import limits

WITHIN = 9.0
FEWEST_POSTS = 3
FOLLOWED, OPEN, ALONE = 1, 0, -1


def likes_with_jumps(jumps: pa.Table, posts: pa.Table) -> Whole:
    """For each jump (rows of `JUMPS`) whether likes followed (1), did not (-1) or can't be told (0).

    `posts` needs account, published_at and likes.
    """
    names = {name: place for place, name in enumerate(dict.fromkeys(jumps["account"].to_pylist()))}
    account = np.asarray([names.get(name, -1) for name in posts["account"].to_pylist()], dtype=np.int64)
    moment, likes = seconds(posts["published_at"]), np.log1p(floats(posts["likes"]))
    seen = (account >= 0) & ~np.isnan(moment) & ~np.isnan(likes)
    account, moment, likes = account[seen], moment[seen], likes[seen]
    order = np.argsort(account, kind="stable")
    account, moment, likes = account[order], moment[order], likes[order]
    starts = np.searchsorted(account, np.arange(len(names) + 1))
    begins, ends = seconds(jumps["after"]), seconds(jumps["before"])
    expected = np.log(floats(jumps["followers_after"]) / floats(jumps["followers_before"]))
    answer = np.full(jumps.num_rows, OPEN)
    for place, name in enumerate(jumps["account"].to_pylist()):
        mine = slice(starts[names[name]], starts[names[name] + 1])
        when, liked = moment[mine], likes[mine]
        before = liked[(when <= begins[place]) & (when > begins[place] - WITHIN * MONTH)]
        after = liked[(when >= ends[place]) & (when < ends[place] + WITHIN * MONTH)]
        answer[place] = _reading(before, after, float(expected[place]))
    return answer


def newcomers_by_looks(jumps: pa.Table, real: pa.Table) -> Whole:
    """For each jump whether followers look like people came (1), like fakes did (-1), or leave it open (0).

    `real`: rows of `FIGURES`, the share of real followers; without one it is open.
    """
    place = pc.index_in(jumps["account"].combine_chunks(), value_set=real["account"].combine_chunks())
    fewest, most = (1 - floats(pa.chunked_array([real[end].combine_chunks().take(place)])) for end in ("high", "low"))
    half = floats(jumps["extra"]) / floats(jumps["followers_after"]) / 2
    return np.select([fewest >= half, most < half], [ALONE, FOLLOWED], OPEN)


def _reading(before: Floats, after: Floats, expected: float) -> int:
    """The likelier reading of one jump, `OPEN` while neither is much likelier."""
    if min(len(before), len(after)) < FEWEST_POSTS or expected <= 0:
        return OPEN
    freedom = len(before) + len(after) - 2
    squares = ((before - before.mean()) ** 2).sum() + ((after - after.mean()) ** 2).sum()
    error2 = max(float(squares) / freedom, 1e-3) * (1 / len(before) + 1 / len(after))
    rose = float(after.mean() - before.mean())
    likelier = (rose**2 - (rose - expected) ** 2) / (2 * error2)
    if abs(likelier) < np.log(limits()["likelier"]):
        return OPEN
    return FOLLOWED if likelier > 0 else ALONE
