#!/usr/bin/env python3
"""Verify an export of the portal's history (manage.py export_audit) without the portal.

    python3 verify_audit.py audit.jsonl [heads.jsonl ...]

Needs Python 3.8 and nothing else. Each line of the export is an event: `said` is what was hashed,
`hash` is SHA-256 over it (as JSON with sorted keys, no spaces, UTF-8), and `said.previous` is the
hash of the event before it in the same lane. The last line says where each lane ends. Heads that
were kept elsewhere (export_audit --head) are looked for in the export: whoever writes history anew
from some event on can make the hashes fit, but not those that others have kept.

Ends with status 1 and a sentence for each event that doesn't fit.
"""

import hashlib
import json
import sys

NOTHING = "0" * 64


def digest(said):
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def verify(path, anchors=()):
    """(how many events, what doesn't fit) of an export."""
    faults, last, known, all_lines = [], {}, {}, hashlib.sha256()
    asked = {hash for anchor in anchors for _identity, hash in anchor["heads"].values()}
    end, count = None, 0
    with open(path, "rb") as file:
        for number, line in enumerate(file, 1):
            entry = json.loads(line)
            if "heads" in entry:
                end = entry
                if entry["sha256"] != all_lines.hexdigest():
                    faults.append("The lines aren't those that were exported.")
                break
            all_lines.update(line)
            if number == 1:
                if entry.get("farol_audit") != 1:
                    return 0, ["This is no export of the history."]
                continue
            count += 1
            lane, said = str(entry["lane"]), entry["said"]
            if digest(said) != entry["hash"]:
                faults.append(f"Event {entry['id']} was changed.")
            if said["previous"] != last.get(lane, (0, NOTHING))[1]:
                faults.append(
                    f"Event {entry['id']} doesn't follow event {last.get(lane, (0, ''))[0]}: "
                    "something between them was removed, or inserted."
                )
            last[lane] = (entry["id"], entry["hash"])
            if entry["hash"] in asked:
                known[entry["hash"]] = entry["id"]
    if end is None:
        return count, [*faults, "The end of the export is missing."]
    for lane, (identity, hash) in end["heads"].items():
        if last.get(lane) != (identity, hash):
            faults.append(f"Lane {lane} doesn't end with event {identity}.")
    for anchor in anchors:
        for identity, hash in anchor["heads"].values():
            if known.get(hash) != identity:
                faults.append(f"Event {identity} isn't the one that was kept on {anchor['at']}.")
    return count, faults


def main(path, *kept):
    anchors = []
    for each in kept:
        with open(each, encoding="utf-8") as file:
            anchors += [json.loads(line) for line in file if line.strip()]
    count, faults = verify(path, anchors)
    verdict = "the chain is broken" if faults else "the chain holds"
    sys.stdout.write("\n".join([*faults, f"{count} events, {verdict}.", ""]))
    return 1 if faults else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
