import hashlib

for name in ("md5", "sha1", "sha256", "sha384", "sha512"):
    h = hashlib.new(name, b"abc")
    print(name, h.hexdigest(), h.digest_size, h.block_size, h.name)
h = hashlib.sha256()
h.update(b"hello ")
copy = h.copy()
h.update("wörld".encode())
print(h.hexdigest(), copy.hexdigest(), hashlib.md5().hexdigest(), len(h.digest()), hashlib.pbkdf2_hmac("sha256", b"pw", b"salt", 10).hex())
for bad in ("text", 5):
    try:
        hashlib.md5(bad)
    except TypeError as error:
        print(error)
