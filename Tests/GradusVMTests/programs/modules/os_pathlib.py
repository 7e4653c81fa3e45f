import os
from pathlib import Path
print(os.path.join("a", "b.txt"), os.path.splitext("x.tar.gz"), os.path.basename("/a/b"), os.path.dirname("/a/b"), os.path.normpath("a/./b/../c"), os.path.isabs("/x"), os.sep)
p = Path("/tmp/_gradus_p/sub")
p.mkdir(parents=True, exist_ok=True)
f = p / "file.txt"
print(f.write_text("hello"), f.read_text(), f.name, f.stem, f.suffix, f.parent, f.exists(), f.is_file(), p.is_dir(), [x.name for x in p.iterdir()], f.with_suffix(".md"), f.parts)
print([str(x) for x in sorted(Path("/tmp/_gradus_p").rglob("*"))])
f.unlink()
p.rmdir()
os.rmdir("/tmp/_gradus_p")
print(p.exists(), repr(Path("a/b")), Path("a") / "b" == Path("a/b"), Path("/a/b/c").relative_to("/a"))
try:
    os.mkdir("/nonexistent/x")
except OSError as e:
    print(e)
