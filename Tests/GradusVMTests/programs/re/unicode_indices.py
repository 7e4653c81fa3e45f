import re

text = "가나다 abc 라마"
print([m.span() for m in re.finditer(r"\w+", text)], re.search("abc", text).span(), re.compile("나").search(text, 1).span())
m = re.search("(마)", "🎉라마🎉")
print(m.span(1), m, m.string[m.start():m.end()], re.split("🎉", "a🎉b"))
