import ipaddress as ip
from ipaddress import *
def attempt(f, *a, **k):
    try: r = f(*a, **k); print(repr(list(r) if hasattr(r, '__next__') else r))
    except Exception as e: print(type(e).__name__, e)
for a in ('192.168.0.1', '255.255.255.255', '256.1.1.1', '1.2.3', '1.2.3.4.5', '01.2.3.4', '1..3.4', '1.2.3.a', '1.2.3.1234', '', '2001:db8::1', '::', '::1', '1::', '::ffff:1.2.3.4', '1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8:9', '1::2::3', ':1:2:3:4:5:6:7', '12345::', 'g::1', '1:2', '1:2:3:4:5:6:7::', '::2:3:4:5:6:7:8', '2001:0:0:1:0:0:0:1', 3221225985, 2**40, -1, b'\xc0\xa8\x00\x01', b'12', 'fe80::/10', None):
    attempt(ip_address, a); 
for a in ('1.2.3', '1.2.3.4/5', -1, 2**33): attempt(IPv4Address, a)
for a in ('1::g', '::1/4', ':', '1:2:3', 2**130, '1:2:3:4:5:6:7:8:9:10', '::1.2.3'): attempt(IPv6Address, a)
a = ip_address('192.168.10.77'); print(int(a), a.packed, a + 1, a - 1, a < a + 5, a == '192.168.10.77', a.is_private, a.is_global, a.is_loopback, a.is_multicast, a.reverse_pointer, a.version, a.max_prefixlen, hash(a) == hash(ip_address('192.168.10.77')), a.exploded, f'{a:b}', f'{a:#x}', f'{a:>20s}', f'{a:_X}', f'{a:n}')
b = IPv6Address('2001:db8::1000'); print(b.exploded, b.compressed, b.is_private, b.is_link_local, b.reverse_pointer, b.ipv4_mapped, IPv6Address('::ffff:1.2.3.4').ipv4_mapped, f'{b:x}', b.is_reserved, b.is_site_local)
attempt(lambda: a < b); attempt(lambda: a + 'x'); attempt(lambda: IPv4Address('255.255.255.255') + 1); attempt(lambda: sorted([ip_address('10.0.0.2'), ip_address('9.1.1.1')]))
for n in ('192.168.1.0/24', '10.0.0.0/255.0.0.0', '10.0.0.0/0.255.255.255', '192.168.1.5/24', '1.2.3.4', '1.2.3.4/33', '1.2.3.4/x', '1.2.3.4/24/3', '2001:db8::/32', '::/0', '2001:db8::1/32', ('192.168.0.0', 16), 3232235520, '10.0.0.0/255.0.255.0'): attempt(ip_network, n); attempt(ip_network, n, strict=False)
for f, t in ((IPv4Network, '1.2.3.4/33'), (IPv4Network, '1.2.3.4/24'), (IPv4Network, '1.2.3.4/24/3'), (IPv6Network, '::1/129'), (IPv4Network, '1.2.3/8')): attempt(f, t)
n = ip_network('192.168.1.0/29'); print(n.netmask, n.hostmask, n.broadcast_address, n.network_address, n.num_addresses, n.prefixlen, list(n.hosts()), n.with_netmask, n.with_hostmask, n[1], n[-1], len(list(n)), a in n, ip_address('192.168.1.3') in n, n.is_private, n.version, n.exploded)
attempt(lambda: n[8]); attempt(lambda: n[-9]); print(list(n.subnets()), list(n.subnets(new_prefix=31)), n.supernet(), n.supernet(new_prefix=8), n.overlaps(ip_network('192.168.1.4/30')), n.subnet_of(ip_network('192.168.0.0/16')), n.supernet_of(n), list(n.address_exclude(ip_network('192.168.1.2/31'))), n.compare_networks(ip_network('10.0.0.0/8')))
attempt(lambda: list(n.subnets(5))); attempt(lambda: list(n.subnets(new_prefix=3))); attempt(lambda: n.supernet(50)); attempt(lambda: n.supernet(new_prefix=30)); attempt(lambda: list(n.address_exclude(ip_network('10.0.0.0/8')))); attempt(lambda: n.subnet_of(ip_network('::/0')))
i = ip_interface('192.168.1.77/24'); print(i, repr(i), i.ip, i.network, i.netmask, i.with_netmask, i.with_hostmask, i == ip_interface('192.168.1.77/24'), ip_interface('2001:db8::5/64').network, ip_interface('1.2.3.4')); attempt(ip_interface, '1.2.3/4')
print(list(summarize_address_range(ip_address('192.0.2.0'), ip_address('192.0.2.130'))), list(collapse_addresses([ip_network('192.0.2.0/25'), ip_network('192.0.2.128/25'), ip_address('192.0.3.1')])), list(collapse_addresses([])))
attempt(lambda: list(summarize_address_range(ip_address('2.0.0.0'), ip_address('1.0.0.0')))); print(sorted([ip_network('10.0.0.0/8'), ip_network('9.0.0.0/8'), ip_network('10.0.0.0/9')]), list(ip_network('1.2.3.4/31').hosts()), list(ip_network('1.2.3.4').hosts()), list(ip_network('::4/126').hosts()), sorted([ip_network('::/8'), ip_address('1.2.3.4')], key=get_mixed_type_key), v4_int_to_packed(1)); attempt(v4_int_to_packed, -1)
for x in ('10.1.1.1', '172.16.5.4', '8.8.8.8', '100.64.0.1', '169.254.1.1', '224.0.0.1', '127.0.0.1', '240.0.0.1', '0.0.0.0', 'fc00::1', 'fe80::1', 'ff02::1', '2607::1', '::1'): y = ip_address(x); print(x, y.is_private, y.is_global, y.is_loopback, y.is_multicast, y.is_link_local, y.is_reserved, y.is_unspecified)
