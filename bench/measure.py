"""Measures pages over HTTP: queries, bytes, time, and the memory that exports take."""

import http.client
import statistics
import time

from bench.pages import Page
from bench.servers import WebServer

WARM_UP, TIMED = 5, 30
MIB = 1 << 20


def fetch(client: http.client.HTTPConnection, page: Page, cookies: dict[str, str]) -> tuple[dict, bytes]:
    """Headers and body. Ends the run when the page does not answer 200."""
    headers = {"Accept-Language": "en"}
    if cookies[page.role]:
        headers["Cookie"] = cookies[page.role]
    client.request("GET", page.url, headers=headers)
    response = client.getresponse()
    body = response.read()
    if response.status != 200:
        raise SystemExit(f"bench: {page.url} as {page.role} answered {response.status}.")
    return response.headers, body


def queries_and_bytes(server: WebServer, pages: list[Page], cookies: dict[str, str]) -> dict[Page, dict]:
    """Of the second answer of each page, by the Server-Timing header; bytes before compression.

    A file that is streamed asks while it is sent, after the header: those queries do not show there.
    """
    rows, client = {}, server.client()
    for page in pages:
        fetch(client, page, cookies)
        headers, body = fetch(client, page, cookies)
        queries = headers["Server-Timing"].split('queries;desc="')[1].split('"')[0]
        rows[page] = {"queries": int(queries), "bytes": len(body)}
    return rows


def times(server: WebServer, pages: list[Page], cookies: dict[str, str]) -> dict[Page, dict]:
    """Median and 95th percentile of each page, milliseconds: one client, warm, one connection.

    Every page once a turn: what else the machine does meanwhile falls on all of them alike.
    """
    taken, client = {page: [] for page in pages}, server.client()
    for turn in range(WARM_UP + TIMED):
        for page in pages:
            started = time.perf_counter()
            fetch(client, page, cookies)
            if turn >= WARM_UP:
                taken[page].append((time.perf_counter() - started) * 1000)
    return {
        page: {
            "p50_ms": round(statistics.median(times), 2),
            "p95_ms": round(statistics.quantiles(times, n=20, method="inclusive")[-1], 2),
        }
        for page, times in taken.items()
    }


def export_memory(port: int, exports: list[Page], cookies: dict[str, str]) -> dict[Page, dict]:
    """What each export adds to the highest memory of a fresh, warm worker, MiB."""
    rows = {}
    for page in exports:
        with WebServer(port=port) as server:
            server.get("/groups/", cookies[page.role])
            before = server.worker_memory("VmHWM")
            for _turn in range(3):
                server.get(page.url, cookies[page.role])
            after = server.worker_memory("VmHWM")
        rows[page] = {"before_mib": round(before / MIB, 1), "peak_mib": round(after / MIB, 1)}
    return rows
