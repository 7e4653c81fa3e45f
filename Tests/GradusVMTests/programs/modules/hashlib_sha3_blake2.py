import hashlib
import io


def attempt(call):
    try:
        return call()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


texts = [b"", b"abc", b"x" * 55, b"x" * 56, b"x" * 71, b"x" * 72, b"x" * 128, b"x" * 129, b"x" * 135, b"x" * 136, bytes(range(256)) * 3]
for name in ("sha224", "sha3_224", "sha3_256", "sha3_384", "sha3_512", "blake2b", "blake2s"):
    made = getattr(hashlib, name)()
    print(made.name, made.digest_size, made.block_size)
    for text in texts:
        print(len(text), getattr(hashlib, name)(text).hexdigest(), hashlib.new(name, text).digest() == getattr(hashlib, name)(text).digest())
    made.update(b"a")
    other = made.copy()
    made.update(bytearray(b"bc"))
    print(made.digest() == getattr(hashlib, name)(b"abc").digest(), other.hexdigest() == getattr(hashlib, name)(b"a").hexdigest())
for name in ("shake_128", "shake_256"):
    made = getattr(hashlib, name)(b"hello")
    print(made.name, made.digest_size, made.block_size, made.hexdigest(10), len(made.digest(500)), made.digest(500)[-8:].hex())
    print(hashlib.new(name, b"x" * 300).hexdigest(4))
print(hashlib.blake2b(b"a", digest_size=16).hexdigest(), hashlib.blake2s(b"a", digest_size=8, key=b"k").hexdigest())
print(hashlib.blake2b(b"a", key=b"secret", salt=b"salt", person=b"me").hexdigest())
print(hashlib.blake2s(key=b"x" * 32).hexdigest())
for call in (lambda: hashlib.blake2b(digest_size=65), lambda: hashlib.blake2b(digest_size=0), lambda: hashlib.blake2s(key=b"x" * 33),
             lambda: hashlib.blake2b(salt=b"x" * 17), lambda: hashlib.blake2s(person=b"x" * 9), lambda: hashlib.sha3_256("text"),
             lambda: hashlib.new("sha4", b"")):
    print(attempt(call))
print(hashlib.file_digest(io.BytesIO(b"hello"), "sha3_256").hexdigest())
print(hashlib.file_digest(io.BytesIO(b"hello"), hashlib.blake2b).hexdigest()[:20])
print(hashlib.new("sha3_256").name, sorted(hashlib.algorithms_guaranteed))
