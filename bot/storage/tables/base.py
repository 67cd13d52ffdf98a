"""What all tables share: names of constraints, and the column that says whose row it is."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, MetaData

from bot.storage.types import Identity

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMES)
keys_metadata = MetaData(naming_convention=NAMES)


def owner(primary_key: bool = True) -> Column[int]:
    """The column that names the person a row belongs to."""
    return Column("person_id", Identity, ForeignKey("person.id"), primary_key=primary_key, nullable=False)
