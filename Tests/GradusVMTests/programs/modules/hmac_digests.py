import hmac

print(hmac.new(b"key", b"message", "sha256").hexdigest(), hmac.digest(b"k" * 200, b"m", "md5").hex())
h = hmac.new(b"key", digestmod="sha1")
h.update(b"a")
h.update(b"b")
print(h.hexdigest(), h.name, h.digest_size, hmac.compare_digest("a", "a"), hmac.compare_digest(b"a", b"b"))
