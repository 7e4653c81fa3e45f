import io
import os
import tempfile
import zipfile

with tempfile.TemporaryDirectory() as folder:
    os.makedirs(os.path.join(folder, "a", "b"))
    for name, text in (("a/x.txt", "hello\n" * 50), ("a/b/한글.txt", "안녕"), ("empty.bin", "")):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)
    path = os.path.join(folder, "t.zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(os.path.join(folder, "a/x.txt"), "a/x.txt")
        archive.write(os.path.join(folder, "a/b/한글.txt"), arcname="a/b/한글.txt")
        archive.writestr("s.txt", "text")
        archive.writestr("stored", b"abc", zipfile.ZIP_STORED)
        with archive.open("w.txt", "w") as entry:
            entry.write(b"123")
    print(zipfile.is_zipfile(path), zipfile.is_zipfile(os.path.join(folder, "empty.bin")), zipfile.is_zipfile("nope"))
    with zipfile.ZipFile(path) as archive:
        print(archive.namelist(), archive.testzip())
        print(archive.read("s.txt"), archive.open("w.txt").read(), list(archive.open("a/x.txt"))[:2])
        info = archive.getinfo("a/x.txt")
        print(info.file_size, info.compress_size < 100, info.is_dir(), hex(info.CRC))
        print(archive.getinfo("stored"))
        for name in archive.namelist():
            print(os.path.relpath(archive.extract(name, os.path.join(folder, "out")), folder))
        archive.extractall(os.path.join(folder, "all"))
        try:
            archive.getinfo("q")
        except KeyError as error:
            print(error)
        try:
            archive.writestr("a", "b")
        except ValueError as error:
            print(error)
    with open(os.path.join(folder, "all/a/b/한글.txt"), encoding="utf-8") as file:
        print(file.read())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("more", "m")
        archive.comment = b"note"
    with zipfile.ZipFile(path) as archive:
        print(len(archive.infolist()), archive.read("more"), archive.comment)
    for name, kind in (("empty.bin", zipfile.BadZipFile), ("nope.zip", FileNotFoundError)):
        try:
            zipfile.ZipFile(os.path.join(folder, name))
        except kind as error:
            print(type(error).__name__, str(error)[:25])
    with open(path, "r+b") as file:
        file.seek(40)
        file.write(b"\x00\x00")
    with zipfile.ZipFile(path) as archive:
        print(archive.testzip())

buffer = io.BytesIO()
with zipfile.ZipFile(buffer, "w") as archive:
    archive.writestr("k", "v" * 10)
    archive.writestr(zipfile.ZipInfo("dated", (2020, 5, 17, 1, 2, 4)), "d")
print(zipfile.ZipFile(io.BytesIO(buffer.getvalue())).read("k"), archive)
zipfile.ZipFile(io.BytesIO(buffer.getvalue())).getinfo("dated").date_time == (2020, 5, 17, 1, 2, 4) or print("wrong")
try:
    archive.read("k")
except ValueError as error:
    print(error)
for call in (lambda: zipfile.ZipFile(buffer, "q"), lambda: zipfile.ZipInfo("x", (1970, 1, 1, 0, 0, 0))):
    try:
        call()
    except ValueError as error:
        print(error)
