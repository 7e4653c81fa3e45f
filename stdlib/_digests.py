"""Checksums that hashlib has beside the native ones: SHA-224, SHA-3 and BLAKE2, in the language."""

import struct

_M64 = (1 << 64) - 1


class _Hash:
    """What all have in common: the bytes that do not fill a block wait."""

    def __init__(self, data=b""):
        self._waiting = b""
        self._length = 0
        self.update(data)

    def update(self, data, /):
        if isinstance(data, str):
            raise TypeError("Strings must be encoded before hashing")
        data = self._waiting + bytes(data)
        # BLAKE2 treats the last block apart, so one that is full may have to wait.
        whole = max(0, len(data) - self._kept) // self.block_size * self.block_size
        for start in range(0, whole, self.block_size):
            self._length += self.block_size
            self._block(data[start:start + self.block_size])
        self._waiting = data[whole:]

    def copy(self):
        import copy
        return copy.deepcopy(self)

    def hexdigest(self, *length):
        return self.digest(*length).hex()

    def __repr__(self):
        return f"<{self.name} _hashlib.HASH object @ {id(self):#x}>"


def _primes(count):
    found, number = [], 2
    while len(found) < count:
        if all(number % prime for prime in found):
            found.append(number)
        number += 1
    return found


def _root(number, degree, bits):
    """The first bits of the fraction of a root."""
    low, high = 0, number << bits
    target = number << degree * bits
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle ** degree <= target else (low, middle - 1)
    return low & (1 << bits) - 1


class sha224(_Hash):
    """A checksum of 28 bytes."""

    name, digest_size, block_size, _kept = "sha224", 28, 64, 0
    # SHA-224 starts from the second half of 64 bits of the roots of the ninth to the sixteenth prime.
    _start = [_root(prime, 2, 64) & 0xFFFFFFFF for prime in _primes(16)[8:]]
    _rounds = [_root(prime, 3, 32) for prime in _primes(64)]

    def __init__(self, data=b"", *, usedforsecurity=True):
        self._state = list(self._start)
        _Hash.__init__(self, data)

    def _block(self, block):
        def turned(x, n):
            return (x >> n | x << 32 - n) & 0xFFFFFFFF

        w = list(struct.unpack(">16I", block))
        for i in range(16, 64):
            a, b = w[i - 15], w[i - 2]
            w.append((w[i - 16] + w[i - 7] + (turned(a, 7) ^ turned(a, 18) ^ a >> 3)
                      + (turned(b, 17) ^ turned(b, 19) ^ b >> 10)) & 0xFFFFFFFF)
        a, b, c, d, e, f, g, h = self._state
        for number, constant in zip(w, self._rounds):
            first = h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + (e & f ^ ~e & g) + constant + number
            second = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + (a & b ^ a & c ^ b & c)
            a, b, c, d, e, f, g, h = (first + second) & 0xFFFFFFFF, a, b, c, (d + first) & 0xFFFFFFFF, e, f, g
        self._state = [(old + new) & 0xFFFFFFFF for old, new in zip(self._state, (a, b, c, d, e, f, g, h))]

    def digest(self):
        last = self.copy()
        count = self._length + len(self._waiting)
        last.update(b"\x80" + bytes(-(count + 9) % 64) + struct.pack(">Q", 8 * count))
        return struct.pack(">8I", *last._state)[:28]


def _keccak_constants():
    """The constants of the rounds, from a register of eight bits that is fed back."""
    found, register = [], 1
    for _ in range(24):
        constant = 0
        for power in range(7):
            if register & 1:
                constant |= 1 << (1 << power) - 1
            register = register << 1 ^ (register >> 7) * 0x171
        found.append(constant)
    return found


_KECCAK = _keccak_constants()


def _keccak(lanes):
    def turned(x, n):
        return (x << n | x >> 64 - n) & _M64 if n else x

    for constant in _KECCAK:
        columns = [lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20] for x in range(5)]
        mixed = [columns[(x - 1) % 5] ^ turned(columns[(x + 1) % 5], 1) for x in range(5)]
        lanes = [lane ^ mixed[i % 5] for i, lane in enumerate(lanes)]
        x, y, current = 1, 0, lanes[1]
        for t in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            current, lanes[x + 5 * y] = lanes[x + 5 * y], turned(current, (t + 1) * (t + 2) // 2 % 64)
        lanes = [lanes[i] ^ ~lanes[i - i % 5 + (i + 1) % 5] & lanes[i - i % 5 + (i + 2) % 5] for i in range(25)]
        lanes[0] ^= constant
    return lanes


class _Sponge(_Hash):
    _kept = 0

    def __init__(self, data=b"", *, usedforsecurity=True):
        self._state = [0] * 25
        _Hash.__init__(self, data)

    def _block(self, block):
        for i, lane in enumerate(struct.unpack(f"<{len(block) // 8}Q", block)):
            self._state[i] ^= lane
        self._state = _keccak(self._state)

    def _pressed(self, length):
        last = self.copy()
        rest = bytearray(self._waiting + bytes([self._suffix]) + bytes(self.block_size - len(self._waiting) - 1))
        rest[-1] |= 0x80
        last._block(bytes(rest))
        result = b""
        while True:
            result += struct.pack("<25Q", *last._state)[:self.block_size]
            if len(result) >= length:
                return result[:length]
            last._state = _keccak(last._state)


class _Sha3(_Sponge):
    _suffix = 6

    def digest(self):
        return self._pressed(self.digest_size)


class _Shake(_Sponge):
    _suffix, digest_size = 0x1F, 0

    def digest(self, length):
        return self._pressed(length)


sha3_224, sha3_256, sha3_384, sha3_512 = [
    type(f"sha3_{size * 8}", (_Sha3,), {"name": f"sha3_{size * 8}", "digest_size": size, "block_size": 200 - 2 * size})
    for size in (28, 32, 48, 64)]
shake_128, shake_256 = [
    type(f"shake_{size * 8}", (_Shake,), {"name": f"shake_{size * 8}", "block_size": 200 - 2 * size}) for size in (16, 32)]

_ORDER = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
    [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4], [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
    [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13], [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
    [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11], [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
    [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5], [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
]
_LANES = [
    (0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15), (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14),
]


class _Blake2(_Hash):
    _kept = 1

    def __init__(self, data=b"", /, *, digest_size=None, key=b"", salt=b"", person=b"", usedforsecurity=True):
        size = self.MAX_DIGEST_SIZE
        self.digest_size = size if digest_size is None else digest_size
        if not 1 <= self.digest_size <= size:
            raise ValueError(f"digest_size must be between 1 and {size} bytes")
        for what, given, most in (("key", key, size), ("salt", salt, size // 4), ("person", person, size // 4)):
            if len(given) > most:
                raise ValueError(f"maximum {what} length is {most} bytes")
        start = struct.pack("<BBBB", self.digest_size, len(key), 1, 1).ljust(size // 2, b"\0")
        start += bytes(salt).ljust(size // 4, b"\0") + bytes(person).ljust(size // 4, b"\0")
        self._state = [a ^ b for a, b in zip(self._first, struct.unpack(f"<8{self._letter}", start))]
        _Hash.__init__(self, bytes(key).ljust(self.block_size, b"\0") if key else b"")
        self.update(data)

    def _block(self, block, is_last=False):
        mask = (1 << self._bits) - 1
        m = struct.unpack(f"<16{self._letter}", block)
        v = self._state + self._first
        v[12] ^= self._length & mask
        v[13] ^= self._length >> self._bits
        if is_last:
            v[14] ^= mask
        r1, r2, r3, r4 = self._turns
        for turn in range(self._count):
            order = _ORDER[turn % 10]
            for i, (a, b, c, d) in enumerate(_LANES):
                for number, one, two in ((m[order[2 * i]], r1, r2), (m[order[2 * i + 1]], r3, r4)):
                    v[a] = (v[a] + v[b] + number) & mask
                    x = v[d] ^ v[a]
                    v[d] = (x >> one | x << self._bits - one) & mask
                    v[c] = (v[c] + v[d]) & mask
                    x = v[b] ^ v[c]
                    v[b] = (x >> two | x << self._bits - two) & mask
        self._state = [s ^ v[i] ^ v[i + 8] for i, s in enumerate(self._state)]

    def digest(self):
        last = self.copy()
        last._length += len(self._waiting)
        last._block(self._waiting.ljust(self.block_size, b"\0"), True)
        return struct.pack(f"<8{self._letter}", *last._state)[:self.digest_size]


class blake2b(_Blake2):
    name, block_size, MAX_DIGEST_SIZE, MAX_KEY_SIZE, SALT_SIZE, PERSON_SIZE = "blake2b", 128, 64, 64, 16, 16
    _letter, _bits, _count, _turns = "Q", 64, 12, (32, 24, 16, 63)
    _first = [_root(prime, 2, 64) for prime in _primes(8)]


class blake2s(_Blake2):
    name, block_size, MAX_DIGEST_SIZE, MAX_KEY_SIZE, SALT_SIZE, PERSON_SIZE = "blake2s", 64, 32, 32, 8, 8
    _letter, _bits, _count, _turns = "I", 32, 10, (16, 12, 8, 7)
    _first = [_root(prime, 2, 32) for prime in _primes(8)]
