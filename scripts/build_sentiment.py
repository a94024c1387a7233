"""Make the Dutch list of feeling words that Kring ships from the subjectivity lexicon of Pattern.

    python scripts/build_sentiment.py --data FOLDER

FOLDER holds `nl-sentiment.xml` (De Smedt and Daelemans, version 1.2, PDDL). A word of several senses gets their mean,
weighted by how sure the authors are; words that say hardly anything (below 0.1 either way) are left out.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path
from xml.etree import ElementTree

TARGET = Path(__file__).parents[1] / "src" / "kring" / "vocabulary" / "feelings_nl.yaml"
LEAST = 0.1


def main() -> None:
    """Reads the lexicon, writes the shipped list, says how large it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder with nl-sentiment.xml")
    senses: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for word in ElementTree.parse(parser.parse_args().data / "nl-sentiment.xml").iter("word"):
        senses[word.attrib["form"].lower()].append((float(word.attrib["polarity"]), float(word.attrib["confidence"])))
    means = {form: sum(p * c for p, c in given) / sum(c for _, c in given) for form, given in senses.items()}
    kept = {form: round(mean, 2) for form, mean in sorted(means.items()) if abs(mean) >= LEAST and form.strip()}
    head = "# Made by scripts/build_sentiment.py from Pattern's lexicon 1.2 (De Smedt, Daelemans; PDDL): -1 to 1.\n"
    TARGET.write_text(head + "".join(f'"{form}": {mean}\n' for form, mean in kept.items()), encoding="utf-8")
    print(f"{TARGET.name}: {len(kept):,} words, {TARGET.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
