import re

rules = [("NUMBER", r"\d+(\.\d*)?"), ("NAME", r"[A-Za-z_]\w*"), ("OP", r"[-+*/=()]"), ("SKIP", r"\s+"), ("BAD", r".")]
pattern = "|".join(f"(?P<{name}>{rule})" for name, rule in rules)
for m in re.finditer(pattern, "x = 3.14*(y+2) ?"):
    if m.lastgroup != "SKIP":
        print(m.lastgroup, m.group(), m.start())
