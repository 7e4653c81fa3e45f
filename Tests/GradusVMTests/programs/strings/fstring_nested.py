width, value, name = 10, 3.14159, "이름"
print(f"{value:{width}.{2}f}|{value!r:>{width}}|{name:*^{width}}|{name!a}|{'nested ' + f'{1 + 1}'}")
print(f"{value=}", f"{ value = }", f"{value=:.2f}", f"{name=!s}", f"{name = !r:>8}", f"{1 + 1=}", f"{width:=+5}")
print(f"{{}} {{{value:.1f}}} {{{{", f"{[x for x in range(3)]}", f"{ {1: 2}[1] }", f"{(lambda x: x * 2)(4)}", f"{'a' if value > 3 else 'b'}")
print(f'{name!r}' f"{width}" "plain {not}" rf"\n{width}\d" fr'{width:\>4}')
print(f"""{
    value
:>{width}}""", f"{width!s:>5}", f"{3 != 4}", f"{width:,}", f"{'a' 'b'}", f"{'{'}", f"{value:%}")
print(f"{width:{'>'}{width}}", f"{10:#{'x'}}", f"{name:{'<'}{'6'}}|", f"{(width := 5)}", width)
import datetime
print(f"{datetime.date(2024, 1, 2):%Y/%m/%d}", f"{datetime.datetime(2024, 1, 2, 3, 4):%H:%M}")
