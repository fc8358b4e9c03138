"""Draws out in short what every signature held that was sealed before the short form was kept."""

import json

from django.db import migrations

from surefoot_web.followup.shorts import short_of


def draw_out(apps, editor):
    """One signature at a time: a sealed assessment is long."""
    layers = apps.get_model("notes", "SignedLayer").objects.filter(kind="signature")
    short = apps.get_model("followup", "SignedShort")
    for id_, clinic, visit in layers.values_list("pk", "clinic_id", "visit_id"):
        sealed = json.loads(layers.values_list("assessment_json", flat=True).get(pk=id_))
        short.objects.create(clinic_id=clinic, visit_id=visit, **short_of(sealed))


class Migration(migrations.Migration):
    dependencies = [
        ("followup", "0002_outcomes_falls_shorts"),
        ("notes", "0003_layers_of_every_kind"),
    ]

    operations = [migrations.RunPython(draw_out, migrations.RunPython.noop)]
