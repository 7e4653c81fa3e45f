print("a\tb\\n\x41\u00e9\U0001F600\N{GREEK SMALL LETTER ALPHA}\101\0".encode())
print(r"\n\"", R'\d', u"text", b"by\x00te", br"\n", Rb'\x', rb"a" b"b")
print("a" "b" 'c' """d
e""")
print('''it's "quoted"''', 'tab	in', "line\
continued", "\
")
print(repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("\x00\x7f\x80\xa0\xad\u200b\ue000\U000e0001"), ascii("é한😀"))
print("\a\b\f\v\r".encode(), "\7\77\377".encode("latin-1"))
