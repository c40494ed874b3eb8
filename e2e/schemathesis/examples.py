#!/usr/bin/env python3
"""Writes the responses of crates/*/examples.json anew, as a house with its demonstration gives them: lists with their first item.

e2e/schemathesis/examples.py [--binary DIWAN]

Requests, and the responses of what a demonstration does not have (`kept`), are written by hand and stay. A test holds every example
against the description (crates/services/tests/http/openapi.rs).
"""

import argparse
import json
import pathlib
import re
import urllib.request

import run
from house import House, Person

ROOT = pathlib.Path(__file__).resolve().parents[2]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default=str(ROOT / "target/debug/diwan"))
    house = House(parser.parse_args().binary)
    try:
        api = json.load(urllib.request.urlopen(f"{house.url}/api/openapi.json", timeout=120))
        record(house, api)
    finally:
        house.close()


def record(house, api):
    files = {name: ROOT / f"crates/{name}/examples.json" for name in ("services", "open", "feedback")}
    kept = {name: json.loads(file.read_text(encoding="utf-8")) if file.exists() else {} for name, file in files.items()}
    askers = people(house)
    for path, item in api["paths"].items():
        for method, operation in item.items():
            entry = kept[operation["tags"][0] if operation["tags"][0] in kept else "services"].setdefault(operation["operationId"], {})
            if method == "get" and not entry.get("kept") and "application/json" in operation["responses"]["200"].get("content", {}):
                answer = first(askers, path)
                if answer is not None:
                    entry["response"] = short(answer)
    for name, file in files.items():
        filled = {key: value for key, value in kept[name].items() if value}
        file.write_text(json.dumps(filled, indent=2, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")


def people(house):
    """Who may see something, and what there is for them."""
    with_tokens = run.people(house)
    names = ["citizen", "official", "supervisor", "investigator"]
    return [(Bearer(house, with_tokens[name][0]), with_tokens[name][1]) for name in names]


class Bearer(Person):
    def __init__(self, house, token):  # pylint: disable=super-init-not-called
        self.house, self.token = house, token


def first(askers, path):
    """The first answer that is not empty, else the first."""
    empty = None
    for who, real in askers:
        for parameters in real.get(path, [{}])[-1:]:
            address = re.sub(r"{(\w+)}", lambda m: str(parameters.get(m[1], m[0])), path)
            if "{" in address:
                continue
            answer = who.ask("GET", address.removeprefix("/api/v1"))
            if answer is None:
                continue
            if not (isinstance(answer, dict) and answer.get("items") == []):
                return answer
            empty = answer
    return empty


def short(value):
    """One item of a list, and texts that fit a line."""
    if isinstance(value, dict):
        return {key: short(item) for key, item in value.items() if key != "next"}
    if isinstance(value, list):
        return [short(item) for item in value[:1]]
    return value


if __name__ == "__main__":
    main()
