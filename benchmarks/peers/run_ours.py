"""Our methods, numpy, scipy and HiGHS on stored lists: python run_ours.py FOLDER TASK METHOD SECONDS."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

from plan_methods import main

if __name__ == "__main__":
    main()
