"""`surefoot paper-form`: the patient's form as a large-print PDF, empty, for the shelf."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path

ORDERS = ("stay_independent_first", "three_questions_first")


class PaperForm:
    """Write the questions of the patient's form in large print, with the words that lead past what need not be answered."""

    name = "paper-form"
    help = "the patient's form on paper, in large print"
    example = "Example: surefoot paper-form --language es -o form.pdf"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("-o", "--output", type=Path, required=True, help="where the PDF goes")
        parser.add_argument("--language", choices=("en", "es"), default="en")
        parser.add_argument("--order", choices=ORDERS, default=ORDERS[0], help="what comes first")
        parser.add_argument(
            "--extra", action="append", default=[], help="an extra part to hand out; may be given again"
        )
        parser.add_argument("--day", type=date.fromisoformat, help="the day whose questions are asked (default: today)")

    def run(self, args: argparse.Namespace) -> int:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "surefoot_web.config.settings")
        import django

        django.setup()
        from surefoot_web.accounts.selectors import form_extras

        unknown = [one for one in args.extra if one not in form_extras()]
        if unknown or not args.output.parent.is_dir():
            fault = f"there is no extra part {unknown[0]}" if unknown else f"there is no folder {args.output.parent}"
            print(f"surefoot paper-form: {fault}. Parts: {', '.join(form_extras())}.", file=sys.stderr)
            return 2
        args.output.write_bytes(_made(args))
        print(args.output)
        return 0


def _made(args: argparse.Namespace) -> bytes:
    from django.utils import translation

    from surefoot.note.paper import render_paper
    from surefoot_web.config.knowledge import load
    from surefoot_web.intake.paper import paper_data
    from surefoot_web.records.clock import now

    day = (args.day or now().date()).isoformat()
    visit = {"date": day, "form_order": args.order, "form_extras": args.extra}
    with translation.override(args.language):
        data = paper_data({"patient": {}, "visit": visit, "answers": {}}, load(), args.language)
    return render_paper(data, day=day)


paper_form = PaperForm()
