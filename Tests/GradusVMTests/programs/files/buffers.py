"""`.buffer` of text files and of the standard streams."""

import os
import sys
import tempfile

path = os.path.join(tempfile.mkdtemp(), "text")
with open(path, "w", encoding="utf-8") as file:
    file.write("한글 text\n")
    file.flush()
    print(file.buffer.write(b"\xff\x00 bytes\n"), file.buffer is file.buffer)
with open(path, "rb") as file:
    print(file.read())
with open(path, encoding="latin-1") as file:
    print(file.buffer.readline(), file.buffer.read(3), file.buffer.name == path)
print(file.closed)
try:
    file.buffer
except Exception as error:
    print(type(error).__name__)
sys.stdout.flush()
sys.stdout.buffer.write("bytes to the screen, 한".encode())
sys.stdout.buffer.write(b"\n")
sys.stdout.buffer.flush()
try:
    sys.stdout.buffer.write("text")
except TypeError as error:
    print(error)
os.environ["GRADUS_WORD"] = "x"
print(os.path.expandvars("~/$GRADUS_WORD/${GRADUS_WORD}1 $NO_SUCH_WORD"))
