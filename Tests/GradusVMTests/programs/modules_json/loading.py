import json


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: json.loads('{"a": [1, 2.5, null, true, "x\\u00e9"]}'))
show(lambda: json.loads('[1,]'))
show(lambda: json.loads('{"a":}'))
show(lambda: json.loads("{'a': 1}"))
show(lambda: json.loads(''))
show(lambda: json.loads('[1 2]'))
show(lambda: json.loads('nul'))
show(lambda: json.loads('"abc'))
show(lambda: json.loads('{"a": 1} x'))
show(lambda: json.loads('[1,\n2,\nx]'))
show(lambda: json.loads('{"a" 1}'))
show(lambda: json.loads('1e5'))
show(lambda: json.loads('"\\ud83d\\ude00"'))
show(lambda: json.loads(5))
show(lambda: json.loads(b'[1]'))
show(lambda: json.loads('{"a": 1}', object_hook=list))
show(lambda: json.loads('{"a": 1, "b": 2}', object_pairs_hook=list))
show(lambda: json.loads('1.5', parse_float=str))
