"""Addresses and networks of the internet protocols, versions 4 and 6."""

import functools as _functools

IPV4LENGTH, IPV6LENGTH = 32, 128


class AddressValueError(ValueError):
    """A text or a number that is no address."""


class NetmaskValueError(ValueError):
    """A text or a number that is no mask."""


def _first(makers, address, what):
    for make in makers:
        try:
            return make(address)
        except (AddressValueError, NetmaskValueError):
            pass
    raise ValueError(f"{address!r} does not appear to be an IPv4 or IPv6 {what}")


def ip_address(address):
    return _first((IPv4Address, IPv6Address), address, "address")


def ip_network(address, strict=True):
    return _first([_functools.partial(kind, strict=strict) for kind in (IPv4Network, IPv6Network)], address, "network")


def ip_interface(address):
    return _first((IPv4Interface, IPv6Interface), address, "interface")


def v4_int_to_packed(address):
    try:
        return address.to_bytes(4, "big")
    except OverflowError:
        raise ValueError("Address negative or too large for IPv4")


def v6_int_to_packed(address):
    try:
        return address.to_bytes(16, "big")
    except OverflowError:
        raise ValueError("Address negative or too large for IPv6")


def _read_v4(text):
    if not text:
        raise AddressValueError("Address cannot be empty")
    parts = text.split(".")
    if len(parts) != 4:
        raise AddressValueError(f"Expected 4 octets in {text!r}")
    number = 0
    for part in parts:
        if not part:
            problem = "Empty octet not permitted"
        elif not (part.isascii() and part.isdigit()):
            problem = f"Only decimal digits permitted in {part!r}"
        elif len(part) > 3:
            problem = f"At most 3 characters permitted in {part!r}"
        elif part != "0" and part[0] == "0":
            problem = f"Leading zeros are not permitted in {part!r}"
        elif int(part) > 255:
            problem = f"Octet {int(part)} (> 255) not permitted"
        else:
            number = number << 8 | int(part)
            continue
        raise AddressValueError(f"{problem} in {text!r}")
    return number


def _write_v4(number):
    return ".".join(map(str, number.to_bytes(4, "big")))


def _group(part, text):
    if not part or not all(c in "0123456789abcdefABCDEF" for c in part):
        raise AddressValueError(f"Only hex digits permitted in {part!r} in {text!r}")
    if len(part) > 4:
        raise AddressValueError(f"At most 4 characters permitted in {part!r} in {text!r}")
    return int(part, 16)


def _read_v6(text):
    if not text:
        raise AddressValueError("Address cannot be empty")
    parts = text.split(":")
    if len(parts) < 3:
        raise AddressValueError(f"At least 3 parts expected in {text!r}")
    if "." in parts[-1]:
        try:
            last = _read_v4(parts.pop())
        except AddressValueError as error:
            raise AddressValueError(f"{error} in {text!r}")
        parts += [f"{last >> 16:x}", f"{last & 0xFFFF:x}"]
    if len(parts) > 9:
        raise AddressValueError(f"At most 8 colons permitted in {text!r}")
    gaps = [place for place in range(1, len(parts) - 1) if not parts[place]]
    if len(gaps) > 1:
        raise AddressValueError(f"At most one '::' permitted in {text!r}")
    if gaps:
        before, after = parts[:gaps[0]], parts[gaps[0] + 1:]
        if not before[0]:
            before = before[1:]
            if before:
                raise AddressValueError(f"Leading ':' only permitted as part of '::' in {text!r}")
        if not after[-1]:
            after = after[:-1]
            if after:
                raise AddressValueError(f"Trailing ':' only permitted as part of '::' in {text!r}")
        missing = 8 - len(before) - len(after)
        if missing < 1:
            raise AddressValueError(f"Expected at most 7 other parts with '::' in {text!r}")
        parts = before + ["0"] * missing + after
    else:
        if len(parts) != 8:
            raise AddressValueError(f"Exactly 8 parts expected without '::' in {text!r}")
        if not parts[0]:
            raise AddressValueError(f"Leading ':' only permitted as part of '::' in {text!r}")
        if not parts[-1]:
            raise AddressValueError(f"Trailing ':' only permitted as part of '::' in {text!r}")
    number = 0
    for part in parts:
        number = number << 16 | _group(part, text)
    return number


def _groups(number):
    return [f"{number >> shift & 0xFFFF:x}" for shift in range(112, -1, -16)]


def _write_v6(number):
    groups = _groups(number)
    best, length, start = 0, 0, 0
    for place in range(9):
        if place < 8 and groups[place] == "0":
            continue
        if place - start > length and place - start > 1:
            best, length = start, place - start
        start = place + 1
    if not length:
        return ":".join(groups)
    return ":".join(groups[:best]) + "::" + ":".join(groups[best + length:])


@_functools.total_ordering
class _Address:
    """One address: a number of 32 or 128 bits."""

    __slots__ = ("_ip", "__weakref__")

    def __init__(self, address):
        if isinstance(address, int):
            if address < 0:
                raise AddressValueError(f"{address} (< 0) is not permitted as an IPv{self.version} address")
            if address >> self.max_prefixlen:
                raise AddressValueError(
                    f"{address} (>= 2**{self.max_prefixlen}) is not permitted as an IPv{self.version} address")
            self._ip = address
        elif isinstance(address, bytes):
            if len(address) * 8 != self.max_prefixlen:
                raise AddressValueError(f"{address!r} (len {len(address)} != {self.max_prefixlen // 8}) is not permitted "
                                        f"as an IPv{self.version} address")
            self._ip = int.from_bytes(address, "big")
        else:
            text = str(address)
            if "/" in text:
                raise AddressValueError(f"Unexpected '/' in {text!r}")
            self._ip = self._read(text)

    def __int__(self):
        return self._ip

    def __str__(self):
        return self._write(self._ip)

    def __repr__(self):
        return f"{type(self).__name__}({str(self)!r})"

    def __eq__(self, other):
        if not isinstance(other, _Address):
            return NotImplemented
        return self.version == other.version and self._ip == other._ip

    def __hash__(self):
        return hash(hex(self._ip))

    def __lt__(self, other):
        if not isinstance(other, _Address):
            return NotImplemented
        if self.version != other.version:
            raise TypeError(f"{self} and {other} are not of the same version")
        return self._ip < other._ip

    def __add__(self, other):
        return self._plain(self._ip + other) if isinstance(other, int) else NotImplemented

    def __sub__(self, other):
        return self._plain(self._ip - other) if isinstance(other, int) else NotImplemented

    def __format__(self, fmt):
        if not fmt or fmt[-1] == "s":
            return format(str(self), fmt)
        if fmt in [mark + line + kind for mark in ("", "#") for line in ("", "_") for kind in "bnxX"]:
            alternate, separate, kind = "#" in fmt, "_" in fmt, fmt[-1]
            if kind == "n":
                kind = "b" if self.version == 4 else "x"
            width = self.max_prefixlen if kind == "b" else self.max_prefixlen // 4
            width += (width // 4 - 1 if separate else 0) + (2 if alternate else 0)
            return format(self._ip, f"{'#' if alternate else ''}0{width}{'_' if separate else ''}{kind}")
        return object.__format__(self, fmt)

    @property
    def packed(self):
        return self._ip.to_bytes(self.max_prefixlen // 8, "big")

    @property
    def compressed(self):
        return str(self)

    @property
    def reverse_pointer(self):
        if self.version == 4:
            return ".".join(str(self).split(".")[::-1]) + ".in-addr.arpa"
        return ".".join(self.exploded[::-1].replace(":", "")) + ".ip6.arpa"

    def _is_in(self, *networks):
        return any(self in _NETWORKS[self.version](text) for text in networks)

    @property
    def is_unspecified(self):
        return self._ip == 0


class IPv4Address(_Address):
    __slots__ = ()
    version, max_prefixlen = 4, 32
    _read, _write = staticmethod(_read_v4), staticmethod(_write_v4)

    @staticmethod
    def _plain(number):
        return IPv4Address(number)

    @property
    def exploded(self):
        return str(self)

    @property
    def is_private(self):
        return self._is_in("0.0.0.0/8", "10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/29",
                           "192.0.0.170/31", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
                           "203.0.113.0/24", "240.0.0.0/4", "255.255.255.255/32")

    @property
    def is_global(self):
        return not self._is_in("100.64.0.0/10") and not self.is_private

    @property
    def is_loopback(self):
        return self._is_in("127.0.0.0/8")

    @property
    def is_multicast(self):
        return self._is_in("224.0.0.0/4")

    @property
    def is_link_local(self):
        return self._is_in("169.254.0.0/16")

    @property
    def is_reserved(self):
        return self._is_in("240.0.0.0/4")


class IPv6Address(_Address):
    __slots__ = ()
    version, max_prefixlen = 6, 128
    _read, _write = staticmethod(_read_v6), staticmethod(_write_v6)
    scope_id = None

    @staticmethod
    def _plain(number):
        return IPv6Address(number)

    @property
    def exploded(self):
        return ":".join(group.rjust(4, "0") for group in _groups(self._ip))

    @property
    def ipv4_mapped(self):
        return IPv4Address(self._ip & 0xFFFFFFFF) if self._ip >> 32 == 0xFFFF else None

    @property
    def is_private(self):
        if self.ipv4_mapped is not None:
            return self.ipv4_mapped.is_private
        return self._is_in("::1/128", "::/128", "::ffff:0:0/96", "100::/64", "2001::/23", "2001:2::/48", "2001:db8::/32",
                           "2001:10::/28", "fc00::/7", "fe80::/10")

    @property
    def is_global(self):
        return not self.is_private

    @property
    def is_loopback(self):
        return self._ip == 1

    @property
    def is_multicast(self):
        return self._is_in("ff00::/8")

    @property
    def is_link_local(self):
        return self._is_in("fe80::/10")

    @property
    def is_site_local(self):
        return self._is_in("fec0::/10")

    @property
    def is_reserved(self):
        return self._is_in("::/8", "100::/8", "200::/7", "400::/6", "800::/5", "1000::/4", "4000::/3", "6000::/3", "8000::/3",
                           "A000::/3", "C000::/3", "E000::/4", "F000::/5", "F800::/6", "FE00::/9")


def _split(address):
    """The address and the mask, of a text or a pair."""
    if isinstance(address, tuple):
        return address if len(address) == 2 else (address[0], None)
    if isinstance(address, (int, bytes)):
        return address, None
    parts = str(address).split("/")
    if len(parts) > 2:
        raise AddressValueError(f"Only one '/' permitted in {address!r}")
    return parts[0], parts[1] if len(parts) == 2 else None


def _prefix(kind, mask):
    """The length of a prefix, from a number, a mask or its opposite."""
    bits = kind.max_prefixlen
    if mask is None:
        return bits
    if isinstance(mask, int):
        if 0 <= mask <= bits:
            return mask
        raise NetmaskValueError(f"{mask!r} is not a valid netmask")
    if mask.isascii() and mask.isdigit() and int(mask) <= bits:
        return int(mask)
    if kind.version == 4:
        try:
            number = _read_v4(mask)
        except AddressValueError:
            number = None
        if number is not None:
            for value in (number, number ^ 0xFFFFFFFF):
                ones = bin(value).count("1")
                if value == (0xFFFFFFFF << 32 - ones) & 0xFFFFFFFF:
                    return ones
    raise NetmaskValueError(f"{mask!r} is not a valid netmask")


@_functools.total_ordering
class _Network:
    """All addresses that begin with the same bits."""

    def __init__(self, address, strict=True):
        text, mask = _split(address)
        first = self._address_class(text)
        self._prefixlen = _prefix(first, mask)
        self.netmask = self._address_class((1 << first.max_prefixlen) - (1 << first.max_prefixlen - self._prefixlen))
        number = int(first) & int(self.netmask)
        if strict and number != int(first):
            raise ValueError(f"{first}/{self._prefixlen} has host bits set" if isinstance(address, tuple) else
                             f"{address} has host bits set")
        self.network_address = self._address_class(number)

    version = property(lambda self: self._address_class.version)
    max_prefixlen = property(lambda self: self._address_class.max_prefixlen)
    prefixlen = property(lambda self: self._prefixlen)
    num_addresses = property(lambda self: 1 << self.max_prefixlen - self._prefixlen)
    hostmask = property(lambda self: self._address_class(self.num_addresses - 1))
    broadcast_address = property(lambda self: self._address_class(int(self.network_address) + self.num_addresses - 1))
    with_prefixlen = property(lambda self: f"{self.network_address}/{self._prefixlen}")
    with_netmask = property(lambda self: f"{self.network_address}/{self.netmask}")
    with_hostmask = property(lambda self: f"{self.network_address}/{self.hostmask}")
    compressed = property(str)
    exploded = property(lambda self: f"{self.network_address.exploded}/{self._prefixlen}")

    def __str__(self):
        return self.with_prefixlen

    def __repr__(self):
        return f"{type(self).__name__}({str(self)!r})"

    def __eq__(self, other):
        if not isinstance(other, _Network):
            return NotImplemented
        return self.version == other.version and self._key() == other._key()

    def __lt__(self, other):
        if not isinstance(other, _Network):
            return NotImplemented
        self._same_version(other)
        return self._key() < other._key()

    def _key(self):
        return int(self.network_address), self._prefixlen

    def __hash__(self):
        return hash(self._key())

    def _same_version(self, other):
        if self.version != other.version:
            raise TypeError(f"{self} and {other} are not of the same version")

    def __iter__(self):
        for number in range(int(self.network_address), int(self.broadcast_address) + 1):
            yield self._address_class(number)

    def __getitem__(self, n):
        number = int(self.network_address if n >= 0 else self.broadcast_address) + (n if n >= 0 else n + 1)
        if not int(self.network_address) <= number <= int(self.broadcast_address):
            raise IndexError("address out of range")
        return self._address_class(number)

    def __contains__(self, other):
        if isinstance(other, _Network) or not isinstance(other, _Address) or self.version != other.version:
            return False
        return other._ip & int(self.netmask) == int(self.network_address)

    def hosts(self):
        """The addresses that a machine may have: without the first and, in version 4, the last."""
        first, last = int(self.network_address), int(self.broadcast_address)
        edge = self.max_prefixlen - self._prefixlen
        if edge == 0:
            return [self._address_class(first)]
        if edge == 1:
            return [self._address_class(first), self._address_class(last)]
        return (self._address_class(number) for number in range(first + 1, last + (1 if self.version == 6 else 0)))

    def overlaps(self, other):
        return other.network_address in self or other.broadcast_address in self or (
            self.network_address in other or self.broadcast_address in other)

    def subnet_of(self, other):
        self._same_version(other)
        return other.network_address <= self.network_address and other.broadcast_address >= self.broadcast_address

    def supernet_of(self, other):
        return other.subnet_of(self)

    def subnets(self, prefixlen_diff=1, new_prefix=None):
        if self._prefixlen == self.max_prefixlen:
            yield self
            return
        if new_prefix is not None:
            if new_prefix < self._prefixlen:
                raise ValueError("new prefix must be longer")
            if prefixlen_diff != 1:
                raise ValueError("cannot set prefixlen_diff and new_prefix")
            prefixlen_diff = new_prefix - self._prefixlen
        if prefixlen_diff < 0:
            raise ValueError("prefix length diff must be > 0")
        length = self._prefixlen + prefixlen_diff
        if length > self.max_prefixlen:
            raise ValueError(f"prefix length diff {length} is invalid for netblock {self}")
        step = 1 << self.max_prefixlen - length
        for number in range(int(self.network_address), int(self.broadcast_address) + 1, step):
            yield type(self)((number, length))

    def supernet(self, prefixlen_diff=1, new_prefix=None):
        if self._prefixlen == 0:
            return self
        if new_prefix is not None:
            if new_prefix > self._prefixlen:
                raise ValueError("new prefix must be shorter")
            if prefixlen_diff != 1:
                raise ValueError("cannot set prefixlen_diff and new_prefix")
            prefixlen_diff = self._prefixlen - new_prefix
        length = self._prefixlen - prefixlen_diff
        if length < 0:
            raise ValueError(
                f"current prefixlen is {self._prefixlen}, cannot have a prefixlen_diff of {prefixlen_diff}")
        return type(self)((int(self.network_address), length), strict=False)

    def address_exclude(self, other):
        """The networks that remain when another is taken out."""
        self._same_version(other)
        if not isinstance(other, _Network):
            raise TypeError(f"{other} is not a network object")
        if not other.subnet_of(self):
            raise ValueError(f"{other} not contained in {self}")
        rest = self
        while rest != other:
            left, right = rest.subnets()
            rest, spare = (left, right) if other.subnet_of(left) else (right, left)
            yield spare

    def compare_networks(self, other):
        self._same_version(other)
        mine, others = self._key(), other._key()
        return (mine > others) - (mine < others)

    def _both(self, name):
        return getattr(self.network_address, name) and getattr(self.broadcast_address, name)

    is_private = property(lambda self: self._both("is_private"))
    is_global = property(lambda self: self._both("is_global"))
    is_loopback = property(lambda self: self._both("is_loopback"))
    is_multicast = property(lambda self: self._both("is_multicast"))
    is_link_local = property(lambda self: self._both("is_link_local"))
    is_reserved = property(lambda self: self._both("is_reserved"))
    is_unspecified = property(lambda self: self._both("is_unspecified"))


class IPv4Network(_Network):
    _address_class = IPv4Address


class IPv6Network(_Network):
    _address_class = IPv6Address


_NETWORKS = {4: _functools.lru_cache(None)(IPv4Network), 6: _functools.lru_cache(None)(IPv6Network)}


class _Interface:
    """An address with the network it is in."""

    def _set_network(self, address):
        text, mask = _split(address)
        self._address.__init__(self, text)
        self.network = self._network_class((self._ip, _prefix(self, mask)), strict=False)
        self.netmask, self.hostmask = self.network.netmask, self.network.hostmask

    ip = property(lambda self: self._plain(self._ip))
    with_prefixlen = property(lambda self: f"{self.ip}/{self.network.prefixlen}")
    with_netmask = property(lambda self: f"{self.ip}/{self.netmask}")
    with_hostmask = property(lambda self: f"{self.ip}/{self.hostmask}")

    def __str__(self):
        return self.with_prefixlen

    def __eq__(self, other):
        if not isinstance(other, _Interface):
            return NotImplemented
        return self.version == other.version and self._ip == other._ip and self.network == other.network

    def __hash__(self):
        return hash((self._ip, self.network))


class IPv4Interface(_Interface, IPv4Address):
    _address, _network_class = IPv4Address, IPv4Network

    def __init__(self, address):
        self._set_network(address)


class IPv6Interface(_Interface, IPv6Address):
    _address, _network_class = IPv6Address, IPv6Network

    def __init__(self, address):
        self._set_network(address)


def summarize_address_range(first, last):
    """The networks that cover the addresses from one to another, none more."""
    if not (isinstance(first, _Address) and isinstance(last, _Address)):
        raise TypeError("first and last must be IP addresses, not networks")
    if first.version != last.version:
        raise TypeError(f"{first} and {last} are not of the same version")
    if first > last:
        raise ValueError("last IP address must be greater than first")
    kind = IPv4Network if first.version == 4 else IPv6Network
    bits, number, end = first.max_prefixlen, int(first), int(last)
    while number <= end:
        free = bits if number == 0 else (number & -number).bit_length() - 1
        free = min(free, (end - number + 1).bit_length() - 1)
        yield kind((number, bits - free))
        number += 1 << free


def collapse_addresses(addresses):
    """The fewest networks that cover the same addresses."""
    networks = []
    for one in addresses:
        if isinstance(one, _Network):
            networks.append(one)
        else:
            networks.append((IPv4Network if one.version == 4 else IPv6Network)((int(one), one.max_prefixlen)))
        networks[0]._same_version(networks[-1])
    spans = []
    for one in sorted(networks):
        first, last = int(one.network_address), int(one.broadcast_address)
        if spans and first <= spans[-1][1] + 1:
            spans[-1][1] = max(spans[-1][1], last)
        else:
            spans.append([first, last])
    if not networks:
        return iter(())
    make = networks[0]._address_class
    return (network for first, last in spans for network in summarize_address_range(make(first), make(last)))


def get_mixed_type_key(obj):
    if isinstance(obj, _Network):
        return obj.version, obj.network_address, obj.netmask
    return (obj.version, obj) if isinstance(obj, _Address) else NotImplemented
