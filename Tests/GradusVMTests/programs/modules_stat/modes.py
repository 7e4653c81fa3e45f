# What the numbers of os.stat mean.
import os
import stat
import tempfile

for mode in (0o100644, 0o040755, 0o120777, 0o104755, 0o102644, 0o041777, 0o041776, 0o010600, 0o140000, 0o060660, 0o020620, 0):
    print(stat.filemode(mode), oct(stat.S_IMODE(mode)), oct(stat.S_IFMT(mode)), stat.S_ISDIR(mode), stat.S_ISREG(mode),
          stat.S_ISLNK(mode), stat.S_ISFIFO(mode), stat.S_ISSOCK(mode), stat.S_ISBLK(mode), stat.S_ISCHR(mode))
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "a")
    with open(path, "w") as file:
        file.write("x")
    facts = os.stat(path)
    print(stat.S_ISREG(facts.st_mode), stat.S_ISDIR(os.stat(folder).st_mode), facts[stat.ST_SIZE], facts.st_size)
print(stat.S_IRWXU, stat.S_IRUSR | stat.S_IWUSR, stat.S_IXOTH, stat.S_ISVTX)
