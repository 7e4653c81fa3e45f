# input: Ada\n36\n
name = input("name? ")
age = int(input())
print(f"{name} is {age}")
try:
    input()
except EOFError as error:
    print("EOFError:", error)
