for spec in ["d", "5d", "<5", "^7d", "+d", " d", "05d", ",", "_", "_x", "#x", "#X", "#b", "#o", "c", "08b", "_b", "=+8", "*^9,", "n", "e", ".2f", "g", "%", "x=6", "-", "#_x", "010,"]:
    for value in [0, 65, -1234567]:
        try:
            print(spec, value, "[" + format(value, spec) + "]")
        except (ValueError, OverflowError) as error:
            print(spec, value, error)
print(format(10**30, ","), format(2**70, "#_x"), format(True, "d"), format(True, ""), format(10**30, ".3e"))
