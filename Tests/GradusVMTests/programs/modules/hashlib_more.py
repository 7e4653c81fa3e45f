"""SHA-224, SHA-3 and BLAKE2 beside the common checksums."""
import hashlib
import hmac

for name in ("sha224", "sha3_224", "sha3_256", "sha3_384", "sha3_512", "blake2b", "blake2s", "sha256"):
    for data in (b"", b"abc", b"x" * 55, b"y" * 64, b"z" * 128, b"w" * 300):
        print(name, len(data), getattr(hashlib, name)(data).hexdigest(), hashlib.new(name, data).digest()[:3])
    print(name in hashlib.algorithms_available, hashlib.new(name).name, hashlib.new(name).block_size)
for name in ("shake_128", "shake_256"):
    print(name, getattr(hashlib, name)(b"abc").hexdigest(10), hashlib.new(name, b"q" * 200).digest(400)[-4:])
made = hashlib.sha3_256()
made.update(b"a")
twin = made.copy()
made.update(b"bc")
print(made.hexdigest() == hashlib.sha3_256(b"abc").hexdigest(), twin.hexdigest(), made.name, made.digest_size, made.block_size)
print(hashlib.blake2b(b"abc", digest_size=16).hexdigest(), hashlib.blake2b(b"abc", key=b"k", salt=b"s", person=b"p").hexdigest())
print(hashlib.blake2s(b"m" * 65, digest_size=8, key=b"key").hexdigest(), hashlib.blake2b.MAX_DIGEST_SIZE)
print(hmac.new(b"key", b"text", hashlib.sha3_256).hexdigest(), hmac.new(b"key", b"text", "sha224").hexdigest())
for act in (lambda: hashlib.sha224("abc"), lambda: hashlib.blake2b(digest_size=65), lambda: hashlib.blake2s(key=b"x" * 33)):
    try:
        act()
    except (TypeError, ValueError) as error:
        print(error)
