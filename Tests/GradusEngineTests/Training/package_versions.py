# Versions of packages and their order.
from packaging import version
from packaging.version import Version, parse, InvalidVersion
texts = ["1.0", "1", "1.0.0", "2.13.0+cpu", "1.13.1+cu117", "1.0a1", "1.0.dev3", "1.0rc2", "1.0.post1", "1.0-1", "v1.2.3", "1!0.5", "1.0alpha", "1.0.Beta2", "1.0c3", "1.0preview4", "1.0a1.dev2", "1.0.post2.dev1", "1.0+abc.5", "1.0+5", "1.0+abc", "1.10", "1.9", " 1.4 ", "1.0.0.0.1", "1.0rev3", "1.0r", "2024.1.2"]
vs = [parse(t) for t in texts]
for t, v in zip(texts, vs): print(repr(t), v, repr(v), v.release, v.pre, v.post, v.dev, v.local, v.public, v.base_version, v.is_prerelease, v.is_postrelease, v.is_devrelease, v.major, v.minor, v.micro, v.epoch)
print([str(v) for v in sorted(vs)])
print("".join("<=>"[(a > b) - (a < b) + 1] for a in vs for b in vs), len(set(vs)))
for bad in ("", "abc", "1.0+", "1..0", "1.0+-"):
    try: print(Version(bad))
    except InvalidVersion as e: print(type(e).__name__, e)
print(version.parse("2.13.0+cpu") >= version.parse("1.8"), Version("1.0") == "1.0")
