"""Runs the examples of docs/api.md as they stand: each `sh` block in one shell, and what it prints against the `json` block after it."""

import json
import os
import pathlib
import re
import subprocess
import tempfile

PAGE = pathlib.Path(__file__).resolve().parents[2] / "docs/api.md"


def check(url, citizen, supervisor):
    """Gives the faults."""
    text = PAGE.read_text(encoding="utf-8")
    blocks = re.findall(r"^```(sh|json|python)\n(.*?)^```$", text, re.S | re.M)
    faults, printed, examples = [], None, 0
    with tempfile.TemporaryDirectory(prefix="diwan-api.") as folder:
        state = pathlib.Path(folder) / "state"
        state.touch()
        environment = {"PATH": os.environ["PATH"], "DIWAN": url, "TOKEN": citizen, "SUPERVISOR": supervisor, "LC_ALL": "C.UTF-8"}
        for language, block in blocks:
            if language == "sh":
                # What a block sets, the next ones have.
                script = f"set -a; . '{state}'; {block}\ndeclare -p draft number entry next 2>/dev/null >'{state}'; true"
                done = subprocess.run(["bash", "-c", script], env=environment, cwd=folder, capture_output=True, text=True, check=False)
                printed = done.stdout
                if done.returncode or done.stderr:
                    faults.append(f"{block}\n  ended with {done.returncode}: {done.stderr}")
            elif language == "json":
                examples += 1
                faults += differences(block, printed)
            else:
                faults += receiver(block)
    if examples < 10:
        faults.append("the page has fewer examples than it had: they are not found any more")
    return faults


def differences(block, printed):
    """What the page shows must be in the answer; the answer may have more."""
    try:
        answer = json.loads(printed)
    except ValueError:
        return [f"{block}  is shown, but this came: {printed}"]
    return [] if within(json.loads(block), answer) else [f"{block}  is shown, but this came: {printed}"]


def within(shown, answer):
    if isinstance(shown, dict):
        return isinstance(answer, dict) and all(k in answer and within(v, answer[k]) for k, v in shown.items())
    if isinstance(shown, list):
        if not shown:
            return answer == []
        return isinstance(answer, list) and len(answer) >= len(shown) and all(map(within, shown, answer))
    return shown == answer


def receiver(block):
    """The example of the specification's own libraries, and the same with a byte changed, a time changed, too late."""
    place = {}
    exec(block, place)  # pylint: disable=exec-used
    secret, body, moment = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", b'{"test": 2432232314}', 1614265330
    headers = {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek", "webhook-timestamp": str(moment),
        "webhook-signature": "v1,AAAA v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }
    late = headers | {"webhook-timestamp": str(moment + 1)}
    wanted = [
        (place["verify"](secret, headers, body, moment), True),
        (place["verify"](secret, headers, body + b" ", moment), False),
        (place["verify"](secret, late, body, moment), False),
        (place["verify"](secret, headers, body, moment + 301), False),
    ]
    return [f"the receiver says {said} where it should say {right}" for said, right in wanted if said is not right]
