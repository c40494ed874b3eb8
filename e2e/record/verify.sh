#!/usr/bin/env bash
# Checks a record and a receipt with the Go project's own transparency log code (verify.go says what).
#
#   e2e/record/verify.sh RECORD_URL_OR_DIR RECEIPT.json VKEY
#
# Needs Go and no network: note and tlog are among the sources that every Go installation carries.
# $GO names the go command where it is not found.
# Exits with 0 when all holds, 1 when something does not, 2 when something cannot be read or built.
set -euo pipefail

if [ $# -ne 3 ]; then
    echo "usage: $0 RECORD_URL_OR_DIR RECEIPT.json VKEY" >&2
    exit 2
fi
here=$(cd "$(dirname "$0")" && pwd)

find_go() {
    local go
    for go in "${GO:-}" "$(command -v go || true)" /usr/lib/go-*/bin/go /usr/local/go/bin/go; do
        if [ -n "$go" ] && [ -x "$go" ]; then
            echo "$go"
            return
        fi
    done
    echo "$0: Go is not installed (apt install golang), or set GO to its path" >&2
    return 1
}

work=$(mktemp -d "${TMPDIR:-/tmp}/diwan-verify.XXXXXX")
trap 'rm -rf "$work"' EXIT

# The packages are read only as dependencies of the go command itself, so they are copied to where
# a program of ours may import them.
build() {
    local go=$1 vendor to=$work/src
    vendor=$("$go" env GOROOT)/src/cmd/vendor/golang.org/x
    mkdir -p "$to/golang.org/x/mod/sumdb" "$to/verify"
    cp -R "$vendor/mod/sumdb/note" "$vendor/mod/sumdb/tlog" "$to/golang.org/x/mod/sumdb/"
    if [ -d "$vendor/crypto/ed25519" ]; then # note imports it up to Go 1.19
        mkdir -p "$to/golang.org/x/crypto"
        cp -R "$vendor/crypto/ed25519" "$to/golang.org/x/crypto/"
    fi
    cp "$here/verify.go" "$to/verify/main.go"
    if [ -z "${HOME:-}" ]; then
        export GOCACHE="$work/cache"
    fi
    GO111MODULE=off GOPATH=$work GOFLAGS='' GOPROXY=off CGO_ENABLED=0 GOTOOLCHAIN=local \
        "$go" build -o "$work/verify" verify
}

go=$(find_go) || exit 2
build "$go" || exit 2
status=0
"$work/verify" "$@" || status=$?
exit "$status"
