"""Checksums of bytes."""

from _hashlib import new as _new

_NATIVE = ("md5", "sha1", "sha256", "sha384", "sha512")
algorithms_guaranteed = {
    *_NATIVE, "sha224", "sha3_224", "sha3_256", "sha3_384", "sha3_512", "shake_128", "shake_256", "blake2b", "blake2s"}
algorithms_available = set(algorithms_guaranteed)

__all__ = [*sorted(algorithms_guaranteed), "algorithms_available", "algorithms_guaranteed", "file_digest", "new",
           "pbkdf2_hmac"]


def new(name, data=b"", *, usedforsecurity=True, **kwargs):
    """The sum of that name."""
    lowered = name.lower().replace("-", "_")
    for known in (lowered, lowered.replace("_", "")):
        if known in _NATIVE:
            return _new(known, data)
        if known in algorithms_guaranteed:
            return globals()[known](data, **kwargs)
    return _new(name, data)


def sha224(string=b"", *, usedforsecurity=True):
    from _digests import SHA224
    return SHA224(string)


def sha3_224(string=b"", *, usedforsecurity=True):
    from _digests import SHA3
    return SHA3(224, string)


def sha3_256(string=b"", *, usedforsecurity=True):
    from _digests import SHA3
    return SHA3(256, string)


def sha3_384(string=b"", *, usedforsecurity=True):
    from _digests import SHA3
    return SHA3(384, string)


def sha3_512(string=b"", *, usedforsecurity=True):
    from _digests import SHA3
    return SHA3(512, string)


def shake_128(string=b"", *, usedforsecurity=True):
    from _digests import SHAKE
    return SHAKE(128, string)


def shake_256(string=b"", *, usedforsecurity=True):
    from _digests import SHAKE
    return SHAKE(256, string)


def blake2b(data=b"", /, **options):
    from _digests import BLAKE2
    return BLAKE2(64, data, **options)


def blake2s(data=b"", /, **options):
    from _digests import BLAKE2
    return BLAKE2(32, data, **options)


# In CPython the two are classes with these attributes.
for _function, _sizes in ((blake2b, (16, 16, 64, 64)), (blake2s, (8, 8, 32, 32))):
    _function.SALT_SIZE, _function.PERSON_SIZE, _function.MAX_KEY_SIZE, _function.MAX_DIGEST_SIZE = _sizes


def md5(string=b"", *, usedforsecurity=True):
    return _new("md5", string)


def sha1(string=b"", *, usedforsecurity=True):
    return _new("sha1", string)


def sha256(string=b"", *, usedforsecurity=True):
    return _new("sha256", string)


def sha384(string=b"", *, usedforsecurity=True):
    return _new("sha384", string)


def sha512(string=b"", *, usedforsecurity=True):
    return _new("sha512", string)


def file_digest(fileobj, digest, /, *, _bufsize=2 ** 18):
    made = new(digest) if isinstance(digest, str) else digest()
    while True:
        block = fileobj.read(_bufsize)
        if not block:
            return made
        made.update(block)


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    import hmac
    if iterations < 1:
        raise ValueError("iteration value must be greater than 0.")
    size = new(hash_name).digest_size
    if dklen is None:
        dklen = size
    if dklen < 1:
        raise ValueError("key length must be greater than 0.")
    base = hmac.new(password, None, hash_name)
    key = b""
    block = 1
    while len(key) < dklen:
        step = base.copy()
        step.update(bytes(salt) + block.to_bytes(4, "big"))
        last = step.digest()
        total = int.from_bytes(last, "big")
        for _ in range(iterations - 1):
            step = base.copy()
            step.update(last)
            last = step.digest()
            total ^= int.from_bytes(last, "big")
        key += total.to_bytes(size, "big")
        block += 1
    return key[:dklen]
