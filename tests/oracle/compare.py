"""result.nc beside a run of the oracle: every output of every month, every yearly array.

Bounds. Numbers of persons, tests, requests, institutions are sums of whole numbers, times `weight`: compared with == where that is a
multiple of 1/2 (else it does not matter to a bit whether places are summed before or after). What has a
unit (bases, bytes) or a probability in it was multiplied a few times more, in an order that the document leaves open: 1e-12
relative. What `result.nc` stores as a single: 1e-7, half a unit in the last place of 24 bits.
"""

import math

import netCDF4
import numpy as np

ROUNDED = {"held_us_in_cn_bases", "held_cn_in_us_bases", "reach_us_by_cn", "reach_cn_by_us", "held_foreign_in_cn_bases",
           "held_domestic_in_cn_bases", "sra_open_bases", "sra_total_bases", "sra_open_bytes", "sra_total_bytes",
           "ega_bytes", "gsa_bytes", "gsa_human_bytes", "cngb_bytes", "insdc_bytes_from_cncb", "salience_cn",
           "salience_us", "china_share_of_ncbi_users", "asymmetry", "repository_bytes", "science", "open_science_cost",
           "parameter_draw", "held_bases_by_place_mean", "produced_bases"}
NOT_OF_A_RUN = {"premium", "held_persons_by_place_quantile", "held_bases_by_place_quantile",
                "produced_persons_by_place_quantile"}  # analyses, and quantiles of one run


class Result:
    """What the executable wrote."""

    def __init__(self, folder):
        self.data = netCDF4.Dataset(folder / "result.nc")
        self.data.set_auto_mask(False)
        self.data.set_auto_chartostring(False)

    def labels(self, axis: str) -> list:
        values = self.data[axis][:]
        return [v if isinstance(v, str) else str(v) if np.isscalar(v) else b"".join(v).decode().rstrip("\0 ")
                for v in values]

    def outputs(self) -> list:
        """Outputs of a run, by name."""
        return [name for name, v in self.data.variables.items() if v.dtype.kind == "f" and name not in NOT_OF_A_RUN
                and name not in self.data.dimensions and "policy" in v.dimensions]

    def of_run(self, name: str, policy: str, replicate: int = 0):
        """(axes, values) of one run; the first axis is time or year."""
        v = self.data[name]
        at = {"policy": self.labels("policy").index(policy), "replicate": replicate}
        index = tuple(at.get(axis, slice(None)) for axis in v.dimensions)
        return [a for a in v.dimensions if a not in at], v[index]


def bound_of(result: Result, run, name: str) -> float:
    if result.data[name].dtype == np.float32:
        return 1e-7
    exact = name not in ROUNDED and (run.world.weight * 2).is_integer()
    return 0.0 if exact else 1e-12


def differences(result: Result, policy: str, run, replicate: int = 0, reference=None) -> list:
    """(month or year, output, labels, of the executable, of the oracle), earliest first; empty if the two agree.

    `reference`: the run of the reference policy, where changes against it are to be compared too."""
    found = []
    for name in result.outputs():
        axes, theirs = result.of_run(name, policy, replicate)
        ours = of_oracle(result, run, name, axes, theirs.shape, reference)
        if ours is None:
            continue
        for index in np.ndindex(theirs.shape):
            a, b = float(theirs[index]), float(ours[index])
            if math.isnan(a) and math.isnan(b) or a == b:
                continue
            if math.isnan(a) or math.isnan(b) or abs(a - b) > bound_of(result, run, name) * max(abs(a), abs(b)):
                found.append((when(run, axes[0], index[0]), name, named(result, axes, index), a, b))
    return sorted(found, key=lambda d: (d[0], d[1], d[2]))


def when(run, axis: str, n: int) -> str:
    month = run.first + n if axis == "time" else (run.first // 12 + n) * 12 + 11
    return f"{month // 12}-{month % 12 + 1:02d}"


def named(result: Result, axes: list, index: tuple) -> str:
    return " ".join(f"{axis}={result.labels(axis)[n]}" for axis, n in zip(axes[1:], index[1:]))


def of_oracle(result: Result, run, name: str, axes: list, shape: tuple, reference=None):
    """The oracle's numbers in the form of result.nc; None: not an output of a run."""
    if axes[0] == "time":
        return np.array(run.ledger.monthly[name], dtype=float)
    if name.endswith("_by_place_mean") and len(result.data.dimensions["replicate"]) == 1:  # a mean of one run
        tables = only_reported(run, run.ledger.yearly[name.removesuffix("_mean")])
    elif name == "open_science_cost" and reference:
        tables = [science_lost(*both) for both in zip(reference.ledger.yearly["science"], run.ledger.yearly["science"])]
    elif name in run.ledger.yearly:
        tables = run.ledger.yearly[name]
    else:
        return None
    labels = [result.labels(a) for a in axes[1:]]
    for table in tables:
        assert all(part in names for key in table or () for part, names in zip(key, labels)), f"{name}: unknown label"
    ours = np.zeros(shape)
    for index in np.ndindex(shape):
        table = tables[index[0]]
        key = tuple(names[n] for names, n in zip(labels, index[1:]))
        ours[index] = math.nan if table is None else table.get(key, 0.0)
    if name.endswith("_acquired_persons"):  # routes are followed for the sides only
        for f in range(shape[1]):
            if f not in (run.world.cn, run.world.us):
                ours[:, f] = math.nan
    return ours


def science_lost(reference: dict, policy: dict) -> dict:
    """Reference minus policy; of delays policy minus reference."""
    sign = {key: -1 if key[1] == "releases_delayed" else 1 for key in {**reference, **policy}}
    return {key: sign[key] * (reference.get(key, 0) - policy.get(key, 0)) for key in sign}


def only_reported(run, tables: list) -> list:
    """Places are told apart at the years of the report dates only; None elsewhere."""
    reported = {int(month[:4]) for month in run.world.scenario["report"]}
    return [table if year in reported else None for year, table in zip(run.ledger.years, tables)]


def report(differences_: list, most: int = 12) -> str:
    lines = [f"  {month}  {output} {labels}: genratchet {theirs!r}, oracle {ours!r}"
             for month, output, labels, theirs, ours in differences_[:most]]
    return "\n".join([f"{len(differences_)} numbers differ, the first:", *lines])
