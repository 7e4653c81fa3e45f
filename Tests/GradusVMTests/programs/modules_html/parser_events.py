import sys
from html.parser import HTMLParser
from html.entities import name2codepoint
class P(HTMLParser):
    def handle_starttag(self, tag, attrs): print("Start tag:", tag, attrs, self.getpos(), repr(self.get_starttag_text()))
    def handle_endtag(self, tag): print("End tag  :", tag, self.getpos())
    def handle_data(self, data): print("Data     :", repr(data), self.getpos())
    def handle_comment(self, data): print("Comment  :", repr(data))
    def handle_entityref(self, name): print("Named ent:", name, chr(name2codepoint.get(name, 63)))
    def handle_charref(self, name): print("Num ent  :", name, chr(int(name[1:], 16) if name.startswith('x') else int(name)))
    def handle_decl(self, data): print("Decl     :", data)
    def handle_pi(self, data): print("PI       :", data)
    def unknown_decl(self, data): print("unknown  :", repr(data))
pages = ['<html><head><title>Test</title></head>\n<body><h1>Parse me!</h1></body></html>', '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">', '<img src="python-logo.png" alt="The Python logo">', '<style type="text/css">#python { color: green }</style>', '<script type="text/javascript">\nalert("<strong>hello! &amp; </strong>");</script>x', '<!-- a comment --><!--[if IE 9]>IE-specific content<![endif]-->', '&gt;&#62;&#x3E; &copy; &nope; a & b &lt', '<p><a class=link href=#main>tag soup</p ></a>', '<br/><input disabled checked=yes value="a &lt; b" /><a href="x?a=1&b=2">', "<?xml version='1.0'?>", '<![CDATA[x < y]]>', 'a < b <3 <>', '</>', '</ x>', '<div\n  id = "a>b"\n  CLASS=\'c\'>t</DIV>', '<a b="c', 'text &am', '<a $><b c=d/e>', '<unfinished', '<!-- open', '<TD><Td>', '<p>caf&eacute; 한국어</p>']
for page in pages:
    for conv in (True, False):
        print('==', page[:40], conv); p = P(convert_charrefs=conv); p.feed(page); print('rest', repr(p.rawdata)); p.close()
p = P()
for piece in ('<tit', 'le>ab', 'c &a', 'mp; d</t', 'itle', '>'): p.feed(piece)
p.close(); p.reset(); print(p.getpos())
class Links(HTMLParser):
    def __init__(self): super().__init__(); self.links = []
    def handle_starttag(self, tag, attrs):
        if tag == 'a': self.links.append(dict(attrs).get('href'))
l = Links(); l.feed('<a href="1"><b><a name=z><A HREF=\'2\'>'); print(l.links)
