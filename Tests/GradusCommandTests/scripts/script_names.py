"""A script knows its file."""
import os.path
import sys

print(os.path.basename(__file__), os.path.isabs(__file__), __name__, __package__, __spec__, __cached__, __doc__)
print(os.path.dirname(__file__) == os.path.abspath(sys.path[0]), sys.modules["__main__"].__file__ == __file__)
