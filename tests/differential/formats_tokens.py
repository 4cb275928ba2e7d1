#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Exchanges random graphs in GML and DOT with networkx, igraph and pygraphviz, through `coopgraph convert`, both ways.

Usage: formats_tokens.py TOOL
Prints a line for each difference; status 1 if there is one, 77 if one of the three is not there.
"""
import os
import random
import re
import subprocess
import sys
import tempfile
import warnings

try:
    import igraph
    import networkx
    import pygraphviz
except ImportError as missing:
    print(f"skipped: {missing} (Debian: python3-networkx, python3-igraph, python3-pygraphviz)")
    sys.exit(77)

warnings.filterwarnings("ignore")
TOOL = sys.argv[1]
WORDS = ["Hà Nội", '"q" & <b>', "<script>alert(1)</script>", "\u202eabc", "a\\b", "東京 𝄞", "plain", "&amp;", "50%", "node", "-1",
         "007", "#c"]
failures = 0


def convert(source, target):
    done = subprocess.run([TOOL, "convert", source, target], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"convert {source} {target}: status {done.returncode}: {done.stderr}")


def compare(what, found, wanted):
    global failures
    if found != wanted:
        failures += 1
        print(f"{what}: {found!r} instead of {wanted!r}")


def ends(edges, directed):
    return sorted(tuple(e[:2]) if directed else tuple(sorted(e[:2])) for e in edges)


def content(graph):
    """What networkx holds, in an order that does not depend on how the graph was made."""
    directed = graph.is_directed()
    edges = sorted((tuple(e[:2]) if directed else tuple(sorted(e[:2])), sorted(e[-1].items())) for e in graph.edges(data=True))
    return directed, [(v, dict(a)) for v, a in graph.nodes(data=True)], edges


def random_networkx(draw):
    directed, multiple = draw.random() < 0.5, draw.random() < 0.5
    kinds = [[networkx.Graph, networkx.DiGraph], [networkx.MultiGraph, networkx.MultiDiGraph]]
    graph = kinds[multiple][directed]()
    for i in range(draw.randint(0, 8)):
        values = {"pop": draw.randint(-9, 2**31 - 1), "area": draw.choice([0.1, 2.0, 1e-20, 1e20, 3358.6]),
                  "name": draw.choice(WORDS[:-3] + ["two\nlines"])}
        graph.add_node(draw.choice(WORDS) + str(i), **{k: x for k, x in values.items() if draw.random() < 0.7})
    names = list(graph)
    for _ in range(draw.randint(0, 2 * len(names))):
        graph.add_edge(draw.choice(names), draw.choice(names), weight=draw.choice([1, 2.5, -3]))
    return graph


def check_networkx(graph):
    networkx.write_gml(graph, "networkx.gml")
    convert("networkx.gml", "ours.gml")
    compare("networkx reads our GML", content(networkx.read_gml("ours.gml")), content(graph))


def check_graphviz(graph):
    directed = graph.is_directed()
    convert("ours.gml", "ours.dot")
    read = pygraphviz.AGraph("ours.dot")
    compare("graphviz reads our nodes", sorted(read.nodes()), sorted(graph))
    compare("graphviz reads our edges", ends(read.edges(), directed), ends(graph.edges(), directed))
    for v, values in graph.nodes(data=True):
        found = {k: x if k == "name" else float(x) for k, x in read.get_node(v).attr.items() if x != ""}
        compare(f"graphviz reads the attributes of {v!r}", found, values)
    # Graphviz 2.43 writes a text that ends in a backslash so that it cannot be read.
    made = pygraphviz.AGraph(directed=directed, strict=False)
    for v, values in graph.nodes(data=True):
        made.add_node(v, **{k: str(x) for k, x in values.items()})
    for i, (u, v, values) in enumerate(graph.edges(data=True)):
        made.add_edge(u, v, key=f"k{i}", **values)
    made.write("graphviz.dot")
    convert("graphviz.dot", "again.gml")
    again = networkx.read_gml("again.gml")
    compare("we read graphviz's nodes", sorted(again), sorted(graph))
    compare("we read graphviz's edges", ends(again.edges(), directed), ends(graph.edges(), directed))
    weights = [sorted(float(w) for _, _, w in g.edges(data="weight")) for g in (again, graph)]
    compare("we read graphviz's weights", weights[0], weights[1])


def check_igraph(draw):
    n, directed = draw.randint(1, 8), draw.random() < 0.5
    edges = [(draw.randrange(n), draw.randrange(n)) for _ in range(draw.randint(0, 2 * n))]
    graph = igraph.Graph(n=n, directed=directed, edges=edges)
    graph.vs["name"] = [draw.choice(WORDS) + str(i) for i in range(n)]
    graph.vs["pop"] = [draw.choice([1, 2.5, 1e30]) for _ in range(n)]
    graph.vs["t"] = [draw.choice(["x", '&"<', ""]) for _ in range(n)]
    if edges:
        graph.es["weight"] = [draw.choice([1, 0.1, 1e-20]) for _ in edges]
    graph.write_gml("igraph.gml")
    convert("igraph.gml", "ours.gml")
    read = igraph.Graph.Read_GML("ours.gml")
    compare("igraph reads our direction", read.is_directed(), directed)
    compare("igraph reads our edges", read.get_edgelist(), graph.get_edgelist())
    for key in ("pop", "t"):
        compare(f"igraph reads our {key}", read.vs[key], graph.vs[key])
    # igraph 0.10.2 knows five entities and leaves numbers of characters as they stand.
    labels = [re.sub("&#([0-9]+);", lambda m: chr(int(m.group(1))), text) for text in read.vs["label"]]
    compare("igraph reads our labels", labels, graph.vs["name"])
    if edges:
        compare("igraph reads our weights", read.es["weight"], graph.es["weight"])
    compare("networkx reads igraph's names through us", list(networkx.read_gml("ours.gml")), graph.vs["name"])


draw = random.Random(5)
with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    for _ in range(40):
        graph = random_networkx(draw)
        check_networkx(graph)
        check_graphviz(graph)
        check_igraph(draw)
print(f"{failures} differences")
sys.exit(1 if failures else 0)
