"""The schemas of OCDS 1.1.5, from packages of PyPI: no other host is asked.

The release schema lies in the source package of ocdsextensionregistry, the package schemas (with all
references resolved) in that of ocdskit. They are put together as the zip of the standard's repository
that libcoveocds wants.
"""

import csv
import io
import json
import pathlib
import subprocess
import sys
import tarfile
import zipfile

SCHEMA = "https://standard.open-contracting.org/schema/1__1__5/"
SOURCES = ("ocdsextensionregistry==0.7.0", "ocdskit==1.7.0")


def fetched(folder):
    """Downloads the source packages, once."""
    folder.mkdir(parents=True, exist_ok=True)
    for source in SOURCES:
        name = source.split("==")[0]
        if not list(folder.glob(f"{name}-*.tar.gz")):
            subprocess.run(
                [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", name, "-d", str(folder), source],
                check=True,
            )


def member(folder, package, ending):
    (path,) = folder.glob(f"{package}-*.tar.gz")
    with tarfile.open(path) as archive:
        (name,) = [m for m in archive.getnames() if m.endswith(ending)]
        return json.load(archive.extractfile(name))


def release_schema(folder):
    fetched(folder)
    return member(folder, "ocdsextensionregistry", "/tests/fixtures/release-schema.json")


def unresolved(schema):
    """Puts the references back: the release schema must be one thing, not six copies."""
    properties = schema["properties"]
    if "releases" in properties:
        properties["releases"]["items"] = {"$ref": SCHEMA + "release-schema.json"}
        return schema
    schema["definitions"] = {"record": properties["records"]["items"]}
    properties["records"]["items"] = {"$ref": "#/definitions/record"}
    record = schema["definitions"]["record"]["properties"]
    for choice in record["releases"]["oneOf"]:
        if "url" not in choice["items"]["properties"]:
            choice["items"] = {"$ref": SCHEMA + "release-schema.json"}
    record["compiledRelease"] = {"$ref": SCHEMA + "release-schema.json"}
    # No versioned release is published, and libcoveocds would fetch its schema from the network.
    record["versionedRelease"] = {"not": {}}
    return schema


def codelists(schema, found=None):
    """The closed codelists, whose codes the schema has itself."""
    found = {} if found is None else found
    if isinstance(schema, dict):
        codes = schema.get("enum") or (schema.get("items") or {}).get("enum") if isinstance(schema.get("items", {}), dict) else schema.get("enum")
        if "codelist" in schema and codes and not schema.get("openCodelist", False):
            found[schema["codelist"]] = [c for c in codes if c is not None]
        for value in schema.values():
            codelists(value, found)
    elif isinstance(schema, list):
        for value in schema:
            codelists(value, found)
    return found


def standard_zip(folder):
    """The address of the zip."""
    path = folder / "standard-1__1__5.zip"
    if path.exists():
        return path.resolve().as_uri()
    release = release_schema(folder)
    files = {
        "release-schema.json": release,
        "versioned-release-validation-schema.json": member(folder, "ocdsextensionregistry", "/tests/fixtures/versioned-release-validation-schema.json"),
    }
    for kind in ("release", "record"):
        files[f"{kind}-package-schema.json"] = unresolved(member(folder, "ocdskit", f"/tests/fixtures/a/{kind}-package-schema-dereferenced.json"))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("standard/", "")
        for name, content in files.items():
            archive.writestr(f"standard/schema/{name}", json.dumps(content))
        for name, codes in codelists(release).items():
            text = io.StringIO()
            rows = csv.writer(text)
            rows.writerow(["Code", "Title"])
            rows.writerows([code, code] for code in codes)
            archive.writestr(f"standard/schema/codelists/{name}", text.getvalue())
    return path.resolve().as_uri()
