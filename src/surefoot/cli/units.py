"""surefoot units: units for a day's timed codes, with the reasoning."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from typing import Any

from surefoot.billing import units_answer
from surefoot.cli.files import day, today
from surefoot.cli.home import installed


class UnitsCommand:
    name = "units"
    help = "units for a day's timed codes, by the AMA's or the CMS rule"
    example = "Example: surefoot units --policy cms 97750=24 97112=10:30"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("minutes", nargs="+", metavar="CODE=MINUTES", help="minutes as M or M:SS")
        parser.add_argument("--policy", choices=("ama", "cms"), default="cms")
        parser.add_argument("--as-of", type=day, metavar="DATE", help="the day of service, today unless given")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def run(self, args: argparse.Namespace) -> int:
        knowledge = installed()
        answer = units_answer(
            args.minutes, args.policy, knowledge=knowledge, view=knowledge.as_of(args.as_of or today())
        )
        if args.format == "json":
            print(json.dumps(answer, ensure_ascii=False, indent=1))
            return 0
        print(_total(answer))
        for code, units in answer["units"].items():
            print(f"  {code}  {units}")
        if answer["tie"]:
            print("A tie: the provider picks one of")
            for split in answer["admissible"]:
                print(f"  {', '.join(f'{code} {units}' for code, units in split.items())}")
        for line in (*answer["reasoning"], *(review["says"] for review in answer["reviews"])):
            print(f"- {line}")
        return 0


def _total(answer: Mapping[str, Any]) -> str:
    if answer["total_units"] is None:
        return f"Units by policy {answer['policy']}: not known"
    return f"{_counted(answer['total_units'], 'unit')} by policy {answer['policy']} for {_counted(answer['total_minutes'], 'minute')}"


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
