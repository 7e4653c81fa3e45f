for name in ("a", "b"):
    try:
        if name == "a":
            import surely_no_such_module
        else:
            from surely.nowhere import x
    except ModuleNotFoundError as error:
        print(error, error.name)
