import gzip, io, zlib

data = b"hello " * 100
packed = zlib.compress(data)
print(len(packed) < 50, zlib.decompress(packed) == data, zlib.crc32(data), zlib.adler32(data), gzip.decompress(gzip.compress(data)) == data)
buffer = io.BytesIO()
with gzip.open(buffer, "wt", encoding="utf-8") as f:
    f.write("한글\nline\n")
buffer.seek(0)
print(gzip.open(buffer, "rt", encoding="utf-8").readlines())
for bad in (b"", b"xx", packed[:-3]):
    try:
        zlib.decompress(bad)
    except zlib.error as error:
        print(error)
try:
    gzip.decompress(b"not gzip")
except gzip.BadGzipFile as error:
    print(error)
