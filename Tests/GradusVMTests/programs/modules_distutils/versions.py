# Versions as lists of numbers and words, and truth values in words.
import warnings
warnings.simplefilter("ignore")
from distutils.version import LooseVersion, StrictVersion
from distutils.util import strtobool
texts = ["1.13.1+cu117", "1.2", "1.10.0", "1.9.1", "0.4", "1.5.1", "1.5.2b2", "161", "3.10a", "8.02", "3.4j", "1996.07.12", "3.2.pl0", "2.1.0a0+git123", "11g", "0.960923", "2.2beta29", "1.13++"]
for t in texts: print(repr(LooseVersion(t)), LooseVersion(t).version, str(LooseVersion(t)))
for a in texts:
    row = ""
    for b in texts:
        try: row += "<=>"[(LooseVersion(a) > b) - (LooseVersion(a) < LooseVersion(b)) + 1]
        except TypeError: row += "?"
    print(row)
for t in ["1.2", "1.2.0", "0.9b3", "1.4a1", "1.2.3", "1", "1.2.3.4", "x"]:
    try: print(StrictVersion(t), repr(StrictVersion(t)), StrictVersion(t) > "1.2", StrictVersion(t) == "1.2.0", StrictVersion(t).version, StrictVersion(t).prerelease)
    except ValueError as e: print(e)
for w in ("Yes", "true", "0", "off", "maybe"):
    try: print(strtobool(w))
    except ValueError as e: print(e)
print(LooseVersion("2.0") >= LooseVersion("1.8.0"), LooseVersion("1.0").__eq__(3))
