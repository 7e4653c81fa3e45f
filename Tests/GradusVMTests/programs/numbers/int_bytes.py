print((1024).to_bytes(2, "big"), (1024).to_bytes(4, "little"), (-2).to_bytes(2, "big", signed=True))
print(int.from_bytes(b"\x04\x00", "big"), int.from_bytes(b"\xff\xfe", "big", signed=True), int.from_bytes([1, 2], "little"))
print((5).to_bytes(), int.from_bytes(b"\x05"), (0).to_bytes(0, "big"), int.from_bytes(b"", "big"))
for value, length, signed in [(256, 1, False), (-1, 1, False), (128, 1, True), (-129, 1, True)]:
    try:
        print(value.to_bytes(length, "big", signed=signed))
    except OverflowError as error:
        print(error)
try:
    (1).to_bytes(1, "middle")
except ValueError as error:
    print(error)
print((2**70).to_bytes(10, "little"), int.from_bytes((2**70).to_bytes(10, "little"), "little") == 2**70)
