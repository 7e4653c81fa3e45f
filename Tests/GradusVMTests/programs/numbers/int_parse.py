for text in ["12", " 12 ", "-12", "+12", "1_000", "٣٤", "१२", "\t7\n", "0", "-0", "007"]:
    print(repr(text), int(text))
for text, base in [("ff", 16), ("0xff", 16), ("0b11", 2), ("0b11", 0), ("0o17", 0), ("0x_f", 0), ("z", 36), ("11", 2)]:
    print(text, base, int(text, base))
for text in ["", " ", "1__0", "_1", "1_", "1.5", "abc", "0x10", "1 2", "--1"]:
    try:
        print(int(text))
    except ValueError as error:
        print(error)
for text, base in [("010", 0), ("9", 8), ("1", 1), ("1", 37), ("1", -1)]:
    try:
        print(int(text, base))
    except ValueError as error:
        print(error)
print(int(b"12"), int(bytearray(b" 7 ")), int(3.99), int(-3.99), int(True), int())
try:
    int(12, 10)
except TypeError as error:
    print(error)
