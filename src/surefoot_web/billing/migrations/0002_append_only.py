"""Holds the append-only tables of this app."""

from django.db import migrations

from surefoot_web.records.append_only import hold_append_only

KEPT = ("acknowledgement", "claimdata", "claimfile", "filedclaim", "payeranswer", "settlement", "unitschange")


class Migration(migrations.Migration):
    dependencies = [("billing", "0001_initial")]
    operations = [hold_append_only(f"billing_{name}") for name in KEPT]
