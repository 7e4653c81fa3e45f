"""Checksums that the native module lacks: SHA-224, SHA-3 and SHAKE, BLAKE2."""

import struct as _struct

_M32, _M64 = 0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF


def _bytes(data):
    if isinstance(data, str):
        raise TypeError("Strings must be encoded before hashing")
    return bytes(memoryview(data))


class _Digest:
    """Collects bytes; the sum is made of all of them when it is asked for."""

    def __init__(self, data=b""):
        self._data = bytearray(_bytes(data))

    def update(self, data, /):
        self._data += _bytes(data)

    def copy(self):
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        other._data = bytearray(self._data)
        return other

    def digest(self):
        return self._sum(bytes(self._data))

    def hexdigest(self):
        return self.digest().hex()

    def __repr__(self):
        return f"<{self.name} _hashlib.HASH object @ 0x{id(self):x}>"


def _primes(count):
    found, number = [], 2
    while len(found) < count:
        if all(number % prime for prime in found):
            found.append(number)
        number += 1
    return found


def _cube_root_bits(prime):
    """The first 32 bits after the point of a cube root."""
    low, high, target = 0, prime << 32, prime << 96
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if middle**3 <= target else (low, middle)
    return low & _M32


_CONSTANTS = []


class SHA224(_Digest):
    name, digest_size, block_size = "sha224", 28, 64

    def _sum(self, data):
        if not _CONSTANTS:
            _CONSTANTS.extend(_cube_root_bits(prime) for prime in _primes(64))
        state = [0xC1059ED8, 0x367CD507, 0x3070DD17, 0xF70E5939, 0xFFC00B31, 0x68581511, 0x64F98FA7, 0xBEFA4FA4]
        padded = data + b"\x80" + bytes((55 - len(data)) % 64) + _struct.pack(">Q", 8 * len(data))
        for start in range(0, len(padded), 64):
            state = [(old + new) & _M32 for old, new in zip(state, self._block(padded[start:start + 64], state))]
        return _struct.pack(">7I", *state[:7])

    @staticmethod
    def _block(block, state):
        def turned(x, n):
            return (x >> n | x << (32 - n)) & _M32

        words = list(_struct.unpack(">16I", block))
        for k in range(16, 64):
            x, y = words[k - 15], words[k - 2]
            words.append((words[k - 16] + (turned(x, 7) ^ turned(x, 18) ^ x >> 3) + words[k - 7]
                          + (turned(y, 17) ^ turned(y, 19) ^ y >> 10)) & _M32)
        a, b, c, d, e, f, g, h = state
        for constant, word in zip(_CONSTANTS, words):
            first = h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + (e & f ^ ~e & g) + constant + word
            second = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + (a & b ^ a & c ^ b & c)
            a, b, c, d, e, f, g, h = (first + second) & _M32, a, b, c, (d + first) & _M32, e, f, g
        return a, b, c, d, e, f, g, h


def _round_constants():
    """The constants of Keccak's rounds, from a shift register of eight bits."""
    register, constants = 1, []
    for _ in range(24):
        value = 0
        for power in range(7):
            if register & 1:
                value |= 1 << (1 << power) - 1
            register = register << 1 ^ (register >> 7) * 0x171
        constants.append(value)
    return constants


_ROUNDS = []


def _keccak(lanes):
    """The permutation of 25 lanes of 64 bits, in rows of five."""
    if not _ROUNDS:
        _ROUNDS.extend(_round_constants())
    for constant in _ROUNDS:
        columns = [lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20] for x in range(5)]
        for x in range(5):
            other = columns[(x + 1) % 5]
            change = columns[(x + 4) % 5] ^ ((other << 1 | other >> 63) & _M64)
            for y in range(0, 25, 5):
                lanes[x + y] ^= change
        # Lanes turn and change places along one path.
        x, y, current = 1, 0, lanes[1]
        for step in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            turn = (step + 1) * (step + 2) // 2 % 64
            lanes[x + 5 * y], current = (current << turn | current >> (64 - turn)) & _M64, lanes[x + 5 * y]
        for y in range(0, 25, 5):
            row = lanes[y:y + 5]
            for x in range(5):
                lanes[y + x] = row[x] ^ (row[(x + 1) % 5] ^ _M64) & row[(x + 2) % 5]
        lanes[0] ^= constant
    return lanes


def _sponge(data, rate, end, length):
    padded = bytearray(data) + bytes([end]) + bytes(-(len(data) + 1) % rate)
    padded[-1] |= 0x80
    lanes = [0] * 25
    for start in range(0, len(padded), rate):
        for place, word in enumerate(_struct.unpack(f"<{rate // 8}Q", bytes(padded[start:start + rate]))):
            lanes[place] ^= word
        lanes = _keccak(lanes)
    out = b""
    while True:
        out += _struct.pack(f"<{rate // 8}Q", *lanes[:rate // 8])
        if len(out) >= length:
            return out[:length]
        lanes = _keccak(lanes)


class SHA3(_Digest):
    def __init__(self, bits, data=b""):
        super().__init__(data)
        self.name, self.digest_size = f"sha3_{bits}", bits // 8
        self.block_size = 200 - bits // 4

    def _sum(self, data):
        return _sponge(data, self.block_size, 6, self.digest_size)


class SHAKE(_Digest):
    digest_size = 0

    def __init__(self, bits, data=b""):
        super().__init__(data)
        self.name = f"shake_{bits}"
        self.block_size = 200 - bits // 4

    def digest(self, length):
        return _sponge(bytes(self._data), self.block_size, 0x1F, length)

    def hexdigest(self, length):
        return self.digest(length).hex()

    def __repr__(self):
        return f"<{self.name} _hashlib.HASHXOF object @ 0x{id(self):x}>"


# The order of the words of a message in each round.
_ORDERS = [[int(digit, 16) for digit in row] for row in (
    "0123456789abcdef", "ea489fd61c02b753", "b8c052fdae367194", "7931dcbe265a40f8", "905724afe1bc683d",
    "2c6a0b834d75fe19", "c51fed4a0763928b", "db7ec13950f4862a", "6fe9b308c2d714a5", "a2847615fb9e3cd0")]

_STARTS = {
    32: [0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19],
    64: [0x6A09E667F3BCC908, 0xBB67AE8584CAA73B, 0x3C6EF372FE94F82B, 0xA54FF53A5F1D36F1, 0x510E527FADE682D1,
         0x9B05688C2B3E6C1F, 0x1F83D9ABFB41BD6B, 0x5BE0CD19137E2179],
}

# Which words of the state are mixed with one another: columns, then diagonals.
_MIXES = [(0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15),
          (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)]


class BLAKE2(_Digest):
    """BLAKE2b with words of 64 bits, or BLAKE2s with words of 32."""

    def __init__(self, word, data=b"", *, digest_size=None, key=b"", salt=b"", person=b"", fanout=1, depth=1, leaf_size=0,
                 node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True):
        super().__init__(data)
        digest_size = word if digest_size is None else digest_size
        if not 1 <= digest_size <= word:
            raise ValueError(f"digest_size must be between 1 and {word} bytes")
        key, salt, person = _bytes(key), _bytes(salt), _bytes(person)
        if len(key) > word:
            raise ValueError(f"maximum key length is {word} bytes")
        for name, text in (("salt", salt), ("person", person)):
            if len(text) > word // 4:
                raise ValueError(f"maximum {name} length is {word // 4} bytes")
        if (fanout, depth, leaf_size, node_offset, node_depth, inner_size, last_node) != (1, 1, 0, 0, 0, 0, False):
            raise NotImplementedError("Gradus has no trees of BLAKE2")
        self.name = "blake2b" if word == 64 else "blake2s"
        self.digest_size, self.block_size = digest_size, 2 * word
        self._word, self._key = word, key
        size = word // 4
        self._parameters = (bytes([digest_size, len(key), 1, 1]) + bytes(word // 2 - 4)
                            + salt.ljust(size, b"\0") + person.ljust(size, b"\0"))

    def _sum(self, data):
        word, length = self._word, self.block_size
        form = "<16Q" if word == 64 else "<16I"
        state = [start ^ part for start, part in zip(_STARTS[word], _struct.unpack(form.replace("16", "8"), self._parameters))]
        if self._key:
            data = self._key.ljust(length, b"\0") + data
        blocks = max(1, -(-len(data) // length))
        for k in range(blocks):
            block = data[k * length:(k + 1) * length]
            seen = k * length + len(block)
            words = _struct.unpack(form, block.ljust(length, b"\0"))
            state = self._mixed(state, words, seen, k == blocks - 1)
        return _struct.pack(form.replace("16", "8"), *state)[:self.digest_size]

    def _mixed(self, state, words, seen, is_last):
        word = self._word
        mask = _M64 if word == 64 else _M32
        r1, r2, r3, r4 = (32, 24, 16, 63) if word == 64 else (16, 12, 8, 7)
        v = state + _STARTS[word]
        v[12] ^= seen & mask
        v[13] ^= seen >> word
        if is_last:
            v[14] ^= mask
        for k in range(12 if word == 64 else 10):
            order = _ORDERS[k % 10]
            for place, (a, b, c, d) in enumerate(_MIXES):
                x = (v[a] + v[b] + words[order[2 * place]]) & mask
                w = v[d] ^ x
                w = (w >> r1 | w << (word - r1)) & mask
                z = (v[c] + w) & mask
                y = v[b] ^ z
                y = (y >> r2 | y << (word - r2)) & mask
                x = (x + y + words[order[2 * place + 1]]) & mask
                w ^= x
                w = (w >> r3 | w << (word - r3)) & mask
                z = (z + w) & mask
                y ^= z
                v[a], v[b], v[c], v[d] = x, (y >> r4 | y << (word - r4)) & mask, z, w
        return [old ^ low ^ high for old, low, high in zip(state, v[:8], v[8:])]

    def __repr__(self):
        return f"<_blake2.{self.name} object at 0x{id(self):x}>"
