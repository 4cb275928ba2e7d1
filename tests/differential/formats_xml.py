#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Compares what `coopgraph convert` makes of GraphML and GEXF with what igraph and networkx write and read.

Usage: formats_xml.py TOOL
Each graph is written by a peer, converted by the tool to either format, and read by a peer again: vertices, edges and all attributes
are the same. Prints what differs; status 1 if anything does, 77 if igraph or networkx are not there.
"""
import collections
import os
import random
import subprocess
import sys
import tempfile

try:
    import igraph
    import networkx as nx
except ImportError as missing:
    print(f"skipped: {missing} (Debian: python3-igraph, python3-networkx)")
    sys.exit(77)

TOOL = sys.argv[1]
TEXTS = ["Hà Nội", "plain", 'a "quoted" one', "<script>alert(1)</script>", "a&b;&amp;", "]]>", "=1+2", "\u202eabc", "東京", "two\nlines"]
# networkx takes no namespace of GEXF but these; the content of 1.3 is the same here.
NAMESPACE = ("http://gexf.net/1.3", "http://www.gexf.net/1.2draft")

failures = 0
comparisons = 0


def compare(what, expected, found):
    global failures, comparisons
    comparisons += 1
    if expected == found:
        return
    failures += 1
    print(f"{what}:\n  expected {str(expected)[:400]}\n  found    {str(found)[:400]}")


def convert(folder, source, target):
    done = subprocess.run([TOOL, "convert", os.path.join(folder, source), os.path.join(folder, target)], capture_output=True, text=True,
                          check=False)
    if done.returncode != 0:
        raise SystemExit(f"convert {source} {target}: status {done.returncode}: {done.stderr}{done.stdout}")


def networkx_gexf(path):
    with open(path, encoding="utf-8") as file:
        text = file.read().replace(*NAMESPACE)
    with open(path + ".12", "w", encoding="utf-8") as file:
        file.write(text)
    return nx.read_gexf(path + ".12", version="1.2draft")


def of_networkx(graph, drop=("id", "networkx_key")):
    """Vertices with their data, edges with theirs in any order; numbers as numbers."""
    data = lambda d: tuple(sorted((k, float(v) if isinstance(v, int) and not isinstance(v, bool) else v) for k, v in d.items() if k not in drop))
    ends = (lambda u, v: (u, v)) if graph.is_directed() else (lambda u, v: tuple(sorted((u, v))))
    edges = collections.Counter((ends(str(u), str(v)), data(d)) for u, v, d in graph.edges(data=True))
    return graph.is_directed(), {str(v): data(d) for v, d in graph.nodes(data=True)}, sorted(edges.items(), key=str)


def of_igraph(graph, names):
    """The same; `names` are the vertices' in order."""
    there = lambda v: v is not None and v == v and v != ""
    data = lambda d: tuple(sorted((k, float(v) if isinstance(v, (int, float)) and not isinstance(v, bool) else v)
                                  for k, v in d.items() if k != "id" and there(v)))
    ends = (lambda e: e.tuple) if graph.is_directed() else (lambda e: tuple(sorted(e.tuple)))
    edges = [((names[ends(e)[0]], names[ends(e)[1]]), data(e.attributes())) for e in graph.es]
    return graph.is_directed(), [data(v.attributes()) for v in graph.vs], sorted(edges, key=str)


def igraph_case(draw, folder):
    n = draw.randrange(1, 12)
    graph = igraph.Graph(n, [(draw.randrange(n), draw.randrange(n)) for _ in range(draw.randrange(3 * n))], directed=draw.random() < 0.5)
    graph.vs["name"] = [draw.choice(TEXTS) + str(v) for v in range(n)]
    # igraph writes 15 digits.
    graph.vs["size"] = [draw.choice([round(draw.random(), 6), 5.0, 1e300, -2.5e-8, float("nan")]) for _ in range(n)]
    graph.vs["flag"] = [draw.random() < 0.5 for _ in range(n)]
    graph.es["weight"] = [draw.randrange(1000) / 8 for _ in graph.es]
    graph.es["kind"] = [draw.choice(TEXTS) for _ in graph.es]
    graph.write_graphml(os.path.join(folder, "i.graphml"))
    for steps in (["ours.graphml"], ["ours.gexf", "back.graphml"]):
        source = "i.graphml"
        for step in steps:
            convert(folder, source, step)
            source = step
        read = igraph.Graph.Read_GraphML(os.path.join(folder, source))
        names = [f"n{v}" for v in range(n)]
        compare(f"igraph through {steps}", of_igraph(graph, names), of_igraph(read, read.vs["id"]))


def networkx_case(draw, folder):
    kind = draw.choice([nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph])
    graph = kind()
    names = [draw.choice(TEXTS[:9]) + str(v) for v in range(draw.randrange(1, 12))]
    for name in names:
        graph.add_node(name, label=name.upper(), **({"size": draw.random()} if draw.random() < 0.6 else {}),
                       **({"count": draw.randrange(10**12)} if draw.random() < 0.6 else {}),
                       **({"text": draw.choice(TEXTS)} if draw.random() < 0.6 else {}), **({"flag": draw.random() < 0.5}))
    for _ in range(draw.randrange(3 * len(names))):
        graph.add_edge(draw.choice(names), draw.choice(names), weight=draw.randrange(1000) / 8,
                       **({"text": draw.choice(TEXTS)} if draw.random() < 0.6 else {}))
    expected = of_networkx(graph)
    for written in ("n.graphml", "n.gexf"):
        path = os.path.join(folder, written)
        (nx.write_graphml if written.endswith("graphml") else nx.write_gexf)(graph, path)
        convert(folder, written, "ours.graphml")
        compare(f"networkx {kind.__name__} {written} to GraphML", expected, of_networkx(nx.read_graphml(os.path.join(folder, "ours.graphml"))))
        convert(folder, written, "ours.gexf")
        compare(f"networkx {kind.__name__} {written} to GEXF", expected, of_networkx(networkx_gexf(os.path.join(folder, "ours.gexf"))))


with tempfile.TemporaryDirectory() as scratch:
    for seed in range(60):
        igraph_case(random.Random(seed), scratch)
        networkx_case(random.Random(seed), scratch)

print(f"{comparisons - failures} of {comparisons} agree")
sys.exit(1 if failures else 0)
