import re

p = re.compile(r"""
    (\d+)   # the whole part
    \.      # the point
    (\d*) [ #] \# \ x  # a set keeps its blanks
""", re.VERBOSE)
print(p.match("3.14 # x").groups(), re.match("(?x) a  b", "ab"), re.match("(?x)a(?-x: )b", "a b"), re.fullmatch("(?x) a| b ", "b"))
