import re

log = '127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET /a.gif HTTP/1.0" 200 2326'
print(re.match(r'(\S+) \S+ \S+ \[([^]]+)\] "(\w+) (\S+) [^"]*" (\d{3}) (\d+|-)', log).groups())
print(re.findall(r"[\w.+-]+@[\w-]+\.[\w.-]+", "me@x.org, you.too+tag@mail.example.com"))
print(re.sub(r"(?<!^)(?=[A-Z])", "_", "camelCaseName").lower(), re.sub(r"_(\w)", lambda m: m[1].upper(), "snake_case_name"))
print(re.findall(r"<(\w+)[^>]*>(.*?)</\1>", "<b>x</b><i a='1'>y</i>"), re.split(r"\s*[;,]\s*", "a ; b,c"))
print(re.fullmatch(r"(?=.*\d)(?=.*[a-z])(?=.*[A-Z]).{8,}", "Passw0rdX") is not None, re.match(r"(\d{4})-(\d\d)-(\d\d)$", "2024-02-30").groups())
