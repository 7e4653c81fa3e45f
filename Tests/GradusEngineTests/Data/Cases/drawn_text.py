# Text in pictures: how it lies, not which dots it has, which hang on the fonts of the machine.
from PIL import Image, ImageDraw, ImageFont

picture = Image.new("L", (120, 60))
draw = ImageDraw.Draw(picture)
draw.text((10, 5), "Hello", fill=255)
box, ink = draw.textbbox((10, 5), "Hello"), picture.getbbox()
print(all(abs(a - b) <= 2 for a, b in zip(box, ink)), draw.textlength("Hello") > 15, draw.textlength("") == 0)
font = ImageFont.load_default(20)
small = ImageFont.load_default()
print(font.size, small.size, font.getbbox("Hello")[2] > 1.5 * small.getbbox("Hello")[2], font.getlength("ii") < font.getlength("MM"))
print([type(n).__name__ for n in font.getmetrics()], font.getbbox(""))
left, top, right, bottom = draw.textbbox((60, 30), "Middle", font=font, anchor="mm")
print(abs((left + right) / 2 - 60) <= 2, abs((top + bottom) / 2 - 30) <= 3)
left, top, right, bottom = draw.textbbox((100, 50), "right", font=font, anchor="rs")
print(abs(right - 100) <= 2, bottom >= 50, top < 40)
one, two = draw.textbbox((0, 0), "Ay", font=font), draw.multiline_textbbox((0, 0), "Ay\nAy\nAy", font=font, spacing=10)
print(two[2] == one[2], two[3] - one[3] == 2 * (font.getbbox("A")[3] + 10))
bold = draw.textbbox((0, 0), "Ay", font=font, stroke_width=3)
print([a - b for a, b in zip(bold, one)])
for kind in ("left", "center", "right"):
    page = Image.new("RGB", (160, 60), "white")
    ImageDraw.Draw(page).multiline_text((5, 5), "a wide line\ni", "navy", font, align=kind)
    gray = page.convert("L").point(lambda v: 255 if v < 128 else 0)
    second = gray.crop((0, 30, 160, 60)).getbbox()
    print(kind, second[0] < 12, second[0] > 60)
for mode in ("1", "L", "RGB", "RGBA", "LA", "I", "F"):
    page = Image.new(mode, (60, 30))
    ImageDraw.Draw(page).text((2, 2), "Text", font=font)
    print(mode, page.getbbox() is not None)
page = Image.new("RGB", (60, 30))
ImageDraw.Draw(page).text((2, 2), "X", fill=(255, 0, 0), font=font, stroke_width=2, stroke_fill=(0, 0, 255))
print(max(v[0] for v in page.getdata()) == 255, max(v[2] for v in page.getdata()) == 255, max(v[1] for v in page.getdata()))
for call in (lambda: ImageFont.truetype("no such font.ttf", 12), lambda: draw.text((0, 0), "a", anchor="l"),
             lambda: draw.textlength("a\nb"), lambda: draw.text((0, 0), "a\nb", anchor="lt"), lambda: ImageFont.truetype(None, 0)):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)
