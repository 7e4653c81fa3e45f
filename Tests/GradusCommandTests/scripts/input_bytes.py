# input: abcdefgh\nsecond line\n한글\nlast\n
import sys

stream = sys.stdin.buffer
print(stream.read(3), stream.read(0))
print(stream.readline(), stream.readline(4), stream.read(2))
print(next(stream))
print(stream.read(4), stream.readlines())
print(stream.read(), stream.readline(), list(stream))
