"""Holds every package of a published folder against the standard, with libcoveocds; offline."""

import collections
import json
import pathlib
import re
import sys

import requests
from libcoveocds.api import ocds_json_output
from libcoveocds.config import LibCoveOCDSConfig

from standard import standard_zip


def offline(*_, **__):
    raise requests.ConnectionError("the check runs offline")


requests.Session.request = offline


def faults(path, zip_address):
    config = LibCoveOCDSConfig({"standard_zip": zip_address, "context": "api", "additional_checks": "none"})
    package = json.loads(path.read_text())
    found = ocds_json_output(json_data=package, lib_cove_ocds_config=config)
    for error in found["validation_errors"]:
        where = [value.get("path") for value in error.get("values") or [] if isinstance(value, dict)]
        yield error["type"], error["description"], re.sub(r"/\d+", "", str(where[:1]))
    for kind in ("structure_warnings", "conformance_errors", "json_deref_error"):
        if found.get(kind):
            print(f"  note: {path.name}: {kind}: {str(found[kind])[:200]}")


def main(folder, cache, most=24):
    zip_address = standard_zip(pathlib.Path(cache))
    packages = sorted(pathlib.Path(folder).glob("re*/*.json"))
    # libcoveocds takes half a second a package: of many, so many that are evenly spread.
    step = max(1, len(packages) // most)
    packages = packages[::step]
    wrong = collections.Counter()
    for path in packages:
        for kind, says, where in faults(path, zip_address):
            wrong[(path.parent.name, kind, says, where)] += 1
    for fault, times in wrong.most_common(40):
        print(f"  {times} x {fault}")
    # The check must be able to fail: a release without its date is no release.
    broken = json.loads(packages[0].read_text())
    for key in ("releases", "records"):
        for one in broken.get(key, []):
            (one.get("compiledRelease") or one).pop("date")
    probe = pathlib.Path(cache) / "broken.json"
    probe.write_text(json.dumps(broken))
    assert list(faults(probe, zip_address)), "a package without dates passed"
    print(f"{folder}: {len(packages)} packages, {sum(wrong.values())} faults by libcoveocds")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
