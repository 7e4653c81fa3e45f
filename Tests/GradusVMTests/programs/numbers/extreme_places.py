# Places, widths and sizes at the ends of what integers of the machine hold.
least, most = -2 ** 63, 2 ** 63 - 1
for x in (5, True, 2 ** 80):
    print(round(x, most), round(x, 2 ** 70))
for x in ("abc", "한글", b"abc", bytearray(b"abc")):
    print([getattr(x, name)(least) for name in ("ljust", "rjust", "center", "zfill")])
for call in (
    lambda: "abc".rjust(most), lambda: b"abc".center(most), lambda: b"x" * most,
    lambda: [0] * most, lambda: (0,) * most, lambda: "ab" * most,
):
    try:
        call()
    except (MemoryError, OverflowError):
        print("refused")
print([1, 2, 3][least:most:most], "abc"[most:least:least], range(least, most, most)[1], slice(least, most, least).indices(3))
print([1, 2].index(2, least, most), "abc".find("c", least, most), b"abc".count(b"c", least, most), (1, 2).index(1, least))
