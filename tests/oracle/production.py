"""ODD 7.1: prices, spending, studies. (Programmes: programmes.py.)"""

import math

from . import chance, collaboration, release
from .chance import mix
from .model import BASES_OF_A_PERSON, DEPTHS, Dataset

OTHER, HUMAN = 0, 1  # streams of spending


class Economy:
    """What sequencing costs and what a study spends, by month."""

    def __init__(self, world):
        self.world, self.p = world, world.p
        self.nu = [self.p["nu_other"], self.p["nu_human"]]
        self.lag = math.trunc(self.p["cost_lag"] * 12 + 0.5)
        self.noise = {}
        self.spend_2020 = {}
        cn = [i.size for i in world.institutions if world.places[i.place].id == "CN"]
        us = [i.size for i in world.institutions if world.places[i.place].id == "US"]
        other = [i.size for i in world.institutions if world.places[i.place].id != "CN"]
        self.size_cn, self.size_us, self.size_other = sum(cn), sum(us), sum(other)

    def genome_cost(self, month: int) -> float:
        series = self.world.inputs["cost_per_genome"]
        last, value = series.points[-1]
        if month <= last:
            return series.log_linear(month)
        return max(20.0, value * math.exp(-math.log(2) * (month - last) / 12 / self.p["cost_halving"]))

    def price(self, stream: int, month: int) -> float:
        """USD of 1e11 bases."""
        eps = self.p["eps_open"] if stream == OTHER else self.p["eps_controlled"]
        return 1200 * math.pow(self.genome_cost(month - self.lag) / 1200, eps)

    def year_noise(self, place, stream: int, month: int) -> float:
        key = (place.number, stream)
        if key not in self.noise:
            s = self.world.chance.stream(mix(place.key, stream), 0, chance.ECONOMY)
            x = 0.2 * s.normal()
            factors = [math.exp(x - 0.2 * 0.2 / 2)]
            for _ in range(self.world.end // 12 - self.world.first // 12):
                x = 0.6 * x + 0.2 * math.sqrt(1 - 0.6 * 0.6) * s.normal()
                factors.append(math.exp(x - 0.2 * 0.2 / 2))
            self.noise[key] = factors
        return self.noise[key][month // 12 - self.world.first // 12]

    def per_study(self, stream: int, total: float, size: float) -> float:
        r = self.p["release_norm"] if stream == OTHER else self.p["release_mandated"]
        return total / max(1e-9, self.nu[stream] * size * r) / max(self.world.weight, 1e-9)

    def mean_spend(self, place, stream: int, month: int) -> float:
        """USD of a study."""
        if place.id == "CN":
            share = self.p["human_share_prc"]
            share = share if stream == HUMAN else 1 - share
            base = self.per_study(stream, self.p["spend_prc"] / (2 / 3) * share, self.size_cn)
            growth = self.p["growth_cn"]
        else:
            if stream == HUMAN:
                size = self.size_us if self.size_us > 0 else self.size_other
                base = self.per_study(stream, self.p["spend_controlled"], size)
            else:
                base = self.per_study(stream, self.p["spend_open"], self.size_other)
            growth = self.p["growth_other"]
        entered = 1 / (1 + math.exp(-(month / 12 - 2013) / 4))
        years = (month - (12 * 2020 + 6)) / 12
        return base * math.exp(math.log(1 + growth) * years) * self.year_noise(place, stream, month) / entered

    def assay(self, u: float, month: int) -> str:
        if "mix_array" not in self.world.inputs:
            return "whole_genome"
        shares, total = [], 0.0
        for depth in DEPTHS[1:]:
            total += self.world.inputs["mix_" + depth].linear(month)
            shares.append(total)
        for depth, share in zip(DEPTHS[1:4], shares):
            if share / total > u:
                return depth
        return "whole_genome"


def first_studies(run):
    """ODD 5, first events."""
    for i in run.world.institutions:
        entry = run.first + max(0, i.entry)
        if entry < run.end:
            s = run.chance.stream(i.key, 0, chance.GAP)
            for stream in (OTHER, HUMAN):
                schedule_next(run, i, stream, entry, 0.0, s.exponential())


def schedule_next(run, i, stream: int, month: int, within: float, exponential: float):
    rate = i.size * run.economy.nu[stream] / 12
    if rate <= 0:
        return
    at = within + exponential / rate
    if at >= run.end - month:
        return
    whole = math.trunc(at)
    run.studies[run.world.shard_of(i.number)].enter(month + whole, (conduct, i, stream, math.trunc((at - whole) * 65536)))


def conduct(run, i, stream: int, fraction: int):
    """A study is made."""
    month = run.month
    place = run.world.places[i.place]
    serial = i.next_serial
    i.next_serial += 1
    s = run.chance.stream(mix(i.key, serial), month, chance.STUDY)
    spend = s.log_normal_with_mean(run.economy.mean_spend(place, stream, month), 1.5)
    schedule_next(run, i, stream, month, fraction / 65536, s.exponential())
    price = run.economy.price(stream, month)
    d = Dataset(run.world, i.number, 0, serial, run.number, i.place, i.place, "other_omics", "none", 0, 0, i.funding)
    flag_custodian(run.world, d)
    if stream == OTHER:
        d.kilobases = max(1, math.trunc(1e8 * spend / price))
        run.ledger.record_production(d)
        release.await_release(run, d)
        return
    d.depth = run.economy.assay(s.uniform(), month)
    d.kind = "clinical" if i.clinical else "human_research"
    d.shareable = True
    b = BASES_OF_A_PERSON[d.depth]
    d.persons = math.trunc(min(1e7, max(1.0, spend / (60 + b * price / 1e11) + 0.5)))
    d.kilobases = math.trunc(d.persons * (b / 1000))
    collaboration.begin_study(run, i, d)


def flag_custodian(world, d: Dataset):
    """ODD 2: who can compel an institution's dataset, by its custodian's place."""
    d.compel_cn = world.cn is not None and d.custodian == world.cn_place
    d.compel_us = world.us is not None and d.custodian == world.us_place
