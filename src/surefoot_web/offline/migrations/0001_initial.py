"""Keys that answers are sealed to."""

import django.db.models.deletion
from django.db import migrations, models

import surefoot_web.records.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0003_scope_attestation"),
        ("intake", "0003_urgent"),
    ]

    operations = [
        migrations.CreateModel(
            name="SealingKey",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=surefoot_web.records.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("row_version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("public_key", models.CharField(max_length=128)),
                ("private_key", models.CharField(blank=True, max_length=512)),
                ("made_at", models.DateTimeField()),
                ("destroyed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "clinic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.clinic"
                    ),
                ),
                (
                    "form",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sealing_key", to="intake.intakeform"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("destroyed_at__isnull", False), ("private_key", "")),
                            models.Q(("destroyed_at__isnull", True), models.Q(("private_key", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="offline_key_is_kept_or_destroyed",
                    )
                ],
            },
        ),
    ]
