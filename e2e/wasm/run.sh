#!/usr/bin/env bash
# The decision language on another machine: its tests, the compatibility kit among them, are built for WebAssembly and run in
# wasmtime; every answer of the kit must have the same bytes there and here.
#
# Needs a toolchain for wasm32-wasip1: `rustup target add wasm32-wasip1`, or Debian's rustc-web, rust-web-src, lld and wasi-libc,
# from which the standard library is built. Needs Python for wasmtime (from PyPI).
set -euo pipefail
cd "$(dirname "$0")"
root=$(cd ../.. && pwd)
shared=$(cd "$root/.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/diwan-wasm.XXXXXX")
trap 'rm -rf "$work"' EXIT

target=wasm32-wasip1
options=()
export CARGO_TARGET_DIR=$root/target/wasm
native=("$(command -v cargo)" test --quiet --release)
if [ -d "$(rustc --print sysroot)/lib/rustlib/$target/lib" ]; then
    export RUSTFLAGS='-Clink-arg=-zstack-size=67108864'
else
    system=/usr/bin/rustc
    if [ ! -d "$("$system" --print sysroot)/lib/rustlib/src/rust/library" ] || [ ! -f /usr/lib/wasm32-wasi/libc.a ]; then
        echo "no toolchain for $target: see the head of e2e/wasm/run.sh" >&2
        exit 1
    fi
    # The same compiler builds both sides.
    export RUSTC=$system RUSTDOC=/usr/bin/rustdoc RUSTC_BOOTSTRAP=1
    options=(-Zbuild-std=std,panic_abort)
    export RUSTFLAGS='-Clink-self-contained=no -Clinker=wasm-ld -Clink-arg=/usr/lib/wasm32-wasi/crt1-command.o
        -Clink-arg=-L/usr/lib/wasm32-wasi -Clink-arg=-zstack-size=67108864 -Clink-arg=--import-undefined'
fi

cargo test --quiet --release --target "$target" "${options[@]}" --no-run
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet --disable-pip-version-check 'wasmtime>=40'

program() { ls -t "$CARGO_TARGET_DIR/$target"/release/deps/"$1"-*.wasm | head -n 1; }
inside() { "$work/python/bin/python" run.py "$(program "$1")" "$2" "${@:3}"; }

inside same_bytes "$work"
# One test asks for a thread with a small stack: there are none in there.
inside limits "$work" --skip long_requirements_are_followed_without_a_deep_stack

# The kit lies beside the checkout; the program looks for it from there, and writes into it nothing but its answers.
if [ ! -d "$shared/shared/conformance/dmn-tck" ]; then
    echo 'the compatibility kit is not beside this checkout: its answers were not compared'
    exit 0
fi
answers="$CARGO_TARGET_DIR/answers"
mkdir -p "$answers"
DIWAN_TCK_ANSWERS="$answers/wasm" inside tck "$shared" --nocapture | tail -n 4
(unset RUSTFLAGS && DIWAN_TCK_ANSWERS="$answers/native" "${native[@]}" --test tck)
cmp "$answers/wasm" "$answers/native"
echo "$(wc -l <"$answers/wasm") answers have the same bytes in WebAssembly and here"
