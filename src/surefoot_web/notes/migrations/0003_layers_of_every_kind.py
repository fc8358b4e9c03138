"""Co-signatures, late entries and corrections beside addenda, and what each signer stated."""

from django.conf import settings
from django.db import migrations, models

from surefoot_web.records.append_only import hold_append_only


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_append_only"),
        ("notes", "0002_append_only"),
        ("visits", "0003_urgent"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="signedlayer",
            name="notes_layer_is_one_of_two",
        ),
        migrations.AddField(
            model_name="signedlayer",
            name="statement",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="signedlayer",
            name="statement_version",
            field=models.CharField(blank=True, default="", max_length=32),
        ),
        migrations.AlterField(
            model_name="signedlayer",
            name="kind",
            field=models.CharField(
                choices=[
                    ("signature", "Signature"),
                    ("cosignature", "Co-signature"),
                    ("late_entry", "Late entry"),
                    ("correction", "Correction"),
                    ("addendum", "Addendum"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="signedlayer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "signature"), ("number", 1), ("text", "")),
                    models.Q(("kind", "cosignature"), ("number__gt", 1), ("text", "")),
                    models.Q(
                        ("kind__in", ("late_entry", "correction", "addendum")),
                        ("number__gt", 1),
                        models.Q(("text", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="notes_layer_is_of_its_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedlayer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind__in", ("signature", "cosignature"))),
                fields=("visit", "signed_by"),
                name="notes_layer_signed_once_by_each",
            ),
        ),
        hold_append_only("notes_signedlayer"),
    ]
