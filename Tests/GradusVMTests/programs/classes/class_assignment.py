class Dog:
    def speak(self): return f"{self.name} barks"
class Cat:
    kind = "cat"
    def speak(self): return f"{self.name} purrs"
pet = Dog()
pet.name = "Rex"
print(pet.speak())
pet.__class__ = Cat
print(pet.speak(), type(pet).__name__, pet.kind, vars(pet))
pet.age = 3
pet.__class__ = Dog
print(pet.speak(), pet.age)
for value in (int, 5):
    try:
        pet.__class__ = value
    except TypeError as error:
        print(error)
