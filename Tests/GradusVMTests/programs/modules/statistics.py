import statistics as s
d = [1, 2, 2, 3, 4, 7]
print(s.mean(d), s.median(d), s.mode(d), s.stdev(d), s.pstdev(d), s.variance(d), s.fmean(d), s.median_low(d), s.multimode("aabb"), s.quantiles(d), s.mean([1.5, 2.5]), s.harmonic_mean([40, 60]))
