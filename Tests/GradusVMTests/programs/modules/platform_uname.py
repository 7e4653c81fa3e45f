import platform

parts = platform.uname()
print(len(parts), parts._fields, parts.system == platform.system(), parts.node == platform.node(), list(parts)[4] == parts.machine)
print(platform.win32_ver()[:1], platform.mac_ver()[0], all(isinstance(part, str) for part in parts))
