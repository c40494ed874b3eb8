"""Holds our compiled releases against those of ocdsmerge, the standard's reference implementation.

Each record of a published folder: its releases, taken from the release package, are merged by ocdsmerge with
the schema of OCDS 1.1.5; what we compiled must say the same.
"""

import json
import pathlib
import sys

import ocdsmerge

from standard import release_schema


def plain(value):
    """Without what merging may order or leave out in its own way: empty lists and objects."""
    if isinstance(value, dict):
        members = {k: plain(v) for k, v in sorted(value.items())}
        return {k: v for k, v in members.items() if v not in ({}, [], None)}
    return [plain(v) for v in value] if isinstance(value, list) else value


def main(folder, cache):
    folder, merger = pathlib.Path(folder), ocdsmerge.Merger(release_schema(pathlib.Path(cache)))
    compared = several = differ = 0
    for path in sorted(folder.glob("records/*.json")):
        releases = {}
        for release in json.loads((folder / "releases" / path.name).read_text())["releases"]:
            releases.setdefault(release["ocid"], []).append(release)
        for record in json.loads(path.read_text())["records"]:
            own = releases[record["ocid"]]
            assert len(own) == len(record["releases"]), record["ocid"]
            expected, found = plain(merger.create_compiled_release(own)), plain(record["compiledRelease"])
            for member in ("id", "tag"):
                expected.pop(member, None), found.pop(member, None)
            compared += 1
            several += len(own) > 1
            if expected != found:
                differ += 1
                keys = [k for k in {**expected, **found} if expected.get(k) != found.get(k)]
                print(f"  {record['ocid']}: {keys}")
    print(f"{folder}: {compared} records, {several} of several releases, {differ} differ from ocdsmerge")
    return 1 if differ or not compared else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
