"""Real ids in the place of made-up ones, so that what lies behind an address is tested and not only that it is not found.

`DIWAN_REAL` names a file: for each path of the description, the parameters that lead to something there.
"""

import itertools
import json
import os
import zlib

import requests
import schemathesis
from schemathesis.core.parameters import ParameterLocation

with open(os.environ["DIWAN_REAL"], encoding="utf-8") as file:
    REAL = json.load(file)


ADDRESSES = itertools.count(1)


def from_an_address_of_its_own(_adapter, request, **_):
    """What a proxy in front would say of each request (`--proxies 1`): so the limits on what one client may send stay as they are.
    What they refuse is tested elsewhere (crates/services/tests/http/limits.rs)."""
    number = next(ADDRESSES)
    request.headers["X-Forwarded-For"] = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


requests.adapters.HTTPAdapter.add_headers = from_an_address_of_its_own


@schemathesis.hook
def before_call(context, case, kwargs):
    """Two in three of the addresses that fit the description lead somewhere. Which: by what was generated, so that a seed gives
    the same run again."""
    if case.meta is None:
        return
    if not case.meta.is_negative_at(ParameterLocation.QUERY) and "after" in (case.query or {}):
        # A cursor is opaque: a client sends back what the last page gave, and nothing else fits.
        del case.query["after"]
    real = REAL.get(case.operation.path)
    wrong = case.meta.generation.mode.is_negative and not case.meta.is_negative_at(ParameterLocation.BODY)
    if not real or wrong or case.meta.phase.name.value == "stateful":
        # What is wrong with the request may be its address: it stays. A chain of requests has found its own.
        return
    chance = zlib.crc32(json.dumps(case.path_parameters, sort_keys=True, default=str).encode())
    if chance % 3:
        found = real[chance // 3 % len(real)]
        case.path_parameters.update({name: value for name, value in found.items() if f"{{{name}}}" in case.operation.path})
