"""Says why no one clock counted a run, and keeps second devices: invitations, who joined, who ended them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import surefoot_web.records.ids


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_scope_attestation"),
        ("visits", "0006_retest_and_review"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="stopwatch",
            name="timing",
            field=models.CharField(
                blank=True,
                choices=[
                    ("across_reload", "timed across a reload"),
                    ("across_devices", "started on one device, stopped on another"),
                    ("server_clock", "timed by the server’s clock"),
                ],
                max_length=16,
            ),
        ),
        migrations.CreateModel(
            name="StopwatchDevice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=surefoot_web.records.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("row_version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("role", models.CharField(max_length=16)),
                ("test", models.CharField(max_length=64)),
                ("token_digest", models.CharField(max_length=64, unique=True)),
                ("join_before", models.DateTimeField()),
                ("secret_digest", models.CharField(blank=True, max_length=64)),
                ("joined_at", models.DateTimeField(blank=True, null=True)),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "clinic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.clinic"
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="devices", to="visits.visit"
                    ),
                ),
            ],
            options={
                "ordering": ("created_at", "id"),
            },
        ),
        migrations.AddField(
            model_name="stopwatch",
            name="started_on",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="visits.stopwatchdevice",
            ),
        ),
        migrations.AddField(
            model_name="stopwatch",
            name="stopped_on",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="visits.stopwatchdevice",
            ),
        ),
        migrations.AddConstraint(
            model_name="stopwatchdevice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ends_at__isnull", True), ("joined_at__isnull", True), ("secret_digest", "")),
                    models.Q(
                        ("ends_at__isnull", False),
                        ("joined_at__isnull", False),
                        models.Q(("secret_digest", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="visits_device_joining_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="stopwatchdevice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="visits_device_end_is_whole",
            ),
        ),
    ]
