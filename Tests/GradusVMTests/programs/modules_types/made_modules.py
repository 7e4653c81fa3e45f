# Modules made by hand.
import math
import sys
import types

module = types.ModuleType("net", "Words.")
print(module, module.__name__, module.__doc__, module.__loader__, module.__package__, module.__spec__)
print(vars(module), types.ModuleType("plain").__doc__)
module.__file__ = "/tmp/net.py"
module.answer = 42
print(module, sorted(name for name in vars(module) if not name.startswith("__")))
sys.modules["net"] = module
import net
print(net.answer, net is module, repr(types.ModuleType("이름")))
