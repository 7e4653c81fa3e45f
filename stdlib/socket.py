"""Names of the network. Gradus opens no connections: a socket says so when it is made."""

AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6 = 0, 1, 2, 10
SOCK_STREAM, SOCK_DGRAM, SOCK_RAW = 1, 2, 3
SOL_SOCKET, SO_REUSEADDR, SO_BROADCAST, SO_KEEPALIVE = 1, 2, 6, 9
IPPROTO_IP, IPPROTO_TCP, IPPROTO_UDP, TCP_NODELAY = 0, 6, 17, 1
SHUT_RD, SHUT_WR, SHUT_RDWR = 0, 1, 2
SOMAXCONN = 4096
has_ipv6 = True

error = OSError
timeout = TimeoutError


class herror(OSError):
    """What goes wrong when addresses are looked up."""


class gaierror(OSError):
    """What goes wrong when names are looked up."""


def gethostname():
    import platform
    return platform.node()


def getfqdn(name=""):
    return name or gethostname()


def gethostbyname(hostname):
    if hostname in ("localhost", "127.0.0.1", ""):
        return "127.0.0.1" if hostname else "0.0.0.0"
    raise gaierror(-3, "Temporary failure in name resolution")


def htons(x):
    return (x & 255) << 8 | x >> 8 & 255


def htonl(x):
    return int.from_bytes((x & 0xFFFFFFFF).to_bytes(4, "little"), "big")


ntohs, ntohl = htons, htonl


def inet_aton(ip_string):
    parts = ip_string.split(".")
    if len(parts) != 4 or not all(part.isdigit() and int(part) < 256 for part in parts):
        raise OSError("illegal IP address string passed to inet_aton")
    return bytes(map(int, parts))


def inet_ntoa(packed_ip):
    if len(packed_ip) != 4:
        raise OSError("packed IP wrong length")
    return ".".join(map(str, packed_ip))


def _refuse():
    raise NotImplementedError("Gradus opens no network connections")


class socket:
    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        _refuse()


SocketType = socket


def create_connection(address, *arguments, **options):
    _refuse()


def create_server(address, **options):
    _refuse()


def getaddrinfo(host, port, *arguments, **options):
    _refuse()


def socketpair(*arguments):
    _refuse()


_default_timeout = None


def setdefaulttimeout(value):
    global _default_timeout
    _default_timeout = value


def getdefaulttimeout():
    return _default_timeout
