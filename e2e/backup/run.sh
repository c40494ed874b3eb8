#!/usr/bin/env bash
# Backups by software of others: a bucket of moto's S3 server, pieces opened by age's own program, a house restored and audited.
# Needs Python (moto from PyPI) and age. Uses target/debug/diwan.
set -euo pipefail
cd "$(dirname "$0")/../.."
diwan=$PWD/target/debug/diwan
work=$(mktemp -d "${TMPDIR:-/tmp}/diwan-backup.XXXXXX")
server='' house=''
finish() {
    for child in $server $house; do kill "$child" 2>/dev/null || true; done
    rm -rf "$work"
}
trap finish EXIT

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
answers() { for _ in $(seq 100); do curl -s -o /dev/null "$1" && return; sleep 0.2; done; echo "$1 does not answer" >&2; return 1; }

python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet --disable-pip-version-check 'moto[server,s3]>=5'
bucket_port=$(free_port)
"$work/python/bin/moto_server" -H 127.0.0.1 -p "$bucket_port" >"$work/moto.log" 2>&1 &
server=$!
port=$(free_port)
"$diwan" serve --demo --data "$work/house" --listen "127.0.0.1:$port" >"$work/serve.log" 2>&1 &
house=$!
answers "http://127.0.0.1:$bucket_port/moto-api/"
answers "http://127.0.0.1:$port/healthz"

export AWS_ENDPOINT_URL="http://127.0.0.1:$bucket_port" AWS_ALLOW_HTTP=true AWS_REGION=us-east-1 \
    AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test
curl -s -f -o /dev/null -X PUT "$AWS_ENDPOINT_URL/backups"
age-keygen -o "$work/key" 2>/dev/null
public=$(sed -n 's/^# public key: //p' "$work/key")

"$diwan" backup s3://backups/city --recipient "$public" --data "$work/house"
# The demonstration lives: a reminder or a draw may come between two backups. Where nothing came, nothing may be written.
for attempt in $(seq 10); do
    again=$("$diwan" backup s3://backups/city --recipient "$public" --data "$work/house" --json)
    if echo "$again" | grep -q '"written":0'; then break; fi
    [ "$attempt" -lt 10 ] || { echo "each of ten backups in a row wrote pieces: $again" >&2; exit 1; }
    sleep 3
done
curl -s -f "http://127.0.0.1:$port/record/checkpoint" >"$work/kept"
"$diwan" restore s3://backups/city --identity "$work/key" --checkpoint "$work/kept" --data "$work/back"
"$diwan" audit --data "$work/back" | tail -n 1
"$diwan" backup "$work/folder" --recipient "$public" --data "$work/house"
age -d -i "$work/key" "$work"/folder/manifests/*.age | python3 -c 'import json, sys; print(json.load(sys.stdin)["log"]["size"], "entries in the manifest that age opened")'
echo '1 passed, 0 failed'
