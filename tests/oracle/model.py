"""ODD 2: entities and their state, as plain records. Places, repositories, institutions are named by number."""

from dataclasses import dataclass, field

from .chance import key_of, mix

ALWAYS, NEVER = -(10**9), 10**9  # month indices of "always" and "never"

KINDS = ["human_research", "prenatal", "clinical", "diagnostic", "other_omics"]
DEPTHS = ["none", "array", "low_pass", "exome", "whole_genome"]
TIERS = ["open", "controlled", "closed"]
CHANNELS = ["deposit", "mirror", "download", "request", "collaboration", "service", "trial", "brokerage", "diversion",
            "equity", "intrusion", "equipment"]
ROUTES = CHANNELS + ["own"]
HUMAN = ("human_research", "prenatal", "clinical")  # kinds with persons
BASES_OF_A_PERSON = {"array": 0.0, "low_pass": 5e8, "exome": 8e9, "whole_genome": 1e11}


def kd_of(kind: str, depth: str) -> int:
    """Kind and depth together, 0 to 10 (ODD 2)."""
    if kind == "other_omics":
        return 0
    if kind == "diagnostic":
        return 1
    if kind == "prenatal":
        return 10
    return (2 if kind == "human_research" else 6) + DEPTHS.index(depth) - 1


def kind_of(kd: int) -> str:
    if kd < 2:
        return ("other_omics", "diagnostic")[kd]
    return "human_research" if kd < 6 else "clinical" if kd < 10 else "prenatal"


def depth_of(kd: int) -> str:
    return "none" if kd < 2 else "low_pass" if kd == 10 else DEPTHS[1 + (kd - 2) % 4]


@dataclass
class Place:
    id: str
    number: int
    bloc: str
    bloc_number: int
    population: float
    births_per_1000: float
    rd_spend: float
    service_market: float
    key: int = 0
    first: int = 0  # its first institution
    last: int = -1  # its last one; before `first` if it has none
    size: float = 0.0  # S: summed size of its institutions

    def __post_init__(self):
        self.key = key_of(self.id)


@dataclass
class Repository:
    id: str
    number: int
    place: int
    controller: int
    family: str
    tiers: list
    opened: int
    capacity_pb: float
    mirrors_insdc: bool
    bytes_per_base: object  # month index -> bytes
    key: int = 0

    def __post_init__(self):
        self.key = key_of(self.id)

    @property
    def insdc(self) -> bool:
        return self.family == "insdc"


@dataclass
class Product:
    name: str
    launched: int
    markets: list  # places


@dataclass
class Firm:
    id: str
    number: int
    home: int
    controller: int
    processing_site: int  # or its home
    storage_site: int  # or its home
    processing_written: bool
    storage_written: bool
    retention_months: int
    repatriates: bool
    products: list
    key: int = 0
    displaced: float = 0.0
    tests: int = 0
    tests_abroad: int = 0
    repatriated: int = 0

    def __post_init__(self):
        self.key = key_of(self.id)


@dataclass
class Office:
    id: str
    number: int
    practices: list = field(default_factory=list)  # (from, until, approval, capacity, minimum_months)
    place: int | None = None
    queue: list = field(default_factory=list)
    arriving: list = field(default_factory=list)
    severity: float = 0.0
    budget: float = 0.0
    approval: float = 0.0  # published
    delay: float = 0.0  # published

    def practice(self, month: int):
        """(approval, capacity, minimum months) of a month (ODD 5)."""
        for start, until, approval, capacity, minimum in self.practices:
            if start <= month < until:
                return approval, capacity, minimum
        return 0.0, 0.0, 1


@dataclass
class Institution:
    number: int
    place: int
    key: int
    size: float
    theta: float
    entry: int  # month number, at least -1
    norm: float
    score: float
    loyalty: float
    funding: str
    clinical: bool
    foreign_controlled: bool
    anticipates: bool
    adopts: float = 0.0
    ties: list = field(default_factory=list)  # 8 of [partner number, strength] or None
    next_serial: int = 0
    deposited: set = field(default_factory=set)  # repositories with a deposit of it
    flows: list = field(default_factory=list)  # (recipient, month index, persons)


@dataclass
class Dataset:
    world: object
    owner: int | None  # an institution, or None if a firm's
    firm: int  # 0 if an institution's
    serial: int
    born: int  # month number
    origin: int
    custodian: int
    kind: str
    depth: str
    persons: int
    kilobases: int
    funding: str
    shareable: bool = False
    compel_cn: bool = False
    compel_us: bool = False
    tier: str = "closed"
    repositories: set = field(default_factory=set)
    released: bool = False
    ever: set = field(default_factory=set)
    now: set = field(default_factory=set)
    residual: set = field(default_factory=set)
    routes: dict = field(default_factory=lambda: {"cn": set(), "us": set()})
    first: dict = field(default_factory=dict)
    entered: int | None = None  # month number in which it entered a store

    @property
    def kd(self) -> int:
        return kd_of(self.kind, self.depth)

    @property
    def human(self) -> bool:
        return self.kind in HUMAN

    @property
    def key(self) -> int:
        """ODD 7.0: of the owner, the origin, the month of birth (as a number) and the serial."""
        owner = self.world.institutions[self.owner].key if self.owner is not None else self.world.firms[self.firm].key
        return mix(owner ^ self.world.places[self.origin].key, (self.born << 32) | self.serial)


class Calendar:
    """ODD 3: events by month, handled in the order in which they were entered."""

    def __init__(self, first: int, end: int):
        self.first, self.end, self.events = first, end, {}

    def enter(self, month: int, event):
        if month < self.end:
            self.events.setdefault(max(month, self.first), []).append(event)

    def take(self, month: int) -> list:
        return self.events.pop(month, [])
