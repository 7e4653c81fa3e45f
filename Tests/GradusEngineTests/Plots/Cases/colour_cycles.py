# Which colour of the cycle the next line has, after plots of every kind.
import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

kinds = [lambda: plt.bar([1, 2], [1, 2], yerr=[.1, .2]), lambda: plt.barh([1, 2], [1, 2], xerr=.1),
         lambda: plt.errorbar([1], [2], yerr=.1, fmt="none"), lambda: plt.errorbar([1], [2], yerr=.1, fmt="o"),
         lambda: plt.fill([1, 2, 3], [1, 2, 1]), lambda: plt.fill([1, 2, 3], [1, 2, 1], "r"), lambda: plt.boxplot([[1, 2, 3]]),
         lambda: plt.pie([1, 2]), lambda: plt.stem([1, 2, 3]), lambda: plt.step([0, 1], [1, 2]), lambda: plt.hist([1, 2]),
         lambda: plt.scatter([1], [1]), lambda: plt.fill_between([1, 2], [1, 2]), lambda: plt.axhline(1),
         lambda: plt.plot([1], "r"), lambda: plt.plot([1], color="b"), lambda: plt.violinplot([1, 2, 3]),
         lambda: plt.stackplot([1, 2], [1, 2], [3, 4])]
for place, kind in enumerate(kinds):
    plt.figure()
    kind()
    print(place, plt.plot([1])[0].get_color(), plt.plot([2])[0].get_color())
    plt.close()
