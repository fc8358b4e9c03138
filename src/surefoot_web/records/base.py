"""The two kinds of row: a `Record` that actions change, and a `Kept` row that nothing ever changes."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import F

from .declared import declared
from .faults import stale_row
from .ids import new_id


@declared(technical="id clinic")
class ClinicOwned(models.Model):
    """Every row belongs to one clinic and has a UUID that sorts by age."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    clinic = models.ForeignKey("accounts.Clinic", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


@declared(technical="row_version created_at")
class Record(ClinicOwned):
    """A row that actions may change, through `change` alone, so that no update is lost."""

    row_version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    def change(self, *, row_version: int | None = None, **values: Any) -> Self:
        """Write `values` if the row still has `row_version` (default: the version that was read).

        Raises `StaleRow` when somebody else changed it meanwhile; nothing is written then.
        """
        seen = self.row_version if row_version is None else row_version
        rows = type(self)._default_manager.filter(pk=self.pk, row_version=seen)
        if not rows.update(row_version=F("row_version") + 1, **values):
            raise stale_row()
        self.refresh_from_db()
        return self


class Kept(ClinicOwned):
    """A row of an append-only table. Triggers in the database refuse UPDATE and DELETE (`append_only.py`)."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError(f"{type(self).__name__} is append-only: add a new row instead")
        super().save(*args, force_insert=True)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError(f"{type(self).__name__} is append-only: rows are never removed")
