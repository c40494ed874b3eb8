"""Reads every Parquet file of a folder with two readers that are not ours, and holds it against its CSV."""

import csv
import pathlib
import sys

import duckdb
import pyarrow.parquet


def as_csv(value, joiner):
    """A value of Parquet as our CSV writes it."""
    if value is None:
        return ""
    if isinstance(value, list):
        parts = []
        for one in value:
            if isinstance(one, dict):
                parts.append(f"{one['field']} = {one['value']}" if one["field"] else one["value"])
            else:
                parts.append(one)
        return joiner.join(parts)
    return value if isinstance(value, str) else value


def same(cell, value):
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(cell) == float(value)
    text = str(value)
    # CSV guards a text that a spreadsheet would run.
    return cell == text or (cell.startswith("'") and cell[1:] == text)


def main(folder):
    csv.field_size_limit(1 << 30)
    total = 0
    for path in sorted(pathlib.Path(folder).glob("*.parquet")):
        table = pyarrow.parquet.read_table(path)
        other = duckdb.sql(f"select * from read_parquet('{path}')").fetchall()
        assert table.num_rows == len(other), path
        with open(path.with_suffix(".csv"), newline="", encoding="utf-8") as file:
            rows = csv.reader(file)
            heading = next(rows)
            assert heading == table.column_names, path
            for number, (cells, arrow, duck) in enumerate(zip(rows, table.to_pylist(), other, strict=True)):
                for name, cell, again in zip(heading, cells, duck, strict=True):
                    joiner = " + " if name == "indicators" else " | "
                    for value in (arrow[name], again):
                        assert same(cell, as_csv(value, joiner)), f"{path}, row {number}, {name}: {cell!r} is not {value!r}"
        total += table.num_rows
        print(f"{path.name}: {table.num_rows} rows in {pyarrow.parquet.ParquetFile(path).num_row_groups} groups, the same by pyarrow and duckdb as in CSV")
    assert total > 0, "no table"
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
