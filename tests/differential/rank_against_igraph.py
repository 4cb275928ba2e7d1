#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Compares `coopgraph rank` with igraph on real tables, where their conventions match.

Usage: COOPGRAPH_DATA=FOLDER rank_against_igraph.py TOOL
Prints a line for each comparison; status 1 if a score differs by more than a relative 1e-9 (PageRank: 1e-8 of its sum, which both
iterate to a tolerance), 77 if igraph or the data are not there.
"""
import csv
import json
import os
import subprocess
import sys

try:
    import igraph
except ImportError:
    print("skipped: Python has no igraph (Debian: python3-igraph)")
    sys.exit(77)

TOOL = sys.argv[1]
DATA = os.environ.get("COOPGRAPH_DATA", "")
if not os.path.isdir(DATA):
    print("skipped: COOPGRAPH_DATA names no folder with the tables")
    sys.exit(77)


class Table:
    """An edge table, and how the tool and igraph read it."""

    def __init__(self, path, source, target, weight, directed=True, keep=False):
        self.path = os.path.join(DATA, path)
        self.options = [
            "--source-column", source, "--target-column", target, "--directed" if directed else "--undirected",
            "--strength", weight or "none", "--parallel-edges", "keep" if keep else "sum",
        ]
        self.name = path + (", parallel edges kept" if keep else "")
        with open(self.path, newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        self.ids = list(dict.fromkeys(x for row in rows for x in (row[source], row[target])))
        number = {name: i for i, name in enumerate(self.ids)}
        edges = [(number[row[source]], number[row[target]]) for row in rows]
        self.graph = igraph.Graph(len(self.ids), edges, directed=directed)
        self.graph.es["weight"] = [float(row[weight]) for row in rows] if weight else [1.0] * len(rows)
        if not keep:
            self.graph.simplify(multiple=True, loops=False, combine_edges={"weight": "sum"})

    def rank(self, by, *more):
        call = [TOOL, "rank", self.path, "--by", by, "--format", "json", "--quiet", *self.options, *more]
        done = subprocess.run(call, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SystemExit(f"{' '.join(call)}: status {done.returncode}: {done.stderr}")
        found = json.loads(done.stdout)["measures"][by]
        columns = [found[key] for key in (("hubs", "authorities") if by == "hits" else ("scores",))]
        lists = [[column[name] for name in self.ids] for column in columns]
        return lists if by == "hits" else lists[0]


failures = 0
comparisons = 0


def compare(table, what, ours, theirs, absolute=0.0):
    global failures, comparisons
    comparisons += 1
    worst = 0.0
    for a, b in zip(ours, theirs):
        if (a is None) != (b is None or b != b):  # NaN is igraph's word for undefined
            worst = float("inf")
        elif a is not None:
            worst = max(worst, (abs(a - b) - absolute) / max(abs(a), abs(b), 1e-300))
    bad = worst > 1e-9 or len(ours) != len(theirs)
    failures += bad
    print(f"{'FAIL' if bad else 'ok  '} {table.name}: {what}: {len(ours)} vertices, largest relative difference {max(worst, 0.0):.1e}")


def compare_all(table):
    g = table.graph
    weight = g.es["weight"]
    for mode in ("in", "out", "all") if g.is_directed() else ("all",):
        compare(table, f"degree {mode}", table.rank("degree", "--mode", mode), g.degree(mode=mode, loops=True))
        compare(table, f"strength {mode}", table.rank("strength", "--mode", mode), g.strength(mode=mode, loops=True, weights=weight))
    compare(table, "betweenness on hops", table.rank("betweenness"), g.betweenness(directed=g.is_directed()))
    compare(table, "pagerank", table.rank("pagerank", "--tolerance", "1e-13", "--dangling", "uniform"),
            g.pagerank(directed=g.is_directed(), damping=0.85, weights=weight), absolute=1e-11)


def unit(values):
    """Scaled to Euclidean norm 1, as the tool scales eigenvectors; igraph scales the greatest to 1."""
    norm = sum(x * x for x in values) ** 0.5
    return [x / norm for x in values]


def compare_distances(table):
    g = table.graph
    for mode in ("in", "out", "all") if g.is_directed() else ("all",):
        compare(table, f"closeness {mode}", table.rank("closeness", "--mode", mode), g.closeness(mode=mode, normalized=True))
        compare(table, f"harmonic {mode}", table.rank("harmonic", "--mode", mode, "--normalized"),
                g.harmonic_centrality(mode=mode, normalized=True))


def compare_spectral(table):
    g = table.graph
    weight = g.es["weight"]
    compare(table, "eigenvector", table.rank("eigenvector", "--tolerance", "1e-14"),
            unit(g.eigenvector_centrality(directed=g.is_directed(), weights=weight)), absolute=1e-10)
    if not g.is_directed():
        return  # igraph's hubs count an undirected loop once, its eigenvectors and all of ours twice
    hubs, authorities = table.rank("hits", "--tolerance", "1e-14")
    compare(table, "hubs", hubs, unit(g.hub_score(weights=weight)), absolute=1e-10)
    compare(table, "authorities", authorities, unit(g.authority_score(weights=weight)), absolute=1e-10)


def compare_structure(table):
    g = table.graph
    without_loops = g.copy()
    without_loops.simplify(multiple=False, loops=True)
    for mode in ("in", "out", "all") if g.is_directed() else ("all",):
        compare(table, f"core {mode}", table.rank("core", "--mode", mode), without_loops.coreness(mode=mode))
    # Ties of strength 0 are no contacts here; igraph counts them among the neighbours.
    contacts = without_loops.subgraph_edges(without_loops.es.select(weight_gt=0), delete_vertices=False)
    compare(table, "constraint", table.rank("constraint"), contacts.constraint(weights=contacts.es["weight"]))


compare_all(Table("vietnam/migration_2005_2010_worldpop.csv", "origin", "destination", "people"))
compare_all(Table("migration_laos/edges.csv", "source", "target", "weight"))
compare_all(Table("migration_laos/edges.csv", "source", "target", "weight", directed=False))
compare_all(Table("trade/world_trade_2004.csv", "exporter", "importer", "export_usd"))
compare_all(Table("commuting_paris/flows.csv", "origin", "destination", "commuters"))
compare_all(Table("us_airports/edges.csv", "source", "target", "passengers", keep=True))
compare_all(Table("us_airports/edges.csv", "source", "target", "passengers"))
compare_all(Table("us_airports/edges.csv", "source", "target", "departures", directed=False))

lengths = Table("vietnam/migration_2005_2010_worldpop.csv", "origin", "destination", "people")
compare(lengths, "betweenness over 1/people", lengths.rank("betweenness", "--length", "reciprocal"),
        lengths.graph.betweenness(directed=True, weights=[1.0 / w for w in lengths.graph.es["weight"]]))
for many_sided in (
    Table("vietnam/migration_2005_2010_worldpop.csv", "origin", "destination", "people"),
    Table("migration_laos/edges.csv", "source", "target", "weight", directed=False),
    Table("trade/world_trade_2004.csv", "exporter", "importer", "export_usd"),
    Table("commuting_paris/flows.csv", "origin", "destination", "commuters"),
    Table("us_airports/edges.csv", "source", "target", "passengers"),
    Table("us_airports/edges.csv", "source", "target", "departures", directed=False),
):
    compare_distances(many_sided)
    compare_spectral(many_sided)
    compare_structure(many_sided)

print(f"{comparisons - failures} of {comparisons} agree")
sys.exit(1 if failures else 0)
