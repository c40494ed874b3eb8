"""The same aggregate on a cluster's engine as by merging partial results.

Two shards are scanned apart. Once their partial results are merged; once each is published as tables, and
SQL over both shards' Parquet computes two indicators that look at many processes: the concentration of
each market (R051) and the share of a supplier in a buyer's awards (R040). The numbers must be the same.
The engine is DataFusion, which Ballista distributes; with the package ballista installed, Ballista runs it.
"""

import gzip
import json
import pathlib
import subprocess
import sys

import duckdb

# Bars low enough that made-up data cross them.
SETTINGS = "[R051]\nindex = 0.02\nleast = 5\n[R040]\nshare = 0.2\nleast = 5\n"

# Sums of whole hundredths, as the merge has them, so that no order of adding changes a digit.
SUMS = """
    select {group}, currency, supplier_id, count(*) as awards, sum(cast(round(amount * 100) as bigint)) as cents
    from awards
    where status = 'active' and supplier_id is not null and amount > 0 and amount <= 1e13 and {group} is not null
    group by {group}, currency, supplier_id
"""
CONCENTRATION = f"""
    with sums as ({SUMS.format(group="market")}),
    totals as (select market, currency, sum(awards) as awards, sum(cents) as cents from sums group by market, currency)
    select trim(concat(s.market, ' ', coalesce(s.currency, ''))) as subject,
           sum(power(cast(s.cents as double) / cast(t.cents as double), 2)) as value
    from sums s join totals t on s.market = t.market and coalesce(s.currency, '') = coalesce(t.currency, '')
    where t.awards >= 5
    group by s.market, s.currency
    having sum(power(cast(s.cents as double) / cast(t.cents as double), 2)) >= 0.02
"""
SHARE = f"""
    with sums as ({SUMS.format(group="buyer_id")}),
    totals as (select buyer_id, currency, sum(awards) as awards, sum(cents) as cents from sums group by buyer_id, currency)
    select concat(s.buyer_id, ' | ', s.supplier_id) as subject, cast(s.cents as double) / cast(t.cents as double) as value
    from sums s join totals t on s.buyer_id = t.buyer_id and coalesce(s.currency, '') = coalesce(t.currency, '')
    where t.awards >= 5 and cast(s.cents as double) / cast(t.cents as double) >= 0.2
"""
QUERIES = {"R051": CONCENTRATION, "R040": SHARE}
TERMS = ("--base", "https://data.example.gov/ocds", "--publisher", "Example", "--license", "https://creativecommons.org/licenses/by/4.0/")


def run(*command):
    subprocess.run([str(c) for c in command], check=True, stdout=subprocess.DEVNULL)


def shards(data, work):
    """Every second line into each of two files."""
    opened = gzip.open if data.suffix == ".gz" else open
    lines = opened(data, "rt", encoding="utf-8").readlines()
    for number in (0, 1):
        path = work / f"shard-{number}.jsonl"
        path.write_text("".join(lines[number::2]), encoding="utf-8")
        yield path


def merged(diwan, files, work):
    settings = work / "settings.toml"
    settings.write_text(SETTINGS)
    partials = []
    for file in files:
        partials.append(work / f"partial-{file.stem}")
        run(diwan, "redflags", file, "--settings", settings, "--partial", "--out", partials[-1])
    report = work / "report"
    run(diwan, "redflags", "merge", *partials, "--settings", settings, "--out", report)
    flags = duckdb.sql(f"select indicator, subject, value from read_parquet('{report}/flags.parquet') where about <> 'process'").fetchall()
    return {code: {subject: value for indicator, subject, value in flags if indicator == code} for code in QUERIES}


def published(diwan, files, work):
    tables = []
    for file in files:
        folder = work / f"published-{file.stem}"
        run(diwan, "redflags", "publish", file, "--out", folder, *TERMS)
        tables.append(folder / "awards.parquet")
    folder = work / "awards"
    folder.mkdir()
    for number, table in enumerate(tables):
        table.rename(folder / f"{number}.parquet")
    return folder


def engines():
    """Each engine that is installed: its name, and a function from a folder to a function from SQL to rows."""

    def rows(context):
        def query(sql):
            batches = [batch.to_pydict() for batch in context.sql(sql).collect()]
            return [row for b in batches for row in zip(b["subject"], b["value"], strict=True)]

        return query

    def datafusion(folder):
        from datafusion import SessionContext

        context = SessionContext()
        context.register_parquet("awards", str(folder))
        return rows(context)

    def ballista(folder):
        from ballista import BallistaBuilder

        context = BallistaBuilder().standalone()
        context.register_parquet("awards", str(folder))
        return rows(context)

    def duck(folder):
        database = duckdb.connect()
        database.execute(f"create view awards as select * from read_parquet('{folder}/*.parquet')")
        return lambda sql: database.execute(sql).fetchall()

    yield "DuckDB", duck
    for name, engine, module in (("DataFusion", datafusion, "datafusion"), ("Ballista", ballista, "ballista")):
        try:
            __import__(module)
        except ImportError as error:
            print(f"skip: {name} is not installed ({error})")
        else:
            yield name, engine


def main(diwan, data, work):
    work = pathlib.Path(work)
    work.mkdir(parents=True)
    files = list(shards(pathlib.Path(data), work))
    expected = merged(diwan, files, work)
    folder = published(diwan, files, work)
    for name, engine in engines():
        query = engine(folder)
        for code, sql in QUERIES.items():
            found = dict(query(sql))
            assert expected[code], f"{code} flags nothing: there is nothing to compare"
            assert found.keys() == expected[code].keys(), (name, code, len(found), len(expected[code]))
            far = max(abs(found[s] - v) for s, v in expected[code].items())
            assert far < 1e-9, (name, code, far)
            print(f"{name}: {code}: {len(found)} subjects, as merged (difference at most {far:.1e})")
    print(json.dumps({"shards": len(files), "compared": {code: len(v) for code, v in expected.items()}}))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
