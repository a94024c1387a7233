"""The command line: kring init, import, profile, tiers, reach, plan, compare, quarantine, serve, demo, doctor.

Exit codes: 0 all went well; 1 a defect of Kring itself; 2 something you can mend, said in words; 130 stopped.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Runs the command line and turns errors into messages and exit codes."""
    from kring.cli.commands import run_command
    from kring.errors import KringError

    try:
        run_command()
    except KringError as problem:
        from kring.cli.output import show_problem

        show_problem(problem, as_json="--json" in sys.argv)
        sys.exit(problem.exit_code)
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. What was stored before stays; nothing was stored by half.\n")
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
