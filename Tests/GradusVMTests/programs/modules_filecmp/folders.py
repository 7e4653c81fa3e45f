import filecmp
import os
import tempfile

os.chdir(tempfile.mkdtemp())
for folder in ("a/sub", "b/sub", "a/both", "b/__pycache__"):
    os.makedirs(folder)
for name, text in (("a/same", "x"), ("b/same", "x"), ("a/other", "1"), ("b/other", "22"), ("a/left", ""), ("b/right", ""),
                   ("a/sub/f", "1"), ("b/sub/f", "2"), ("b/both", "file")):
    with open(name, "w") as file:
        file.write(text)
print(filecmp.cmp("a/same", "b/same"), filecmp.cmp("a/other", "b/other", shallow=False), filecmp.cmp("a", "b"))
print(filecmp.cmpfiles("a", "b", ["same", "other", "missing"]))
pair = filecmp.dircmp("a", "b")
print(pair.left_list, pair.right_list, pair.common, pair.left_only, pair.right_only)
print(pair.common_dirs, pair.common_files, pair.common_funny, pair.same_files, pair.diff_files, pair.funny_files)
pair.report_full_closure()
print(list(pair.subdirs), pair.subdirs["sub"].left)
try:
    pair.nothing
except AttributeError as error:
    print(error)
try:
    filecmp.cmp("a/same", "nowhere")
except OSError as error:
    print(error)
