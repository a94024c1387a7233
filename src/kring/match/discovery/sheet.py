"""A table as a spreadsheet: figures as figures, text as text, the headings fixed."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

WIDEST, LEAST = 40, 8


def write_sheet(table: pa.Table, file: Path) -> None:
    """Writes a table without lists to an Excel file."""
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": False}
    with xlsxwriter.Workbook(str(file), options) as book:
        sheet = book.add_worksheet("creators")
        bold = book.add_format({"bold": True})
        for place, name in enumerate(table.column_names):
            values = table[name].to_pylist()
            sheet.write_string(0, place, name, bold)
            for row, value in enumerate(values, start=1):
                if isinstance(value, str):
                    sheet.write_string(row, place, value)
                elif value is not None:
                    sheet.write_number(row, place, value)
            longest = max((len(str(value)) for value in values[:200]), default=0)
            sheet.set_column(place, place, min(WIDEST, max(LEAST, longest, len(name)) + 1))
        sheet.freeze_panes(1, 1)
