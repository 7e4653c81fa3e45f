import re

print(re.findall(r"\w+", "한글 naïve _x1 ²½"), re.findall(r"\d", "1٣४"), re.findall(r"\s", "a b\u3000c\x1c"))
print(re.findall(r"[^\W\d_]+", "abc한1_é"), re.findall(r"\W", "a é!"), re.sub(r"[\W_]+", "-", "안녕, World_x"))
print(re.findall(r"(?a)\w+", "héllo"), re.findall(r"\b\w", "é한 b글"), re.findall(r"\S+", "가 나\u2003다"))
