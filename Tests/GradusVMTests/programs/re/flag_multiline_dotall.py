import re

text = "one\ntwo\n"
print(re.findall("^.+$", text), re.findall("^.+$", text, re.M), re.findall("^.+", text, re.S))
print([m.start() for m in re.finditer("^", text, re.M)], [m.start() for m in re.finditer("$", text, re.M)],
      [m.start() for m in re.finditer("$", text)])
print(re.search(r"\Atwo", text, re.M), re.search(r"two\Z", text), re.search(r"\n\Z", text))
