# args: one --two -c 3
import sys

print(sys.argv)
