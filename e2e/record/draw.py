#!/usr/bin/env python3
"""Checks a draw, as docs/draw.md says, with nothing but Python's own integers and SHA-512.

    e2e/record/draw.py [--key HEX] [FILE]

Reads the draw's JSON from FILE or standard input. With --key, the draw must be by that key: `vrf_key`
of the log's first entry. Without, whoever made the draw may have used any key.
Exits with 0 and the id of the chosen when the draw holds, 1 when it does not, 2 when it cannot be read.

Written from RFC 9381, RFC 8032 and docs/draw.md, without the engine's code. Not of constant time:
it has no secret.
"""

import argparse
import hashlib
import json
import re
import sys

# The curve edwards25519: RFC 8032, 5.1.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
COFACTOR = 8

SUITE = b"\x03"  # ECVRF-EDWARDS25519-SHA512-TAI: RFC 9381, 5.5


class Unreadable(Exception):
    """The file is not a draw."""


class DoesNotHold(Exception):
    """The file is a draw that does not hold."""


# Points are pairs of coordinates (x, y), added as RFC 8032, 5.1.4 says. Slow, and easy to check.

IDENTITY = (0, 1)


def add(a, b):
    (x1, y1), (x2, y2) = a, b
    k = D * x1 * x2 * y1 * y2 % P
    x = (x1 * y2 + x2 * y1) * pow(1 + k, -1, P) % P
    y = (y1 * y2 + x1 * x2) * pow(1 - k, -1, P) % P
    return x, y


def negative(point):
    x, y = point
    return -x % P, y


def times(n, point):
    total = IDENTITY
    while n:
        if n & 1:
            total = add(total, point)
        point = add(point, point)
        n >>= 1
    return total


def point_to_string(point):
    x, y = point
    return (y | (x & 1) << 255).to_bytes(32, "little")


def string_to_point(text):
    """RFC 8032, 5.1.3; None when the 32 bytes encode no point."""
    number = int.from_bytes(text, "little")
    sign, y = number >> 255, number & (2**255 - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * ROOT_OF_MINUS_ONE % P
    if x * x % P != square or (x == 0 and sign == 1):
        return None
    return (x if x & 1 == sign else P - x), y


BASE = string_to_point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


def sha512(*parts):
    return hashlib.sha512(b"".join(parts)).digest()


def encode_to_curve(salt, alpha):
    """Try and increment: RFC 9381, 5.4.1.1."""
    for counter in range(256):
        hashed = sha512(SUITE, b"\x01", salt, alpha, bytes([counter]), b"\x00")
        point = string_to_point(hashed[:32])
        if point is not None and times(COFACTOR, point) != IDENTITY:
            return times(COFACTOR, point)
    raise DoesNotHold("the input cannot be mapped to the curve")


def ecvrf_verify(key, alpha, proof):
    """RFC 9381, 5.3, with a validated key (5.4.5): the output of 64 bytes."""
    y = string_to_point(key)
    if y is None:
        raise Unreadable("the public key is no point of the curve")
    if times(COFACTOR, y) == IDENTITY:
        raise Unreadable("the public key is of small order")
    gamma = string_to_point(proof[:32])
    c = int.from_bytes(proof[32:48], "little")
    s = int.from_bytes(proof[48:], "little")
    if gamma is None or s >= ORDER:
        raise DoesNotHold("the proof is malformed")
    h = encode_to_curve(key, alpha)
    u = add(times(s, BASE), times(c, negative(y)))
    v = add(times(s, h), times(c, negative(gamma)))
    points = b"".join(point_to_string(point) for point in (y, h, gamma, u, v))
    if sha512(SUITE, b"\x02", points, b"\x00")[:16] != proof[32:48]:
        raise DoesNotHold("the proof does not belong to this key and input")
    return sha512(SUITE, b"\x03", point_to_string(times(COFACTOR, gamma)), b"\x00")


# The draw: docs/draw.md.


def text(value):
    encoded = value.encode("utf-8")
    return len(encoded).to_bytes(4, "big") + encoded


def alpha(over):
    return b"".join([
        text("diwan/draw/v1"),
        text(over["log"]),
        over["content"],
        text(over["element"]),
        over["visit"].to_bytes(4, "big"),
        over["redraw"].to_bytes(4, "big"),
    ])


def weight(candidate):
    return max(1, 2**20 // (1 + candidate["load"]))


def choose(candidates, output):
    ticket = int.from_bytes(output, "big") % sum(map(weight, candidates))
    for candidate in candidates:
        if ticket < weight(candidate):
            return candidate["id"]
        ticket -= weight(candidate)
    raise AssertionError("the ticket is below the sum of the weights")


def check_order(name, ids):
    encoded = [one.encode("utf-8") for one in ids]
    if any(before >= after for before, after in zip(encoded, encoded[1:])):
        raise DoesNotHold(f"the {name} are not sorted by id, each once")


def verify(draw):
    """The id of the chosen."""
    candidates = [candidate["id"] for candidate in draw["candidates"]]
    excluded = [pair[0] for pair in draw["excluded"]]
    if not candidates:
        raise DoesNotHold("there is no candidate")
    check_order("candidates", candidates)
    check_order("excluded", excluded)
    for both in set(candidates) & set(excluded):
        raise DoesNotHold(f"{both} is a candidate and excluded")
    output = ecvrf_verify(draw["public_key"], alpha(draw["input"]), draw["proof"])
    drawn = choose(draw["candidates"], output)
    if drawn != draw["chosen"]:
        raise DoesNotHold(f"the draw chooses {drawn}, not {draw['chosen']}")
    return drawn


# Reading: whatever is not as the table in docs/draw.md says is refused.


def a_text(value, where):
    if type(value) is not str:
        raise Unreadable(f"{where} is not a text")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise Unreadable(f"{where} is not Unicode") from None
    return value


def a_number(value, where):
    if type(value) is not int or not 0 <= value < 2**32:
        raise Unreadable(f"{where} is not an integer from 0 to 2^32 - 1")
    return value


def a_list(of):
    def read(value, where):
        if type(value) is not list:
            raise Unreadable(f"{where} is not a list")
        return [of(one, f"{where}[{place}]") for place, one in enumerate(value)]
    return read


def a_pair(value, where):
    pair = a_list(a_text)(value, where)
    if len(pair) != 2:
        raise Unreadable(f"{where} is not a pair")
    return pair


def hexadecimal(length):
    def read(value, where):
        if type(value) is not str or not re.fullmatch(f"[0-9a-f]{{{2 * length}}}", value):
            raise Unreadable(f"{where} is not {2 * length} hexadecimal digits in lower case")
        return bytes.fromhex(value)
    return read


def an_object(**members):
    def read(value, where):
        if type(value) is not dict or value.keys() != members.keys():
            raise Unreadable(f"{where} is not an object of {', '.join(members)}")
        return {name: of(value[name], f"{where}.{name}") for name, of in members.items()}
    return read


A_DRAW = an_object(
    input=an_object(
        log=a_text, content=hexadecimal(32), element=a_text, visit=a_number, redraw=a_number
    ),
    candidates=a_list(an_object(id=a_text, load=a_number)),
    excluded=a_list(a_pair),
    proof=hexadecimal(80),
    public_key=hexadecimal(32),
    chosen=a_text,
)


def each_once(pairs):
    members = dict(pairs)
    if len(members) != len(pairs):
        raise Unreadable("an object has a member twice")
    return members


def read(source):
    try:
        value = json.loads(source.decode("utf-8"), object_pairs_hook=each_once)
    except (ValueError, RecursionError) as problem:
        raise Unreadable(f"this is not JSON: {problem}") from problem
    return A_DRAW(value, "draw")


def main():
    parser = argparse.ArgumentParser(description="Checks a draw (docs/draw.md).")
    parser.add_argument("--key", help="the log's drawing key, in hexadecimal")
    parser.add_argument("file", nargs="?", help="the draw; standard input when left out")
    arguments = parser.parse_args()
    try:
        if arguments.file is None:
            source = sys.stdin.buffer.read()
        else:
            with open(arguments.file, "rb") as file:
                source = file.read()
        draw = read(source)
        if arguments.key is not None and draw["public_key"].hex() != arguments.key.lower():
            raise DoesNotHold("the draw was made with another key")
        print(verify(draw))
    except DoesNotHold as problem:
        print(f"the draw does not hold: {problem}", file=sys.stderr)
        return 1
    except (Unreadable, OSError) as problem:
        print(f"the draw cannot be read: {problem}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
