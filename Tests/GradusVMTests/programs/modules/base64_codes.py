import base64, binascii

data = bytes(range(0, 256, 7)) + b"\xff\xfe"
for encode, decode in ((base64.b64encode, base64.b64decode), (base64.urlsafe_b64encode, base64.urlsafe_b64decode),
                       (base64.b32encode, base64.b32decode), (base64.b16encode, base64.b16decode),
                       (base64.b85encode, base64.b85decode), (base64.a85encode, base64.a85decode), (base64.encodebytes, base64.decodebytes)):
    text = encode(data)
    print(encode.__name__, text, decode(text) == data)
print(base64.b64decode("aGk="), base64.b64encode(b""), base64.b64decode(b"aG k=\n"), binascii.hexlify(b"ab"), binascii.unhexlify("6162"), binascii.crc32(b"abc"))
for bad in ("abc", "a"):
    try:
        base64.b64decode(bad)
    except binascii.Error as error:
        print(error)
