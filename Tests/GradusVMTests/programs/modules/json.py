import json
data = {"name": "Ann", "n": [1, 2.5, None, True], "d": {"é": "ü\n\"q\""}}
s = json.dumps(data)
print(s, json.loads(s) == data)
print(json.dumps(data, indent=2, sort_keys=True, ensure_ascii=False))
print(json.dumps([1, 2], separators=(",", ":")), json.dumps({1: 2, None: 3, True: 4}), json.dumps(float("inf")), json.dumps((1,)))
for bad in ("{", "[1,]", '{"a":}', "nope", '"x', "[1] 2", "{'a': 1}"):
    try:
        json.loads(bad)
    except json.JSONDecodeError as e:
        print(e, e.pos)
try:
    json.dumps(object)
except TypeError as e:
    print(e)
