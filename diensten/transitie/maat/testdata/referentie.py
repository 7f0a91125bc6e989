"""Reference figures for Kaplan-Meier (lifelines) and Wilson (statsmodels), on data made here.

    python3 -m venv venv && venv/bin/pip install lifelines statsmodels
    venv/bin/python referentie.py > referentie.json
"""
import json
import platform

import lifelines
import numpy as np
import statsmodels
from lifelines import KaplanMeierFitter
from lifelines.utils import qth_survival_times
from statsmodels.stats.proportion import proportion_confint


def number(x):
    return None if x is None or not np.isfinite(x) else float(x)


def survival(seed):
    rng = np.random.default_rng(seed)
    n = int(rng.integers(20, 400))
    days = np.floor(rng.lognormal(np.log(rng.uniform(5, 90)), rng.uniform(0.3, 1.2), n)).astype(int)
    until = np.floor(rng.uniform(1, 250, n)).astype(int)
    ended = days <= until
    days = np.where(ended, days, until)
    level = [0.90, 0.95, 0.80][seed % 3]
    fit = KaplanMeierFitter(alpha=1 - level).fit(days, ended)
    band = fit.confidence_interval_
    quantiles = []
    for part in (0.5, 0.8):
        q = 1 - part
        limits = qth_survival_times(q, band)
        quantiles.append({
            "deel": part,
            "waarde": number(fit.percentile(q)),
            "onder": number(limits.iloc[0, 0]),
            "boven": number(limits.iloc[0, 1]),
        })
    times = [int(t) for t in np.unique(days[ended])][:-1]
    curve = [
        [t, number(fit.predict(t)), number(band.loc[:t].iloc[-1, 0]), number(band.loc[:t].iloc[-1, 1])]
        for t in times
    ]
    return {
        "seed": seed,
        "zekerheid": level,
        "dagen": [int(d) for d in days],
        "beeindigd": [bool(e) for e in ended],
        "kwantielen": quantiles,
        "kromme": curve,
    }


def wilson(k, n, level):
    low, high = proportion_confint(k, n, alpha=1 - level, method="wilson")
    return {"k": k, "n": n, "zekerheid": level, "onder": float(low), "boven": float(high)}


print(json.dumps({
    "gemaakt": "venv/bin/python referentie.py > referentie.json",
    "versies": {
        "python": platform.python_version(),
        "lifelines": lifelines.__version__,
        "statsmodels": statsmodels.__version__,
        "numpy": np.__version__,
    },
    "kaplanMeier": [survival(seed) for seed in range(24)],
    "wilson": [
        wilson(k, n, level)
        for n in (1, 7, 50, 333, 12000)
        for k in sorted({0, 1, n // 3, n // 2, n - 1, n})
        for level in (0.80, 0.90, 0.95, 0.99)
    ],
}))
