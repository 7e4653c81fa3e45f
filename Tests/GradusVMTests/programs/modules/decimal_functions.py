from decimal import Decimal as D, localcontext

print(D(2).sqrt(), D(1).exp(), D(10).ln(), D(2).log10(), D(1000).log10(), D("123.456").as_tuple(), D("0.25").as_integer_ratio())
print(D("123.456").adjusted(), D("1.23E+3").to_eng_string(), D("-1.5").copy_abs(), D("5").compare(D("7")), D(3).fma(2, 1), D("2.7").to_integral_value())
with localcontext() as ctx:
    ctx.prec = 40
    print(D(2).sqrt(), D("0.7").exp(), D(3).ln(), D("2.5") ** D("-3.7"))
print(D(10).remainder_near(3), D("1.25").quantize(D("0.1")), D("NaN").is_nan(), D("-Inf").is_infinite(), D("0").is_zero(), D("5").scaleb(2))
