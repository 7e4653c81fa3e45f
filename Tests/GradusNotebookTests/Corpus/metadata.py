# %% tags=["parameters"]
lr = 0.1
# %% name="fit" slow=true retries=3 ratio=0.5 nothing=null
x
# %% {"tags": ["a"], "nested": {"deep": [1, 2.5, "three", null, false]}}
x
# %% tags=["raises-exception", "hide-input"] raises="TypeError"
x
# %% [markdown] {"key": "value with spaces"}
# text
# %% key='single quotes'
x
# %% tags=["skip-execution"] note="a = b \"quoted\" \\ slash"
x
