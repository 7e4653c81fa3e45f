"""Checksums of bytes."""

from _hashlib import new as _new

_OTHERS = ("blake2b", "blake2s", "sha224", "sha3_224", "sha3_256", "sha3_384", "sha3_512", "shake_128", "shake_256")
algorithms_guaranteed = {"md5", "sha1", "sha256", "sha384", "sha512", *_OTHERS}
algorithms_available = set(algorithms_guaranteed)

__all__ = ["algorithms_available", "algorithms_guaranteed", "blake2b", "blake2s", "file_digest", "md5", "new", "pbkdf2_hmac",
           "sha1", "sha224", "sha256", "sha384", "sha3_224", "sha3_256", "sha3_384", "sha3_512", "sha512", "shake_128",
           "shake_256"]


def __getattr__(name):
    # What few programs want is written in the language, and read when it is asked for.
    if name in _OTHERS:
        import _digests
        return getattr(_digests, name)
    raise AttributeError(f"module 'hashlib' has no attribute {name!r}")


def new(name, data=b"", *, usedforsecurity=True, **options):
    if name.lower() in _OTHERS:
        return __getattr__(name.lower())(data, **options)
    return _new(name.lower().replace("-", ""), data)


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
