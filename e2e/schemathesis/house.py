"""A house to test: the real binary with its demonstration, people signed in to it, and something in it to find."""

import http.cookiejar
import json
import re
import subprocess
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

PDF = b"%PDF-1.7\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"

LICENCE = {
    "business_name": "Al-Nour Stationery", "legal_form": "sole_trader", "register_number": "2019-04512",
    "trade": "office", "address": "12 Harbour Street, Old Quarter", "zone": "commercial", "floor_area": 40,
    "staff": 3, "starts_on": "2099-01-04", "applicant_name": "Salma Haddad", "capacity": "owner",
    "email": "salma.haddad@demo.example", "phone": "+961 70 123 456", "agree": True,
}
LICENCE_FILES = [("id_copy", "identity.pdf", PDF), ("lease", "lease.pdf", PDF), ("register_extract", "extract.png", PNG)]
COPY = {
    "register": "birth", "entry_number": "4512", "year": 1984, "person_name": "Karim Haddad", "relation": "self",
    "purpose": "passport", "delivery": "counter", "email": "karim@demo.example", "agree": True,
}
COPY_FILES = [("id_copy", "identity.pdf", PDF)]


class House:
    """`diwan serve --demo` with a folder and a port of its own."""

    def __init__(self, binary):
        self.folder = tempfile.TemporaryDirectory(prefix="diwan-schemathesis.")
        self.log = open(f"{self.folder.name}/log", "w+b")
        # Hosts under .example (RFC 2606) lead nowhere: what is allowed to leave for them does not arrive.
        self.process = subprocess.Popen(
            [binary, "serve", "--demo", "--listen", "127.0.0.1:0", "--data", f"{self.folder.name}/data",
             "--proxies", "1", "--allow-webhook", "https://agency.example"],
            stdout=subprocess.PIPE, stderr=self.log)
        line = self.process.stdout.readline().decode()
        if not line.startswith("listening on "):
            raise SystemExit(f"the server did not start: {line}{self.said()}")
        self.url = line.removeprefix("listening on ").strip()
        people = urllib.request.urlopen(f"{self.url}/demo", timeout=120).read().decode()
        found = re.findall(r'name="person" value="(\d+)".*?<bdi dir="ltr">([^<]+)</bdi>', people, re.S)
        self.people = {email: person for person, email in found}

    def said(self):
        self.log.seek(0)
        return self.log.read().decode(errors="replace")[-4000:]

    def close(self):
        self.process.terminate()
        self.process.wait()
        self.folder.cleanup()


class Person:
    """Somebody who is signed in; the session's token goes as `Authorization: Bearer`."""

    def __init__(self, house, email):
        self.house, self.email = house, email
        jar = http.cookiejar.CookieJar()
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        page = browser.open(f"{house.url}/demo", timeout=120).read().decode()
        token = re.search(r'name="csrf" value="([^"]+)"|name="([^"]*csrf[^"]*)" value="([^"]+)"', page)
        name = "csrf" if token.group(1) else token.group(2)
        form = {name: token.group(1) or token.group(3), "person": house.people[email]}
        browser.open(f"{house.url}/demo/sign-in", urllib.parse.urlencode(form).encode(), timeout=120)
        self.token = next(c.value for c in jar if c.name == "session")

    def ask(self, method, path, body=None, media="application/json"):
        """The answer's JSON; a refusal is an error of this script, but for what is not theirs."""
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": str(uuid.uuid4())}
        if method != "GET":
            headers["Content-Type"] = media
            body = body if isinstance(body, bytes) else json.dumps(body or {}).encode()
        request = urllib.request.Request(f"{self.house.url}/api/v1{path}", body, headers, method=method)
        for _ in range(20):
            try:
                answer = urllib.request.urlopen(request, timeout=120).read()
                return json.loads(answer) if answer else None
            except urllib.error.HTTPError as refused:
                if refused.code in (403, 404):
                    return None
                if refused.code not in (429, 503):
                    raise SystemExit(f"{method} {path}: {refused.code} {refused.read().decode()}") from refused
                time.sleep(float(refused.headers.get("Retry-After", 1)))
        raise SystemExit(f"{method} {path}: refused again and again")

    def items(self, path):
        page = self.ask("GET", path)
        return page["items"] if page else []

    def draft(self, service, data, files):
        draft = self.ask("POST", "/drafts", {"service": service})["id"]
        for field, name, content in files:
            self.ask("POST", f"/drafts/{draft}/files/{field}?name={name}", content, "application/octet-stream")
        self.ask("PUT", f"/drafts/{draft}", {"data": data})
        return draft

    def apply(self, service, data, files):
        return self.ask("POST", f"/drafts/{self.draft(service, data, files)}/submit")["number"]

    def program(self, scopes):
        """A token with these scopes."""
        made = self.ask("POST", "/account/tokens", {"name": "schemathesis", "scopes": scopes, "days": 2})
        return made["token"]
