import os
import pathlib
import tempfile

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "a.txt")
    with open(path, "w") as file:
        file.write("hello")
    os.utime(path, (1_000_000_000.25, 1_200_000_000.5))
    facts = os.stat(path)
    print(facts.st_size, facts.st_mtime, facts.st_mtime_ns, facts.st_atime_ns, facts[8], len(facts), facts[6])
    print(repr(facts).startswith("os.stat_result(st_mode="), os.path.getmtime(path), os.path.getatime(path))
    for late in (1e200, float("nan"), -1e300):
        try:
            os.utime(path, (late, late))
        except (OverflowError, ValueError) as error:
            print(type(error).__name__)
    # A path that holds NUL names nothing.
    for ask in (os.path.exists, os.path.isfile, os.path.isdir, os.path.islink, lambda p: pathlib.Path(p).exists()):
        print(ask(path + "\0"), end=" ")
    print()
    for call in (os.stat, os.lstat, os.readlink, os.listdir, os.remove):
        try:
            call(path + "\0")
        except ValueError as error:
            print(error)
    kept = pathlib.Path(path)
    try:
        kept.write_bytes("text")
    except TypeError as error:
        print(error, kept.read_bytes())
    print(kept.write_bytes(bytearray(b"abc")), kept.write_bytes(memoryview(b"abcdef")[1:4]), kept.read_bytes())
    twin = pathlib.Path(folder, "twin")
    twin.hardlink_to(kept)
    print(twin.samefile(kept), twin.is_fifo(), twin.is_socket(), twin.is_mount(), pathlib.Path("/").is_mount())
    print(pathlib.Path("/dev/null").is_char_device(), twin.is_block_device(), pathlib.Path(folder, "no").is_fifo())
    old = os.umask(0o077)
    pathlib.Path(folder, "private").write_text("x")
    print(oct(os.umask(old)), oct(os.stat(os.path.join(folder, "private")).st_mode & 0o777))
