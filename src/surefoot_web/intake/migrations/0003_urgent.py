"""Keeps which urgent words came onto the screen; the table is append-only."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import surefoot_web.records.ids
from surefoot_web.records.append_only import hold_append_only


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_append_only"),
        ("intake", "0002_append_only"),
        ("visits", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="UrgentShown",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=surefoot_web.records.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("signs", models.JSONField()),
                ("language", models.CharField(choices=[("en", "English"), ("es", "Español")], max_length=8)),
                (
                    "medium",
                    models.CharField(
                        choices=[
                            ("own_device", "Own device"),
                            ("kiosk", "Tablet of the clinic"),
                            ("paper", "Paper"),
                            ("staff_read", "Read out by staff"),
                        ],
                        max_length=12,
                    ),
                ),
                ("shown_at", models.DateTimeField()),
                (
                    "clinic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.clinic"
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="urgent_shown", to="intake.intakeform"
                    ),
                ),
                (
                    "shown_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="urgent_shown", to="visits.visit"
                    ),
                ),
            ],
            options={
                "ordering": ("shown_at", "id"),
            },
        ),
        hold_append_only("intake_urgentshown"),
    ]
