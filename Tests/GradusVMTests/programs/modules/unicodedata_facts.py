import unicodedata as u

for c in "aA1한é½ \u0301中\n":
    print(repr(c), u.name(c, "none"), u.category(c), u.combining(c), u.east_asian_width(c), u.numeric(c, None), u.decimal(c, None))
print(u.lookup("GREEK SMALL LETTER ALPHA"), u.lookup("HANGUL SYLLABLE GA"), [len(u.normalize(f, "é한ﬁ")) for f in ("NFC", "NFD", "NFKC", "NFKD")], u.normalize("NFD", "각") == "\u1100\u1161\u11a8")
for call in (lambda: u.name("\n"), lambda: u.lookup("NO SUCH"), lambda: u.digit("x")):
    try:
        call()
    except (ValueError, KeyError) as error:
        print(error)
