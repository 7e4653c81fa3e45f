# replace and the mappings of case.
for text in ("", "hello", "aaa", "가나가", "a가a"):
    for old, new in (("a", "b"), ("a", ""), ("a", "xyz"), ("aa", "b"), ("가", "g"), ("l", "가"), ("", "-"), ("zz", "y")):
        print(repr(text.replace(old, new)), repr(text.replace(old, new, 1)), text.count(old))
    print(text.upper(), text.title(), text.capitalize(), text.swapcase(), text.isalpha(), text.islower(), text.isupper())
for text in ("Straße", "ǆ", "they're BILL's", "123", "a1", " \t", "ABC", "²"):
    print(text.upper(), text.title(), text.isdigit(), text.isdecimal(), text.isnumeric(), text.isalnum(), text.isspace())
