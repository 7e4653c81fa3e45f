# %% A marker inside a string is none
text = """
# %% not a cell
"""
other = '''# %% not either
# %% nor this'''
# %% Quotes in comments
# it's fine: """ here is only a comment
x = "a # b"  # don't
y = 'it\'s "quoted"'
z = ""
# %% After
print(text)
