import html

print(html.escape("<a href='x'>\"&\"</a>"), html.escape("'", quote=False), html.unescape("&lt;p&gt; &amp;amp; &#39;&#x27;&quot; &eacute; &nbsp;| &unknown; &copy &#8364; &hearts;"))
