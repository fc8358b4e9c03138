"""The commands. Results go to standard output, everything else to standard error.

Exit codes: 0 done; 1 the answer is no, where a command asks a question; 2 the input is at fault; 3 a fault of ours.
"""

from __future__ import annotations

import argparse
import io
import sys
import traceback
from collections.abc import Sequence
from importlib.metadata import version

from surefoot.cli.commands import COMMANDS, web_commands
from surefoot.errors import MissingExtra, Refused

DONE, NO, AT_FAULT, OURS = 0, 1, 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that cannot show ≥ still gets an answer
    parser = build_parser()
    args = parser.parse_args(arguments)
    try:
        return int(args.run(args))
    except Refused as refused:
        print(refused, file=sys.stderr)
        return AT_FAULT
    except MissingExtra as missing:
        print(missing.fault, file=sys.stderr)
        return AT_FAULT
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # the last place that can still answer in words
        return _our_fault(error)


def _our_fault(error: Exception) -> int:
    """Say what failed and where in our code, never with what data."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{last.filename.rsplit('/src/', 1)[-1]} line {last.lineno}"
    says = "SF-X900  Surefoot itself failed; nothing was written."
    print(
        f"{says}\n  where  {type(error).__name__} in {place}\n  do     Report this place and what you ran.",
        file=sys.stderr,
    )
    return OURS


def build_parser() -> argparse.ArgumentParser:
    """The whole command line."""
    parser = argparse.ArgumentParser(
        prog="surefoot",
        description="Balance assessment and fall prevention: from answers and tests to the plan, the note and the CPT 97750 decision.",
        epilog="Example: surefoot assess case.json --explain",
    )
    parser.add_argument("--version", action="version", version=f"surefoot {version('surefoot')}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in (*COMMANDS, *web_commands()):
        sub = commands.add_parser(
            command.name,
            help=command.help,
            description=command.help,
            epilog=getattr(command, "example", None),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.add_arguments(sub)
        sub.set_defaults(run=command.run)
    return parser
