import errno, locale, platform, signal, sys

print(errno.ENOENT, errno.errorcode[errno.EEXIST], locale.setlocale(locale.LC_ALL, "C"), platform.system() in ("Linux", "Darwin"), platform.python_version_tuple()[:2], int(signal.SIGINT), signal.SIGTERM.name)
try:
    open("/no/such/file")
except OSError as error:
    print(error.errno == errno.ENOENT)
