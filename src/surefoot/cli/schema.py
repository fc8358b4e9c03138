"""surefoot schema: the JSON Schema of what is read and what is answered."""

from __future__ import annotations

import argparse
import json

from surefoot.assessment import assessment_schema
from surefoot.cases import case_schema
from surefoot.cli.home import installed


class SchemaCommand:
    name = "schema"
    help = "the JSON Schema of a case or of an assessment"
    example = "Example: surefoot schema case > surefoot-case-1.schema.json"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("what", nargs="?", choices=("case", "assessment"), default="case")

    def run(self, args: argparse.Namespace) -> int:
        schema = case_schema(installed()) if args.what == "case" else assessment_schema()
        print(json.dumps(schema, ensure_ascii=False, indent=1))
        return 0
