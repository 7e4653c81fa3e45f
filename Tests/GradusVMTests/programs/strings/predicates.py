samples = ["", "a", "A", "1", "²", "½", "٣", "Ⅷ", " ", "\t", "\u00a0", "_", "a1", "a b", "한", "é", "ǅ", "Title Case", "Title case", "\x00", "१", "変数", "class"]
for text in samples:
    print(ascii(text), text.isalpha(), text.isdigit(), text.isdecimal(), text.isnumeric(), text.isalnum(), text.isspace(), text.isidentifier(), text.islower(), text.isupper(), text.istitle(), text.isprintable(), text.isascii())
