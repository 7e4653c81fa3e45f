import difflib

s = difflib.SequenceMatcher(None, "private Thread currentThread;", "private volatile Thread currentThread;")
print(round(s.ratio(), 4), s.quick_ratio(), s.get_matching_blocks(), s.get_opcodes(), s.find_longest_match())
print(difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]), difflib.get_close_matches("x", ["y"]))
a, b = "one\ntwo\nthree\n".splitlines(True), "ore\ntree\nemu\n".splitlines(True)
print("".join(difflib.ndiff(a, b)))
print("".join(difflib.unified_diff(a, b, "before", "after", n=1)), "".join(difflib.context_diff(a, b, "x", "y")))
print("".join(difflib.restore(difflib.ndiff(a, b), 2)))
