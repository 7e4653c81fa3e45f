"""What the scripts that compare calls with another program's share: running both, and telling differences apart."""

import re
import subprocess


def is_close(a, b):
    """Whether two texts are the same but for the last digits of their numbers."""
    pattern = r"(-?\d+\.?\d*(?:e[+-]?\d+)?)"
    left, right = re.split(pattern, a), re.split(pattern, b)
    if len(left) != len(right):
        return False
    for x, y in zip(left, right):
        if x != y:
            try:
                x, y = float(x), float(y)
            except ValueError:
                return False
            if abs(x - y) > max(1.1e-2 * max(abs(x), abs(y)), 2e-5):
                return False
    return True


def kind(theirs, ours):
    if ours is None:
        return "no answer"
    if theirs.startswith("!") and ours.startswith("!"):
        if theirs == ours:
            return None
        return "another message" if theirs.split(":")[0] == ours.split(":")[0] else "another error"
    if ours.startswith("!"):
        return "an error here only"
    if theirs.startswith("!"):
        return "an error there only"
    return None if is_close(theirs, ours) else "another value"


def answers(command, program):
    result = subprocess.run([*command, program], capture_output=True, text=True, errors="replace")
    found = (re.match(r"(\d+) (.*)", line) for line in result.stdout.splitlines())
    return {int(m.group(1)): m.group(2) for m in found if m}


def report(name, texts, theirs, ours, lists_all):
    """Prints what differs, one of each function and kind unless all is wanted, and gives the exit status."""
    listed = set()
    counts = {}
    for n, text in enumerate(texts):
        difference = kind(theirs.get(n, ""), ours.get(n))
        if difference is None:
            continue
        counts[difference] = counts.get(difference, 0) + 1
        method = re.match(r"after\(.*?, lambda x: (x\.\w+)", text)
        key = (difference, method.group(1) if method else re.split(r"[(\[ ]", text.partition("().")[2] or text)[0])
        if lists_all or key not in listed:
            listed.add(key)
            print(f"{difference}: {text}\n    {name:7s} {theirs.get(n, '')[:200]}\n    Gradus  {str(ours.get(n))[:200]}")
    print(f"{len(texts)} calls; " + (", ".join(f"{v} {k}" for k, v in sorted(counts.items())) or "no difference"))
    return 1 if counts.get("no answer") else 0
