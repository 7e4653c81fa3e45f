"""Trees of elements built and written."""
import copy
import io
import os
import tempfile
import xml.etree.ElementTree as ET
from xml.etree.ElementTree import Element, SubElement, tostring

root = Element("annotation", {"a": "1"}, b='x "y" <z> & \n')
SubElement(root, "folder").text = "pictures & <more>"
item = SubElement(root, "object", attrib={"id": "0"}, kind="é")
for number, name in enumerate(("xmin", "ymin")):
    ET.SubElement(item, name).text = str(number)
root.append(ET.Comment(" note "))
root.append(ET.ProcessingInstruction("run", "fast"))
item.tail = "\n"
print(tostring(root))
print(tostring(root, encoding="unicode"))
print(tostring(root, "utf-8"), tostring(item, encoding="latin-1"))
print(tostring(root, encoding="unicode", short_empty_elements=False, xml_declaration=True))
print(tostring(root, encoding="unicode", method="text"), tostring(root, "unicode", "html"))
ET.indent(root)
print(tostring(root, encoding="unicode"))
ET.indent(root, space="\t", level=1)
print(repr(tostring(root, encoding="unicode")))
ET.dump(item)
folder = tempfile.mkdtemp()
path = os.path.join(folder, "out.xml")
tree = ET.ElementTree(root)
tree.write(path, encoding="utf-8", xml_declaration=True)
print(open(path, encoding="utf-8").read() == tostring(root, "unicode", xml_declaration=True))
tree.write(path)
print(open(path, "rb").read()[:60])
stream = io.StringIO()
tree.write(stream, encoding="unicode")
print(len(stream.getvalue()))

item.set("new", "2")
item.insert(0, Element("first"))
item.extend([Element("x"), Element("y")])
item.remove(item.find("ymin"))
print([one.tag for one in item], item.attrib, item[0].tag, [one.tag for one in item[1:3]], len(item))
del item[0]
item[0] = Element("other")
print([one.tag for one in item], list(item)[-1].tag)
twin = copy.deepcopy(root)
twin.find("object").set("id", "9")
print(root.find("object").get("id"), twin.find("object").get("id"), ET.iselement(root), ET.iselement(3))
for act in (lambda: item.append("x"), lambda: item.remove(Element("q")), lambda: Element("a", 3), lambda: item.insert(0, None),
            lambda: tostring(Element("a", {"k": 5})), lambda: item[99]):
    try:
        act()
    except (TypeError, ValueError, IndexError) as error:
        print(type(error).__name__, error)
number = Element("n")
number.text = 5
try:
    tostring(number)
except TypeError as error:
    print(error)
item.clear()
print(len(item), item.attrib, item.text, repr(item)[:17])

spaced = ET.fromstring('<r xmlns="urn:d" xmlns:p="urn:p"><p:a p:x="2" xml:lang="en"/></r>')
print(tostring(spaced, encoding="unicode"))
ET.register_namespace("q", "urn:p")
ET.register_namespace("", "urn:d")
print(tostring(spaced, encoding="unicode"))
print(tostring(ET.fromstring('<r><a xmlns="urn:z"/></r>'), encoding="unicode", default_namespace=None))
print(ET.QName("urn:p", "a"), repr(ET.QName("tag")), tostring(Element(ET.QName("urn:w", "k")), "unicode"))
again = ET.fromstring(tostring(ET.XML("<a>1<b>2</b>3<c d='4'/>5</a>")))
print([(one.tag, one.text, one.tail, one.attrib) for one in again.iter()])
print(ET.fromstringlist(["<a>", "<b/>", "</a>"])[0].tag, ET.XMLID("<a><b id='k'/></a>")[1]["k"].tag)
builder = ET.TreeBuilder()
builder.start("a", {})
builder.data("text")
builder.start("b", {"c": "d"})
builder.end("b")
builder.end("a")
print(tostring(builder.close()))


class Counter:
    def __init__(self):
        self.depth = self.deepest = 0

    def start(self, tag, attributes):
        self.depth += 1
        self.deepest = max(self.deepest, self.depth)

    def end(self, tag):
        self.depth -= 1

    def close(self):
        return self.deepest


parser = ET.XMLParser(target=Counter())
parser.feed("<a><b><c/></b>")
parser.feed("<b/></a>")
print(parser.close())
