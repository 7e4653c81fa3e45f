import re

print(re.escape("a.b*c? (x) [y] {z} ^$|\\ #-~&\n\t"), re.escape(b"a.b"), re.escape("한글!"), re.purge())
print(re.match(re.escape("1+1=2"), "1+1=2"))
