import configparser
import io

c = configparser.ConfigParser()
c.read_string("""
[DEFAULT]
base = /opt
debug: no

[server]
# comment
host = example.org
port = 8080
path = %(base)s/data
lines = one
    two

[client]
Debug = yes
ratio = 2.5
""")
print(c.sections(), c["server"]["path"], c.getint("server", "port"), c["client"].getboolean("debug"), c.getfloat("client", "ratio"), repr(c["server"]["lines"]))
print(c.get("server", "nope", fallback="x"), "host" in c["server"], c.has_option("client", "base"), dict(c["client"]), c.items("server")[:2], c["client"].get("zzz"))
c["new"] = {"a": "1", "b": "two words"}
c.set("new", "c", "3")
out = io.StringIO()
c.write(out)
print(out.getvalue())
for call in (lambda: c.get("x", "y"), lambda: c.get("server", "y"), lambda: c["x"], lambda: c.read_string("a=1"), lambda: c.read_string("[s]\n[s]"), lambda: c.add_section("new")):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)
