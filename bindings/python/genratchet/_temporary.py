"""Folders that go with the objects that need them."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from pathlib import Path

import xarray as xr


class TemporaryFolder:
    """A folder that goes with this object, unless it is kept."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="genratchet-"))
        self.remove = weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)

    def keep(self) -> None:
        self.remove.detach()


class TemporaryStore(TemporaryFolder):
    """The same, with a name for the store of a sweep in it as its path."""

    def __init__(self) -> None:
        super().__init__()
        self.path = self.path / "sweep.sqlite"


class _KeptStore(xr.backends.NetCDF4DataStore):
    """Every array that is still to be read from a file holds this, and so the file's folder."""

    __slots__ = ("folder",)
    folder: TemporaryFolder | None


def open_dataset(path: str | os.PathLike[str], folder: TemporaryFolder | None) -> xr.Dataset:
    """A NetCDF file, read as needed. A temporary folder stays as long as anything of it is still to be read."""
    store = _KeptStore.open(os.fspath(path))  # type: ignore[no-untyped-call]
    store.folder = folder
    return xr.open_dataset(store)
