#!/usr/bin/env python3
"""Checks the cosignatures on a checkpoint, written from the specifications alone.

    cosigned.py CHECKPOINT VKEY...    which of the keys have signed it: one line each
    cosigned.py vectors               the known answers in crates/tlog/tests/record/witnesses.rs

c2sp.org/signed-note, c2sp.org/tlog-checkpoint, c2sp.org/tlog-cosignature. Needs the packages
`cryptography` (Ed25519) and `dilithium-py` (ML-DSA-44, FIPS 204 in plain Python): no code is shared
with this project.

Exits with 0 when every key has signed, 1 when one has not, 2 when something cannot be read.
"""
import base64
import hashlib
import struct
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from dilithium_py.ml_dsa import ML_DSA_44


def key_id(name, kind, key):
    return hashlib.sha256(name.encode() + b"\n" + bytes([kind]) + key).digest()[:4]


def read_vkey(text):
    name, hexid, rest = text.split("+", 2)
    raw = base64.b64decode(rest, validate=True)
    kind, key = raw[0], raw[1:]
    if key_id(name, kind, key).hex() != hexid:
        raise ValueError(f"{name}: the id is not that of the key")
    return name, kind, key


def ml_dsa_message(cosigner, time, origin, size, root):
    name, log = cosigner.encode(), origin.encode()
    return (
        b"subtree/v1\n\0"
        + bytes([len(name)]) + name
        + struct.pack(">Q", time)
        + bytes([len(log)]) + log
        + struct.pack(">QQ", 0, size)
        + root
    )


def holds(text, name, kind, key, signature):
    """The time of a signature that holds (0 for a log's), or None."""
    try:
        if kind == 0x01:
            Ed25519PublicKey.from_public_bytes(key).verify(signature, text.encode())
            return 0
        time = struct.unpack(">Q", signature[:8])[0]
        if kind == 0x04:
            message = f"cosignature/v1\ntime {time}\n{text}".encode()
            Ed25519PublicKey.from_public_bytes(key).verify(signature[8:], message)
            return time
        if kind == 0x06:
            origin, size, root = text.split("\n")[:3]
            message = ml_dsa_message(name, time, origin, int(size), base64.b64decode(root))
            return time if ML_DSA_44.verify(key, message, signature[8:]) else None
    except InvalidSignature:
        return None
    raise ValueError(f"{name}: signature type {kind} is not known here")


def check(path, vkeys):
    with open(path, encoding="utf-8", newline="") as file:
        note = file.read()
    gap = note.rindex("\n\n")
    text, lines = note[: gap + 1], note[gap + 2 :].splitlines()
    all_hold = True
    for vkey in vkeys:
        name, kind, key = read_vkey(vkey)
        time = None
        for line in lines:
            dash, signer, encoded = line.split(" ")
            raw = base64.b64decode(encoded, validate=True)
            if dash == "\u2014" and signer == name and raw[:4] == key_id(name, kind, key):
                time = holds(text, name, kind, key, raw[4:])
        print(f"{name} type {kind}: " + ("NOT SIGNED" if time is None else f"holds, time {time}"))
        all_hold &= time is not None
    return 0 if all_hold else 1


def vectors():
    name, seed, time = "witness.example/w1", bytes(range(32)), 1679315147
    public, secret = ML_DSA_44._keygen_internal(seed)
    root = base64.b64decode("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")
    message = ml_dsa_message(name, time, "example.com/behind-the-sofa", 20852163, root)
    signature = ML_DSA_44.sign(secret, message, deterministic=True)
    whole = key_id(name, 6, public) + struct.pack(">Q", time) + signature
    line = f"\u2014 {name} {base64.b64encode(whole).decode()}\n"
    for what, value in [("key", public), ("signature", signature), ("line", line.encode())]:
        print(what, hashlib.sha256(value).hexdigest())
    print("id", key_id(name, 6, public).hex())
    return 0


def main():
    try:
        if sys.argv[1:] == ["vectors"]:
            return vectors()
        if len(sys.argv) < 3:
            print(__doc__.split("\n\n")[1], file=sys.stderr)
            return 2
        return check(sys.argv[1], sys.argv[2:])
    except (OSError, ValueError, IndexError) as error:
        print(f"cosigned: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
