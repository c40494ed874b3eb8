#!/bin/sh
# Holds what `diwan redflags` writes against software that this project did not write: Parquet by pyarrow and
# DuckDB, packages by libcoveocds, compiled releases by ocdsmerge, the catalogue by pyshacl, and an aggregate
# by DataFusion. Needs Python and packages from PyPI (requirements.txt), nothing else from the network.
#
# e2e/redflags/run.sh [DIWAN] [DATA.jsonl[.gz]]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
diwan=${1:-$here/../../target/debug/diwan}
data=${2:-}
if ! python3 -c 'import venv, ensurepip' 2>/dev/null; then
    echo 'skip: Python 3 with venv is not installed'
    exit 0
fi
cache=${DIWAN_PYTHON_CACHE:-$here/../out/python}
mkdir -p "$cache"
if ! "$cache/venv/bin/python" -c 'import duckdb, libcoveocds, ocdsmerge, pyarrow, pyshacl' 2>/dev/null; then
    python3 -m venv "$cache/venv"
    if ! "$cache/venv/bin/pip" install -q -r "$here/requirements.txt"; then
        echo 'skip: the packages cannot be installed from PyPI'
        exit 0
    fi
fi
python=$cache/venv/bin/python
work=$(mktemp -d "${TMPDIR:-/tmp}/diwan-redflags.XXXXXX")
trap 'rm -rf "$work"' EXIT
terms='--base https://data.example.gov/ocds --publisher Example --license https://creativecommons.org/licenses/by/4.0/'
# shellcheck disable=SC2086
"$diwan" redflags publish "$here/several.jsonl" --out "$work/several" $terms
"$python" "$here/valid.py" "$work/several" "$cache"
"$python" "$here/merge.py" "$work/several" "$cache"
"$python" "$here/catalogue.py" "$work/several"
"$python" "$here/tables.py" "$work/several"
if [ -z "$data" ]; then
    echo 'skip: no data were named for the report and the aggregate'
    exit 0
fi
"$diwan" redflags "$data" --out "$work/report"
"$python" "$here/tables.py" "$work/report"
# shellcheck disable=SC2086
"$diwan" redflags publish "$data" --out "$work/published" $terms
"$python" "$here/valid.py" "$work/published" "$cache"
"$python" "$here/catalogue.py" "$work/published"
"$python" "$here/tables.py" "$work/published"
"$python" "$here/cluster.py" "$diwan" "$data" "$work/cluster"
