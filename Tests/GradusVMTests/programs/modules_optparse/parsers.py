from optparse import OptionParser, OptionGroup, make_option, OptionValueError, Option, SUPPRESS_HELP, Values, OptionConflictError, OptionError
import io
import sys
def attempt(f, *a, **k):
    out, err = sys.stdout, sys.stderr
    sys.stderr = e = io.StringIO()
    try: r = f(*a, **k); print('=>', *map(str, r) if isinstance(r, tuple) else [str(r)])
    except SystemExit as x: print('exit', x.code)
    except Exception as x: print(type(x).__name__, x)
    finally: sys.stderr = err
    if e.getvalue(): print('ERR', e.getvalue())
p = OptionParser(usage="usage: %prog [options] arg1 arg2", version="%prog 1.0", prog="tool", description="Does a great many things, all of them described at length in this text which wraps over lines. " * 2, epilog="See you.")
p.add_option("-f", "--file", dest="filename", help="write report to FILE", metavar="FILE")
p.add_option("-q", "--quiet", action="store_false", dest="verbose", default=True, help="don't print status messages to stdout")
p.add_option("-n", type="int", default=5, help="a number [default: %default]")
p.add_option("--a-very-long-option-name", type=float, help="something " * 12)
p.add_option("-x", action="append", default=None); p.add_option("-v", action="count"); p.add_option("--mode", choices=["fast", "slow"], default="fast"); p.add_option("--pt", nargs=2, type="float"); p.add_option("--secret", help=SUPPRESS_HELP)
p.add_option("-c", action="store_const", const=42, dest="n2"); p.add_option("--foo", action="append_const", const=1); p.add_option("--fob", action="store_true")
def cb(option, opt, value, parser, *a, **k): print('cb', option, opt, value, a, k); setattr(parser.values, option.dest or 'd', value)
p.add_option("--call", action="callback", callback=cb, type="string", dest="called", callback_args=(1,), callback_kwargs={'z': 2}); p.add_option("-C", action="callback", callback=cb)
g = OptionGroup(p, "Dangerous Options", "Caution: use these options at your own risk."); g.add_option("-g", action="store_true", help="Group option."); g.add_option("--gee", metavar="G"); p.add_option_group(g)
print(p.format_help()); p.print_usage(); p.print_version()
for args in (["-f", "a.txt", "rest", "-q"], ["-fa.txt", "-n7", "-vvv", "x", "--", "-q"], ["--file=z", "--mode", "slow", "--pt", "1", "2.5", "-x1", "-x", "2"], ["--pt=1", "2"], ["-c", "--foo", "--foo", "--fob"], ["--call", "v", "-C"], ["-n", "0x1f"], ["-n", "010"], ["-n", "abc"], ["--mode", "medium"], ["--nope"], ["-z"], ["--fo"], ["--fil", "k"], ["-f"], ["--pt", "1"], ["--quiet=1"], ["--a-very=abc"], ["-h"], ["--version"], ["-g", "-"], []):
    print(args); attempt(p.parse_args, args)
print(p.has_option("-f"), p.get_option("--file"), p.get_option_group("-g").title, p.defaults); p.remove_option("-x"); attempt(p.parse_args, ["-x", "1"])
attempt(p.add_option, "-f"); attempt(p.add_option, "bad"); attempt(p.add_option, "-k", action="zz"); attempt(p.add_option, "-k", type="zz"); attempt(p.add_option, "-k", bogus=1); attempt(p.add_option, "-k", type="choice"); attempt(p.add_option, "---k"); attempt(p.add_option, "-"); attempt(p.add_option); attempt(p.add_option, "-k", action="callback"); attempt(p.add_option, "-k", action="store_true", type="int"); attempt(p.add_option, "-k", const=1)
p.set_defaults(n=9, filename="d"); p.disable_interspersed_args(); v, rest = p.parse_args(["-q", "a", "-v"]); print(v, rest, v == {}, v.n); v.ensure_value('q', 3); print(v.q)
q = OptionParser(option_list=[make_option("-a", help="A"), make_option("-b", "--bee", type="string")], add_help_option=False, conflict_handler="resolve", prog="q"); q.add_option("-a", "--all", action="store_true", help="new"); print(q.format_help()); print(q.parse_args(["-a", "--bee", "1"])[0]); attempt(q.error, "bad thing")
class My(Option):
    TYPES = Option.TYPES + ("pair",); TYPE_CHECKER = dict(Option.TYPE_CHECKER, pair=lambda o, n, v: tuple(v.split(",")))
print(OptionParser(option_class=My, option_list=[My("-p", type="pair")]).parse_args(["-p", "1,2"])[0])
