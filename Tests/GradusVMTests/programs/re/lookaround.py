import re

print(re.findall(r"\w+(?=!)", "hi! you"), re.findall(r"\w+(?!\w|!)", "hi! you"), re.findall(r"(?<=\$)\d+", "$5 6"))
print(re.findall(r"(?<!\$)\b\d+", "$5 6"), re.sub(r"(?<=\d)(?=(\d{3})+$)", ",", "1234567"), re.search("(?=(a))b", "b"))
