"""Holds the append-only tables of this app."""

from django.db import migrations

from surefoot_web.records.append_only import hold_append_only


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_initial")]
    operations = [hold_append_only("trail_auditevent"), hold_append_only("trail_operation")]
