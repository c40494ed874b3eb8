#!/usr/bin/env python3
"""Holds the API of a running house against its description, by schemathesis (PyPI), which this project did not write.

Runs the examples of docs/api.md as well.

e2e/schemathesis/run.py [--binary DIWAN] [--long] [--as NAME]... [--seed N] [-- OPTIONS OF SCHEMATHESIS]

As nobody, as citizen and officials with all that they may do, and as programs with tokens of all scopes and of few. Without
--long the run is bounded for CI and the same each time; --long tries many more inputs from a seed of the day.
"""

import argparse
import json
import os
import pathlib
import signal
import subprocess
import sys
import time

import page
from house import COPY, COPY_FILES, LICENCE, LICENCE_FILES, House, Person

HERE = pathlib.Path(__file__).resolve().parent
CITIZEN = "salma.haddad@demo.example"
SUPERVISOR = "noor.barakat@demo.example"
INVESTIGATOR = "amal.zein@demo.example"

# What ends the caller's own session or account: the rest of the run would only be told to sign in. `ENDS` runs them last.
ENDS = ["sign_out", "erase"]


def main():
    options = arguments()
    # Told to stop, it stops its house as well.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    house = House(options.binary)
    try:
        everybody = people(house)
        chosen = [name for name in options.names or everybody if name != "page"]
        faults = page.check(house.url, everybody["program of a citizen, all scopes"][0], everybody["program of a supervisor, all scopes"][0])
        for fault in faults:
            print(f"docs/api.md: {fault}")
        failed = [name for name in chosen if not run(house, name, everybody[name], options)]
    finally:
        house.close()
    print(f"examples of docs/api.md: {0 if faults else 1} passed, {1 if faults else 0} failed")
    print(f"schemathesis: {len(chosen) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed or faults else 0


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default=str(HERE.parents[1] / "target/debug/diwan"))
    parser.add_argument("--long", action="store_true", help="many more inputs, from a seed of the day")
    parser.add_argument("--as", dest="names", action="append", help="only as this one; may be repeated; `page`: only the page")
    parser.add_argument("--seed", type=int)
    parser.add_argument("rest", nargs="*", help="options of schemathesis, after --")
    options = parser.parse_args()
    if options.seed is None:
        options.seed = int(time.strftime("%Y%m%d")) if options.long else 38
    return options


def people(house):
    """Who asks: a token or none, what is there for them to find, and how many inputs an operation is given."""
    citizen = Person(house, CITIZEN)
    number = citizen.apply("business-licence", LICENCE, LICENCE_FILES)
    copied = citizen.apply("certificate-copy", COPY, COPY_FILES)
    draft = citizen.draft("business-licence", LICENCE, LICENCE_FILES)
    cases = [number, copied]
    officials = [Person(house, email) for email in house.people if email not in (CITIZEN, SUPERVISOR, INVESTIGATOR)]
    official = next(o for o in officials if any(t["number"] == number for t in o.items("/work")))
    supervisor, investigator = Person(house, SUPERVISOR), Person(house, INVESTIGATOR)
    scopes = ["cases:read", "cases:write", "drafts:write", "account:read"]
    all_scopes = [*scopes, "tasks:read", "overview:read", "webhooks:write"]
    finds = lambda who: there(who, cases, draft)
    return {
        "nobody": (None, finds(citizen), 4),
        "citizen": (citizen.token, finds(citizen), 6),
        "official": (official.token, finds(official), 4),
        "supervisor": (supervisor.token, finds(supervisor), 6),
        "investigator": (investigator.token, finds(investigator), 4),
        "program of a citizen, all scopes": (citizen.program(scopes), finds(citizen), 3),
        "program of a supervisor, all scopes": (supervisor.program(all_scopes), finds(supervisor), 3),
        "program of an official, one scope": (official.program(["tasks:read"]), finds(official), 2),
    }


def there(who, cases, draft):
    """For each path of the description, the parameters that lead somewhere."""
    of_case = [{"number": number} for number in cases]
    whole = [(number, who.ask("GET", f"/cases/{number}")) for number in cases]
    whole = [(number, case) for number, case in whole if case]
    jobs = [{"number": n, "job": task["job"]} for n, case in whole for task in case["open"]]
    entries = [{"number": n, "seq": e["index"]} for n, _ in whole for e in who.items(f"/cases/{n}/timeline")]
    documents = [{"number": n, "hash": d["hash"]} for n, case in whole for d in case["documents"]]
    papers = [{"number": n, "n": 1} for n, case in whole if case["certificates"]]
    certificates = [{"number": c} for _, case in whole for c in case["certificates"]]
    services = [{"service": s["id"]} for s in who.items("/services")]
    rules = [{"hash": r["hash"], "element": r["element"]} for r in who.items("/rules")]
    drawn = [{"number": n, "seq": e["index"]} for n, _ in whole for e in who.items(f"/cases/{n}/timeline")
             if e["kind"] == "task.assigned"]
    found = who.items("/contracts?limit=5")
    contracts = [{"ocid": c["ocid"]} for c in found]
    flags = [{"hash": f["id"]} for c in found for f in who.ask("GET", f"/contracts/{c['ocid']}")["flags"]]
    cells = [{"service": c["service"], "office": c["office"]} for c in who.ask("GET", "/feedback")["cells"]]
    lines = [s | {"seq": line["entry"]} for s in services for line in who.items(f"/services/{s['service']}/register")]
    drafts = [{"draft": draft, "field": "lease", "page": "business"}]
    return {
        "/api/v1/cases/{number}": of_case,
        "/api/v1/cases/{number}/timeline": of_case,
        "/api/v1/cases/{number}/messages": of_case,
        "/api/v1/cases/{number}/actions/{message}": [c | {"message": "withdraw"} for c in of_case],
        "/api/v1/cases/{number}/decision": of_case,
        "/api/v1/cases/{number}/decision.pdf": of_case,
        "/api/v1/cases/{number}/case.pdf": of_case,
        "/api/v1/cases/{number}/hold": of_case,
        "/api/v1/cases/{number}/hold/release": of_case,
        "/api/v1/cases/{number}/incident": of_case,
        "/api/v1/cases/{number}/mends": of_case,
        "/api/v1/cases/{number}/feedback": of_case,
        "/api/v1/cases/{number}/feedback/token": of_case,
        "/api/v1/cases/{number}/entries/{seq}": entries,
        "/api/v1/cases/{number}/entries/{seq}/draw": entries + drawn,
        "/api/v1/cases/{number}/documents/{hash}": documents,
        "/api/v1/cases/{number}/certificates/{n}": papers,
        "/api/v1/cases/{number}/certificates/{n}/certificate.pdf": papers,
        **{f"/api/v1/cases/{{number}}/tasks/{{job}}{rest}": jobs
           for rest in ("", "/decline", "/correct", "/question", "/question/answer", "/question/withdraw")},
        "/api/v1/certificates/{number}": certificates,
        "/api/v1/certificates/{number}/certificate.pdf": certificates,
        "/api/v1/services/{service}": services,
        "/api/v1/services/{service}/check": services,
        "/api/v1/services/{service}/process": services,
        "/api/v1/services/{service}/register": services,
        "/api/v1/rules/{hash}/{element}": rules,
        "/api/v1/rules/{hash}/{element}/try": rules,
        "/api/v1/rules/{hash}/{element}/compare": rules,
        "/api/v1/rules/{hash}/{element}/compare/{with}": [r | {"with": r["hash"]} for r in rules],
        "/api/v1/services/{service}/register/{seq}": lines,
        "/api/v1/feedback/{service}/{office}": cells,
        "/api/v1/buyers/{id}": [{"id": c["buyer"]} for c in found],
        "/api/v1/suppliers/{id}": [{"id": s["id"]} for c in found for s in c["suppliers"]],
        "/api/v1/imports/{n}": [{"n": 1}],
        **{f"/api/v1/flags/{{hash}}{rest}": flags for rest in ("", "/case", "/dismiss", "/reopen", "/invitations")},
        "/api/v1/contracts/{ocid}": contracts,
        "/api/v1/contracts/{ocid}/release": contracts,
        "/api/v1/drafts/{draft}": drafts,
        "/api/v1/drafts/{draft}/pages/{page}": drafts,
        "/api/v1/drafts/{draft}/files/{field}": drafts,
        "/api/v1/drafts/{draft}/submit": drafts,
    }


def run(house, name, who, options):
    """One run of schemathesis; a second for what ends the session."""
    token, real, examples = who
    print(f"\n---- as {name} ----", flush=True)
    if name.startswith("program") and not options.long:
        # The edges of each parameter were tried as the program's owner: what differs is what is refused.
        options = argparse.Namespace(**{**vars(options), "rest": [*options.rest, "--phases", "examples,fuzzing"]})
    leave_out = [f"--exclude-operation-id={o}" for o in ENDS] if token else []
    fine = schemathesis(house, token, real, options, ["--max-examples", str(examples * (25 if options.long else 1)), *leave_out])
    if token and name in ("citizen",):
        only = [f"--include-operation-id={o}" for o in ENDS]
        fine &= schemathesis(house, token, real, options, ["--max-examples", "4", *only])
    return fine


def schemathesis(house, token, real, options, more):
    found = pathlib.Path(house.folder.name) / "real.json"
    found.write_text(json.dumps(real), encoding="utf-8")
    environment = os.environ | {
        "SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": str(HERE), "DIWAN_REAL": str(found), "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [
        str(pathlib.Path(sys.executable).parent / "schemathesis"), "--config-file", str(HERE / "schemathesis.toml"), "run",
        f"{house.url}/api/openapi.json", "--seed", str(options.seed), "--no-color", *more, *options.rest,
    ]
    if not options.long:
        command.append("--generation-deterministic")
    if token:
        command += ["--header", f"Authorization: Bearer {token}"]
    return subprocess.run(command, env=environment, cwd=house.folder.name, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
