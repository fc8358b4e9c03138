"""surefoot units: units for a day's timed codes, with the reasoning."""

from __future__ import annotations

import argparse
import json

from surefoot.billing import units_for


class UnitsCommand:
    name = "units"
    help = "units for a day's timed codes, by the AMA's or the CMS rule"
    example = "Example: surefoot units --policy cms 97750=24 97112=10:30"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("minutes", nargs="+", metavar="CODE=MINUTES", help="minutes as M or M:SS")
        parser.add_argument("--policy", choices=("ama", "cms"), default="cms")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def run(self, args: argparse.Namespace) -> int:
        answer = units_for(args.minutes, policy=args.policy)
        if args.format == "json":
            print(json.dumps(answer, ensure_ascii=False, indent=1))
            return 0
        print(f"{answer['total_units']} units by {answer['policy']} for {answer['total_minutes']} minutes")
        for code, units in answer["units"].items():
            print(f"  {code}  {units}")
        if answer["tie"]:
            print("A tie: the provider picks one of")
            for split in answer["admissible"]:
                print(f"  {', '.join(f'{code} {units}' for code, units in split.items())}")
        for line in answer["reasoning"]:
            print(f"- {line}")
        return 0
