from urllib.parse import parse_qs, parse_qsl, quote, quote_plus, unquote, unquote_plus, urlencode, urljoin, urlparse, urlsplit, urlunparse, urldefrag

u = urlparse("https://me:pw@Example.org:8080/a/b;p?x=1&y=2#frag")
print(u, u.hostname, u.port, u.username, u.password, u.geturl(), u._replace(scheme="http").geturl())
print(urlsplit("//x/y?z"), urlparse("mailto:a@b.c"), urlunparse(("http", "h", "/p", "", "q=1", "")), urldefrag("http://x/#y"))
print(quote("a b/ç한"), quote("a/b", safe=""), quote_plus("a b&c"), unquote("%ED%95%9C+%zz"), unquote_plus("a+b"), urlencode({"a": 1, "b": "x y"}), urlencode([("k", [1, 2])], doseq=True))
print(parse_qs("a=1&a=2&b=&c=%20x"), parse_qsl("a=1&b=", keep_blank_values=True))
for base, url in (("http://a/b/c/d", "g"), ("http://a/b/c/d", "../g"), ("http://a/b/c/d", "/g"), ("http://a/b/c/d?q", "?y"), ("http://a/b", "//h/x"), ("http://a/b/", "mailto:x")):
    print(urljoin(base, url))
