"""Stock tables as files that are handed out: CSV, and a workbook whose first sheet explains the columns."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policygraph.queries.tables import StockTable

__all__ = ["MEDIA_TYPES", "attachment", "table_file"]

# Of the files, by their endings.
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def table_file(table: StockTable, ending: str) -> bytes:
    """A table as a file with one of the endings of ``MEDIA_TYPES``.

    Raises:
        UsageError: the writer of workbooks is missing, or the table has more rows than Excel takes.
    """
    from policygraph.exports.spreadsheets import write_csv, write_workbook

    with TemporaryDirectory(prefix="policygraph-") as room:
        path = Path(room, f"{table.name}.{ending}")
        if ending == "csv":
            write_csv([table], path.parent)
        else:
            write_workbook([table], path)
        return path.read_bytes()


def attachment(name: str, ending: str) -> dict[str, str]:
    """The header by which browsers store a file under its name."""
    return {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
