class A(*bases, metaclass_=1, **keywords):
    pass
