"""ODD 7.0: the generator, keys, streams, samplers, quantiles and the little arithmetic that is not in `math`."""

import math
import struct
from statistics import NormalDist

M32 = 0xFFFFFFFF
M64 = 0xFFFFFFFFFFFFFFFF
GOLDEN = 0x9E3779B97F4A7C15

# ODD 7.0, purposes
PROFILE, TIES, GAP, STUDY, RELEASE, POPULARITY, ACQUISITION, EXPIRY, JOINT = range(1, 10)
ECONOMY, PROGRAMME, MARKET, REPATRIATION, OFFICE, ENFORCEMENT, REQUESTS = range(12, 19)
BROKERAGE, REWIRE, OBSERVATION = 22, 23, 24


def single(x: float) -> float:
    """The nearest IEEE single, as a double."""
    return struct.unpack("f", struct.pack("f", x))[0]


# --- Generator -------------------------------------------------------------------------------------------------------


def philox(c0, c1, c2, c3, k0, k1):
    """One block of Philox 4x32-10: four words."""
    for _ in range(10):
        left = 0xD2511F53 * c0
        right = 0xCD9E8D57 * c2
        c0, c1, c2, c3 = (right >> 32) ^ c1 ^ k0, right & M32, (left >> 32) ^ c3 ^ k1, left & M32
        k0 = (k0 + 0x9E3779B9) & M32
        k1 = (k1 + 0xBB67AE85) & M32
    return c0, c1, c2, c3


def scramble(x: int) -> int:
    x &= M64
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & M64
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & M64
    return x ^ (x >> 31)


def mix(a: int, b: int) -> int:
    return scramble(scramble(a + GOLDEN) + GOLDEN * b)


def key_of(name: str) -> int:
    h = 0xCBF29CE484222325
    for byte in name.encode():
        h = ((h ^ byte) * 0x100000001B3) & M64
    return scramble(h)


# --- Uniforms --------------------------------------------------------------------------------------------------------


def uniform32(word: int) -> float:
    return (word + 0.5) * 2.0**-32


def uniform52(first: int, second: int) -> float:
    return ((((first << 32) | second) >> 12) + 0.5) * 2.0**-52


def normal_quantile(u: float) -> float:
    return _STANDARD.inv_cdf(u)


_STANDARD = NormalDist()


class Chance:
    """All chance of one replicate."""

    def __init__(self, seed: int, replicate: int):
        self.key = mix(seed, replicate)

    def block(self, entity: int, month: int, purpose: int, number: int):
        """The four words of one block. `month`: index 12 x year + month of the year - 1; 0 where time plays no part."""
        return philox(entity & M32, entity >> 32, (month & 0xFFFF) | (purpose << 16), number,
                      self.key & M32, self.key >> 32)

    def stream(self, entity: int, month: int, purpose: int) -> "Stream":
        return Stream(self, entity, month, purpose)


class Stream:
    """Words of block 0, 1, 2, ... of one entity, month and purpose; every draw takes the next ones."""

    def __init__(self, chance: Chance, entity: int, month: int, purpose: int):
        self.chance, self.entity, self.month, self.purpose = chance, entity, month, purpose
        self.next_block = 0
        self.words = []

    def word(self) -> int:
        if not self.words:
            self.words = list(self.chance.block(self.entity, self.month, self.purpose, self.next_block))
            self.next_block += 1
        return self.words.pop(0)

    def uniform(self) -> float:
        first = self.word()
        return uniform52(first, self.word())

    def below(self, n: int) -> int:
        product = self.word() * n
        if (product & M32) < n:
            spare = (2**32 - n) % n
            while (product & M32) < spare:
                product = self.word() * n
        return product >> 32

    def exponential(self) -> float:
        return -math.log(self.uniform())

    def normal(self) -> float:
        return normal_quantile(self.uniform())

    def happens(self, p: float) -> bool:
        return self.uniform() < p

    def log_normal(self, m: float, s: float) -> float:
        return m * math.exp(s * self.normal())

    def log_normal_with_mean(self, m: float, s: float) -> float:
        return m * math.exp(s * (self.normal() - s / 2))

    def geometric(self, mean: float) -> int:
        u = self.uniform()
        return geometric_at(u, mean)

    def pareto_truncated(self, a: float, low: float, high: float) -> float:
        b = math.exp(a * math.log(low / high))
        x = low * math.exp(-math.log1p(-self.uniform() * (1 - b)) / a)
        return min(x, high)

    def poisson(self, mean: float) -> int:
        if mean <= 0:
            return 0
        if mean < 10:
            return inversion(self.uniform(), math.exp(-mean), lambda k: mean / k, None)
        b = 0.931 + 2.53 * math.sqrt(mean)
        a = -0.059 + 0.02483 * b
        sure = 0.9277 - 3.6224 / (b - 2)
        inverse_alpha = 1.1239 + 1.1328 / (b - 3.4)
        while True:
            u = self.uniform() - 0.5
            v = self.uniform()
            s = 0.5 - abs(u)
            k = math.floor((2 * a / s + b) * u + mean + 0.43)
            if s >= 0.07 and v <= sure:
                return k
            if k < 0 or (s < 0.013 and v > s):
                continue
            if math.log(v * inverse_alpha / (a / (s * s) + b)) <= k * math.log(mean) - mean - log_factorial(k):
                return k

    def binomial(self, n: int, p: float) -> int:
        if n <= 0 or p <= 0:
            return 0
        if p >= 1:
            return n
        if p > 0.5:
            return n - self.binomial(n, 1 - p)
        odds = p / (1 - p)
        if n * p < 10:
            return inversion(self.uniform(), math.exp(n * math.log1p(-p)), lambda k: odds * (n + 1 - k) / k, n)
        q = math.sqrt(n * p * (1 - p))
        b = 1.15 + 2.53 * q
        a = -0.0873 + 0.0248 * b + 0.01 * p
        sure = 0.92 - 4.2 / b
        alpha = (2.83 + 5.1 / b) * q
        mode = math.floor((n + 1) * p)
        while True:
            u = self.uniform() - 0.5
            v = self.uniform()
            s = 0.5 - abs(u)
            k = math.floor((2 * a / s + b) * u + n * p + 0.5)
            if k < 0 or k > n:
                continue
            if s >= 0.07 and v <= sure:
                return k
            bound = (log_factorial(mode) + log_factorial(n - mode) - log_factorial(k) - log_factorial(n - k)
                     + (k - mode) * math.log(odds))
            if math.log(v * alpha / (a / (s * s) + b)) <= bound:
                return k

    def gamma(self, shape: float) -> float:
        if shape < 1:
            g = self.gamma(shape + 1)
            return g * math.exp(math.log(self.uniform()) / shape)
        d = shape - 1 / 3
        c = 1 / math.sqrt(9 * d)
        while True:
            x = self.normal()
            u = self.uniform()
            r = 1 + c * x
            if r <= 0:
                continue
            v = r * r * r
            if u < 1 - 0.0331 * (x * x) * (x * x):
                return d * v
            if math.log(u) < x * x / 2 + d * (1 - v + math.log(v)):
                return d * v


def geometric_at(u: float, mean: float) -> int:
    if mean <= 0:
        return 0
    return math.floor(-math.log(u) * (1 / math.log1p(1 / mean)))


def inversion(u: float, p: float, ratio, most) -> int:
    k = 0
    while u > p and (most is None or k < most):
        u -= p
        k += 1
        p *= ratio(k)
        if p < 1e-300:
            break
    return k


def log_factorial(k: int) -> float:
    return math.lgamma(k + 1)


# --- Parameters of a replicate ---------------------------------------------------------------------------------------


def shuffle(x: int, key: int) -> int:
    result = 0
    for bit in range(31, -1, -1):
        above = (x | (1 << 32)) >> (bit + 1)
        result |= (((x >> bit) & 1) ^ (mix(key, above) & 1)) << bit
    return result


def design_uniform(seed: int, ordinal: int, replicate: int) -> float:
    """Where parameter number `ordinal` of a replicate stands in its prior, in (0, 1)."""
    key = mix(mix(seed, key_of("design")), ordinal)
    place = shuffle(replicate, mix(key, 0))
    reverse = int(f"{place:032b}"[::-1], 2)
    stratum = shuffle(reverse, mix(key, 1))
    return (stratum + 0.5) * 2.0**-32


def prior_quantile(prior: dict, u: float) -> float:
    (kind, arguments), = prior.items()
    a, b = arguments
    if kind == "uniform":
        return a + (b - a) * u
    if kind == "log_uniform":
        return a * math.exp(u * math.log(b / a))
    if kind == "normal":
        return a + b * normal_quantile(u)
    if kind == "log_normal":
        return a * math.exp(b * normal_quantile(u))
    assert kind == "beta", kind
    return beta_quantile(a, b, u)


def beta_quantile(a: float, b: float, u: float) -> float:
    """Smallest double x with I_x(a, b) >= u, by bisection."""
    low, high = 0.0, 1.0
    while True:
        middle = low + (high - low) / 2
        if middle <= low or middle >= high:
            return high
        if incomplete_beta(a, b, middle) >= u:
            high = middle
        else:
            low = middle


def incomplete_beta(a: float, b: float, x: float) -> float:
    """Regularised, by the continued fraction of Abramowitz and Stegun 26.5.8, evaluated after Lentz."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1 - front * _fraction(b, a, 1 - x) / b


def _fraction(a: float, b: float, x: float) -> float:
    tiny = 1e-300
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / (d if abs(d) > tiny else tiny)
    h = d
    for m in range(1, 500):
        for numerator in (m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
                          -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))):
            d = 1 + numerator * d
            d = 1 / (d if abs(d) > tiny else tiny)
            c = 1 + numerator / c
            c = c if abs(c) > tiny else tiny
            h *= c * d
        if abs(c * d - 1) < 1e-16:
            break
    return h
