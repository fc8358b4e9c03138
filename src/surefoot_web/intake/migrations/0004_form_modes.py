"""Keeps that a caregiver helped, and through which interpreter a form was answered."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_scope_attestation"),
        ("intake", "0003_urgent"),
        ("visits", "0008_incidents"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="intakeform",
            name="intake_form_who_known",
        ),
        migrations.AddField(
            model_name="intakeform",
            name="interpreter",
            field=models.CharField(
                blank=True,
                choices=[("professional", "A professional interpreter"), ("family", "Family or a friend interprets")],
                db_default="",
                default="",
                max_length=12,
                verbose_name="interpreter",
            ),
        ),
        migrations.AddField(
            model_name="intakeform",
            name="interpreter_language",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=40, verbose_name="language of the interpreter"
            ),
        ),
        migrations.AddField(
            model_name="intakeform",
            name="interpreter_name",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=80, verbose_name="name of the interpreter"
            ),
        ),
        migrations.AlterField(
            model_name="intakeform",
            name="who",
            field=models.CharField(
                choices=[
                    ("patient", "The patient"),
                    ("helped", "The patient, with a caregiver’s help"),
                    ("caregiver", "A caregiver"),
                    ("staff", "Staff, for the patient"),
                ],
                default="patient",
                max_length=12,
                verbose_name="who answers",
            ),
        ),
        migrations.AddConstraint(
            model_name="intakeform",
            constraint=models.CheckConstraint(
                condition=models.Q(("who__in", ["patient", "helped", "caregiver", "staff"])),
                name="intake_form_who_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="intakeform",
            constraint=models.CheckConstraint(
                condition=models.Q(("interpreter__in", ["", "professional", "family"])),
                name="intake_form_interpreter_known",
            ),
        ),
    ]
