"""Who gets in: the entry for a single sign-on, the count that ends sessions, the table of what workers share."""

import django.db.models.functions.text
from django.core.management import call_command
from django.db import migrations, models

from surefoot_web.config.cache import TABLE


def make_cache_table(apps, editor):
    """The table of Django's database cache. It is made wherever the migrations run, also where a Redis server is used now."""
    call_command("createcachetable", TABLE, database=editor.connection.alias, verbosity=0)


def drop_cache_table(apps, editor):
    editor.execute(f"DROP TABLE IF EXISTS {editor.quote_name(TABLE)}")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_scope_attestation"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="sessions_ended",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="user",
            name="sign_on",
            field=models.CharField(blank=True, max_length=255, verbose_name="single sign-on"),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("sign_on"),
                condition=models.Q(("sign_on", ""), _negated=True),
                name="accounts_user_sign_on_once",
            ),
        ),
        migrations.RunPython(make_cache_table, drop_cache_table),
    ]
