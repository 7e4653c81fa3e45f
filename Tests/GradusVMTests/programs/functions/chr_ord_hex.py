print(chr(65), chr(0x1F600), ord("a"), ord("é"), hex(255), bin(-5), oct(8), hex(2**70), ascii("né\n"), ascii("😀"))
for f in (lambda: chr(-1), lambda: chr(0x110000), lambda: ord("ab"), lambda: ord(5), lambda: hex(1.5)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
