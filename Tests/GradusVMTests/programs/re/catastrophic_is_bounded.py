import re

# Nested repetitions on a text that is not too long end in a plain answer.
print(re.match(r"(a+)+$", "a" * 20 + "b"), re.match(r"(?:a|a)*b", "a" * 15), re.search(r"(x+x+)+y", "x" * 15))
