for text in ["straße", "ŒUVRE", "ǅ", "İ", "ﬁne", "ΑΣ", "they're bill's", "a1b", "x-y_z", "ß", "ŉ", "한글 abc"]:
    print(text, text.upper(), text.lower(), text.title(), text.capitalize(), text.swapcase(), text.casefold())
print("ß".casefold() == "SS".casefold(), "Σ".lower(), "ΑΣ".lower(), "ΑΣΑ".lower(), len("İ".lower()))
