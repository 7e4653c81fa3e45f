import urllib.request, urllib.error, urllib.parse, os, tempfile
from urllib.request import urlopen, urlretrieve, Request, pathname2url
p = os.path.join(tempfile.mkdtemp(), 'a b.txt'); open(p, 'w').write('first\nsecond\n')
u = 'file://' + pathname2url(p); print(u.endswith('a%20b.txt'))
with urlopen(u) as r: print(r.read(), r.headers['Content-Length'])
r = urlopen(u); print([l for l in r]); q, h = urlretrieve(u, p + '2'); print(q == p + '2', open(q).read())
print(urlopen('data:text/plain;base64,aGVsbG8=').read(), urlopen('data:,hi%20there').read())
for bad in ('nothing', 'file:///no/such', 'zzz://a/b'):
    try: urlopen(bad)
    except (ValueError, urllib.error.URLError) as e: print(type(e).__name__, e)
q = Request('http://example.com/path?x=1', headers={'User-Agent': 'me'}); print(q.get_full_url(), q.get_method(), q.header_items(), q.host, q.selector, q.type, q.get_header('User-agent'), Request('http://a/', data=b'1').get_method())
e = urllib.error.HTTPError('http://x', 404, 'Not Found', {}, None); print(e, repr(e), e.code, e.reason, isinstance(e, OSError)); print(urllib.error.URLError('why'), repr(urllib.error.URLError('why')))
o = urllib.request.build_opener(); o.addheaders = [('User-agent', 'Mozilla/5.0')]; urllib.request.install_opener(o)
