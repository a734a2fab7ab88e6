"""Sweeps in other processes: a Dask cluster that loses a worker, pools, and a pool that breaks. The result is the same."""

import multiprocessing
import os
import signal
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest

import genratchet as gr

distributed = pytest.importorskip("distributed")

DESIGN = {
    "design": "latin-hypercube",
    "points": 300,
    "factors": {"leak": {"low": 0, "high": 0.5}, "switches.symmetric_openness": [False, True]},
    "replicates": 2,
    "outputs": ["held_us_in_cn"],
}


@pytest.fixture(scope="module")
def scenario(two_places):
    return two_places


@pytest.fixture(scope="module")
def local(scenario):
    return gr.sweep(scenario, DESIGN, threads=2)


@pytest.fixture(scope="module")
def client():
    """A scheduler and two workers, each a process of its own with a nanny, on free ports of this machine."""
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", scheduler_port=0, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        client.wait_for_workers(2)
        yield client


def test_dask_comes_to_the_same(scenario, local, client):
    seen = []
    swept = gr.sweep(scenario, DESIGN, client, progress=lambda done, all_: seen.append((done, all_)))
    assert swept.content_hash == local.content_hash
    assert swept.store.read_bytes() == local.store.read_bytes()
    assert seen[-1] == (1800, 1800) and [d for d, _ in seen] == sorted(d for d, _ in seen)


def test_a_worker_that_is_killed_loses_nothing(scenario, local, client, tmp_path):
    workers = client.run(os.getpid)
    assert len(set(workers.values())) == 2 and os.getpid() not in workers.values()
    victim, killed = next(iter(workers.values())), []

    def kill(done, all_):
        if not killed and 0 < done < all_:
            os.kill(victim, signal.SIGKILL)
            killed.append(done)

    swept = gr.sweep(scenario, DESIGN, client, tmp_path / "s.sqlite", progress=kill)
    assert killed and swept.complete and swept.failures.empty
    assert swept.content_hash == local.content_hash
    assert swept.store.read_bytes() == local.store.read_bytes()


def test_an_interrupted_sweep_goes_on_elsewhere(scenario, local, client, tmp_path):
    def stop(done, all_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        gr.sweep(scenario, DESIGN, client, tmp_path / "s.sqlite", progress=stop)
    assert 0 < gr.open_sweep(tmp_path / "s.sqlite")._core.runs < 1800
    assert gr.sweep(scenario, DESIGN, store=tmp_path / "s.sqlite", threads=1).content_hash == local.content_hash


def test_a_client_that_is_closed_says_how_to_go_on(scenario, local, client, tmp_path):
    mine = distributed.Client(client.scheduler.address)
    with pytest.raises(gr.GenRatchetError) as caught:
        gr.sweep(scenario, DESIGN, mine, tmp_path / "s.sqlite", progress=lambda done, all_: mine.close())
    assert "The same call goes on." in caught.value.__notes__[0]
    assert gr.sweep(scenario, DESIGN, client, tmp_path / "s.sqlite").content_hash == local.content_hash


@pytest.mark.parametrize("start", ["spawn", "fork"])
def test_processes_come_to_the_same(scenario, local, start):
    with ProcessPoolExecutor(2, multiprocessing.get_context(start)) as executor:
        assert gr.sweep(scenario, DESIGN, executor).content_hash == local.content_hash


def test_threads_come_to_the_same(scenario, local):
    with ThreadPoolExecutor(3) as executor:
        assert gr.sweep(scenario, DESIGN, executor).content_hash == local.content_hash


def test_a_pool_that_breaks_says_how_to_go_on(scenario, local, tmp_path):
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as executor:
        worker = executor.submit(os.getpid).result()

        def kill(done, all_):
            if done > 0:
                os.kill(worker, signal.SIGKILL)

        with pytest.raises(gr.GenRatchetError, match="executor") as caught:
            gr.sweep(scenario, DESIGN, executor, tmp_path / "s.sqlite", progress=kill)
    assert "The same call goes on." in caught.value.__notes__[0]
    with ProcessPoolExecutor(1) as executor:
        swept = gr.sweep(scenario, DESIGN, executor, tmp_path / "s.sqlite")
    assert swept.content_hash == local.content_hash and swept.failures.empty
