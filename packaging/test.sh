#!/usr/bin/env bash
# Tries the Debian package as an operator would: installs it into a bare Debian, looks at user, folder, settings and unit, starts the
# house, installs it over itself, removes and purges it. Needs root, mmdebstrap, systemd-analyze; not part of ./test.
#
#   cargo install cargo-deb && cargo deb -p diwan
#   packaging/test.sh target/debian/diwan_*.deb
set -euo pipefail
[ $# -eq 1 ] || { echo "usage: packaging/test.sh FILE.deb" >&2; exit 2; }
package=$(realpath "$1")
root=$(mktemp -d "${TMPDIR:-/tmp}/diwan-package.XXXXXX")
server=''
finish() {
    if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; fi
    umount "$root/proc" 2>/dev/null || true
    rm -rf "$root"
}
trap finish EXIT
checked=0
holds() { # holds WHAT COMMAND...
    local what=$1
    shift
    if ! "$@" >"$root.log" 2>&1; then
        echo "NOT: $what" >&2
        cat "$root.log" >&2
        rm -f "$root.log"
        exit 1
    fi
    rm -f "$root.log"
    checked=$((checked + 1))
    echo "ok   $what"
}
inside() { chroot "$root" /usr/bin/env DEBIAN_FRONTEND=noninteractive LC_ALL=C "$@"; }
is() { [ "$(inside stat -c '%U:%G %a' "$2")" = "$1" ]; }

. /etc/os-release
mmdebstrap --quiet --variant=apt "$VERSION_CODENAME" "$root"
mount -t proc proc "$root/proc"
cp "$package" "$root/diwan.deb"

holds 'it installs with what it depends on' inside apt-get install -y --no-install-recommends /diwan.deb
holds 'the binary runs' inside diwan --version
holds 'there is a user that nobody can log in as' \
    bash -c "chroot '$root' getent passwd diwan | grep -q '/var/lib/diwan:/usr/sbin/nologin$'"
holds 'the data are for that user alone' is 'diwan:diwan 700' /var/lib/diwan
holds 'others do not read the settings' is 'root:diwan 640' /etc/diwan/diwan.conf
holds 'the guide is there' inside test -s /usr/share/doc/diwan/operating.md
unit=$root/usr/lib/systemd/system/diwan.service
# A bare Debian has no systemd: the unit is read by this machine's, with the binary where it is from here.
sed "s|^ExecStart=/|ExecStart=$root/|" "$unit" >"$root/tmp/diwan.service"
holds 'the unit is well formed' systemd-analyze verify "$root/tmp/diwan.service"
holds 'the unit keeps it in (score at most 2.0)' \
    systemd-analyze security --offline=true --threshold=20 "$unit"

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
setpriv=(chroot --userspec=diwan:diwan "$root" /usr/bin/env DIWAN_DATA=/var/lib/diwan)
"${setpriv[@]}" diwan serve --listen "127.0.0.1:$port" >"$root/serve.log" 2>&1 &
server=$!
answers() { for _ in $(seq 100); do curl -sf -o /dev/null "http://127.0.0.1:$port/readyz" && return; sleep 0.1; done; cat "$root/serve.log"; return 1; }
holds 'the house starts as that user, and is ready' answers
holds 'its keys are for that user alone' is 'diwan:diwan 600' /var/lib/diwan/keys/master.key
kill "$server"
wait "$server" || true
server=''
holds 'what it left holds' "${setpriv[@]}" diwan audit

echo 'DIWAN_LISTEN=127.0.0.1:9999' >>"$root/etc/diwan/diwan.conf"
holds 'it installs over itself' inside apt-get install -y --reinstall --no-install-recommends -o Dpkg::Options::=--force-confold /diwan.deb
holds 'and keeps the settings' grep -q 9999 "$root/etc/diwan/diwan.conf"
holds 'it is removed' inside apt-get remove -y diwan
holds 'and the data stay' inside test -s /var/lib/diwan/diwan.db
holds 'it is purged' inside apt-get purge -y diwan
holds 'and the settings are gone' inside test ! -e /etc/diwan/diwan.conf
holds 'and the data still stay: deleting a record is for a person to decide' inside test -s /var/lib/diwan/keys/log.key
echo "$checked passed, 0 failed"
