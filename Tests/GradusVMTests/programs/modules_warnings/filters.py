import warnings

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.warn("careful")
    warnings.warn("old", DeprecationWarning)
    print(len(caught), caught[0].message, caught[0].category, caught[1].category.__name__)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        warnings.warn("bad", UserWarning)
    except UserWarning as warning:
        print(type(warning).__name__, warning)
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    warnings.warn("nothing")
