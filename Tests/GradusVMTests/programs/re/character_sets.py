import re

print(re.findall("[]a]", "a]b"), re.findall("[^]a]", "a]b"), re.findall("[a-]", "a-b"), re.findall(r"[\]\\-]", r"]\-"))
print(re.findall(r"[\d.]+", "3.14 x"), re.findall(r"[\b]", "a\bb"), re.findall("[가-힣]+", "한a글"), re.findall(r"[\x41-\u0043]", "ABCD"))
