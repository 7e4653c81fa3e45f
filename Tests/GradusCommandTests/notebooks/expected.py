# %% Raises what it should raises="TypeError"
"a" + 1

# %% Raises anything tags=["raises-exception"]
[][0]

# %% Skipped tags=["skip-execution"]
1 / 0

# %% Last
print("end")
