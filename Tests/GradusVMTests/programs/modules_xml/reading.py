"""Annotations of pictures and other documents, read as trees of elements."""
import io
import os
import tempfile
import xml.etree.ElementTree as ET

VOC = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE annotation [<!ELEMENT annotation ANY>]>
<annotation verified='yes'>
    <!-- a comment -->
    <filename>cat &amp; dog.jpg</filename>
    <size><width>500</width><height>375</height><depth>3</depth></size>
    <object id="a">
        <name>cat</name><difficult>0</difficult>
        <bndbox><xmin>48</xmin><ymin>240</ymin><xmax>195</xmax><ymax>371</ymax></bndbox>
    </object>
    <object id="b" kind="big">
        <name> dog </name><difficult>1</difficult>
        <bndbox><xmin>8</xmin><ymin>12</ymin><xmax>352</xmax><ymax>498</ymax></bndbox>
    </object>tail
    <empty/><note><![CDATA[1 < 2 & 3]]> and &#65;&#x42;&lt;</note>
</annotation>
"""
root = ET.fromstring(VOC)
print(root.tag, root.attrib, len(root), [child.tag for child in root])
for found in root.iter("object"):
    box = found.find("bndbox")
    print(found.get("id"), found.find("name").text.strip(), int(found.findtext("difficult")),
          [int(box.find(side).text) for side in ("xmin", "ymin", "xmax", "ymax")], found.keys(), found.items())
print(root.findtext("filename"), root.findtext("none"), root.findtext("none", "?"), repr(root.findtext("empty")))
print(repr(root.find("note").text), repr(root[3].tail), repr(root.text), root.find("nothing"))
for path in ("object", "./object/name", ".//name", "*", "object/*", ".//bndbox/..", "object[@id='b']", "object[@kind]",
             "object[1]", "object[last()]", "object[last()-1]/name", "object[name='cat']", "object[name=' dog ']", ".",
             "object[@id!='a']", ".//*[xmin='8']", "size/", ".//object[2]/bndbox/xmax", "object[difficult]", ".//name[.='cat']"):
    print(path, [(one.tag, one.get("id")) for one in root.findall(path)])
for path in ("/object", "object[0]", "a//", "x:y"):
    try:
        print(path, root.findall(path))
    except SyntaxError as error:
        print(path, error)
print(list(root.find("size").itertext()), "".join(root.find("size").itertext()), [e.tag for e in root.find("size").iter()])

folder = tempfile.mkdtemp()
path = os.path.join(folder, "a.xml")
with open(path, "w", encoding="utf-8") as file:
    file.write(VOC)
tree = ET.parse(path)
print(tree.getroot().tag, tree.find("size/width").text, tree.findtext(".//depth"), len(tree.findall("object")),
      [one.text for one in tree.iter("xmin")], type(tree).__name__, type(root))
print(ET.parse(io.StringIO("<a><b/></a>")).getroot()[0].tag, ET.parse(io.BytesIO(b"<a>\xc3\xa9</a>")).getroot().text)
print(ET.fromstring("<?xml version='1.0' encoding='latin-1'?><a>\xe9</a>".encode("latin-1")).text)

spaces = ET.fromstring('<r xmlns="urn:d" xmlns:p="urn:p" p:k="1"><p:a p:x="2" y="3"/><b xmlns="">t</b><c xml:lang="en"/></r>')
print([(one.tag, one.attrib) for one in spaces.iter()])
print(spaces.find("{urn:p}a").get("{urn:p}x"), spaces.find("n:a", {"n": "urn:p"}).tag, 
      [one.tag for one in spaces.findall("{*}a")], len(spaces.findall("{urn:d}*")), len(spaces.findall("c", {"": "urn:d"})))

for event, element in ET.iterparse(io.StringIO("<a><b>1</b><c/></a>"), events=("start", "end")):
    print(event, element.tag, element.text)
for text in ("", "<a>", "<a></b>", "<a><b></a>", "text", "<a/><b/>", "<a x=1/>", "<a x='1' x='2'/>", "<a>&nope;</a>", "<a",
             "<a>\n  <b>\n</a>", "<a>1 & 2</a>", "<a><</a>", "<p:a/>", "<a/>x", "< a/>"):
    try:
        print(ET.fromstring(text).tag)
    except ET.ParseError as error:
        print(repr(text), error, error.position, error.code, isinstance(error, SyntaxError))
