# int.from_bytes around the widths of machine words.
for count in (0, 1, 7, 8, 9, 15, 16, 17, 40):
    for first in (0, 1, 0x7F, 0x80, 0xFF):
        row = bytes([first] + [(first * 7 + i * i) % 256 for i in range(count)])
        for kept in (row, row[:1] + b'\0' * count, row[:1] + b'\xff' * count):
            for order in ('big', 'little'):
                for signed in (False, True):
                    n = int.from_bytes(kept, order, signed=signed)
                    assert n.to_bytes(count + 1, order, signed=signed) == kept
                    print(n, type(n).__name__)


class Number(int):
    pass


print(type(Number.from_bytes(b'\x01\x02', 'little')).__name__, bool.from_bytes(b'\x02', 'big'), int.from_bytes([1, 0], 'big'))
