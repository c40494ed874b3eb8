"""Holds a published catalogue against the shapes, and what it says of each file against the file."""

import hashlib
import json
import pathlib
import sys

import pyshacl
import rdflib

DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")


def conforms(text):
    graph = rdflib.Graph().parse(data=text, format="json-ld")
    shapes = rdflib.Graph().parse(pathlib.Path(__file__).with_name("shapes.ttl"))
    holds, _, says = pyshacl.validate(graph, shacl_graph=shapes, inference="none")
    return graph, holds, says


def main(folder):
    folder = pathlib.Path(folder)
    text = (folder / "catalogue.jsonld").read_text()
    graph, holds, says = conforms(text)
    if not holds:
        print(says[:3000])
        return 1
    base = json.loads(text)["@id"].removesuffix("catalogue.jsonld")
    files = 0
    for one in graph.subjects(rdflib.RDF.type, DCAT.Distribution):
        path = folder / str(graph.value(one, DCAT.downloadURL)).removeprefix(base)
        content = path.read_bytes()
        assert int(graph.value(one, DCAT.byteSize)) == len(content), path
        stated = graph.value(graph.value(one, SPDX.checksum), SPDX.checksumValue)
        assert str(stated).lower() == hashlib.sha256(content).hexdigest(), path
        files += 1
    assert files == sum(1 for f in folder.rglob("*") if f.is_file()) - 1, "a file is not in the catalogue"
    # The check must be able to fail.
    assert not conforms(text.replace('"license": "http', '"licence": "http'))[1], "a catalogue without a licence passed"
    print(f"{folder}: {len(graph)} statements conform, {files} files are as stated")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
