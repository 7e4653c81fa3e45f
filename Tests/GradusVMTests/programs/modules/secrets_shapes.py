import secrets

print(len(secrets.token_hex(8)), len(secrets.token_bytes(5)), len(secrets.token_urlsafe(16)), 0 <= secrets.randbelow(10) < 10, secrets.choice([7]), secrets.compare_digest("a", "a"))
try:
    secrets.randbelow(0)
except ValueError as error:
    print(error)
