#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Exchanges random graphs in GML and DOT with networkx, igraph and pygraphviz, through `coopgraph convert`, both ways; and compares
what graphviz's gvpr makes of random DOT texts (defaults, subgraphs, chains, ports, strict) with what it makes of ours of them.

Usage: formats_tokens.py TOOL
Prints a line for each difference; status 1 if there is one, 77 if one of the three is not there.
"""
import os
import random
import re
import shutil
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


class DotText:
    """A random text of the DOT language."""

    def __init__(self, draw):
        self.draw, self.groups = draw, 0
        self.directed, self.strict = draw.random() < 0.5, draw.random() < 0.3
        body = "\n".join(self.statement(0) for _ in range(draw.randint(1, 8)))
        self.text = f"{'strict ' * self.strict}{'di' * self.directed}graph {{{body}}}"

    def attributes(self):
        values = ["1", "2.5", '"q r"', "007", '""', '"k\\"l"', "<<b>h</b>>"]
        each = [f"{self.draw.choice('xyz')}={self.draw.choice(values)}" for _ in range(self.draw.randint(1, 3))]
        return "[" + self.draw.choice([", ", "; ", " "]).join(each) + "]"

    def group(self, depth):
        self.groups += 1
        name = f"s{self.groups}"
        inside = " ".join(self.statement(depth + 1) for _ in range(self.draw.randint(0, 4)))
        return self.draw.choice([f"subgraph {name} ", "subgraph ", ""]) + "{" + inside + "}"

    def end(self, depth):
        kind = self.draw.random()
        if depth < 3 and kind < 0.3:
            return self.group(depth)
        return "a, c" if kind > 0.9 else self.draw.choice("abcdefgh") + self.draw.choice(["", "", "", "", ":p", ":p:n"])

    def statement(self, depth):
        kind = self.draw.random()
        if kind < 0.2:
            return self.draw.choice(["node ", "edge "]) + self.attributes() + ";"
        if kind < 0.3:
            return self.group(depth) if depth < 3 else "a;"
        if kind < 0.5:
            return self.draw.choice("abcdefgh") + self.attributes() + self.draw.choice(["", ";"])
        if kind < 0.55:
            return f"t={self.draw.randint(0, 5)};"
        chain = (" -> " if self.directed else " -- ").join(self.end(depth) for _ in range(self.draw.randint(2, 3)))
        return chain + (self.attributes() if self.draw.random() < 0.5 else "") + ";"

    def seen_by_graphviz(self, path):
        """Nodes and edges with their values, in an order that does not depend on how they were made."""
        values = ",".join('"|",aget($,"' + key + '")' for key in ("x", "y", "z", "tailport", "headport"))
        program = ('BEG_G{print("G|",aget($G,"t"))} N{print("N|",$.name,"||",aget($,"x"),"|",aget($,"y"),"|",aget($,"z"))} '
                   'E{print("E|",$.tail.name,"|",$.head.name,' + values + ")}")
        done = subprocess.run(["gvpr", program, path], capture_output=True, text=True, check=True)
        return sorted(map(self.plain, done.stdout.splitlines()))

    def plain(self, line):
        kind, *rest = [self.plain_value(text) for text in line.split("|")]
        if kind != "E" or self.directed:
            return kind, *rest
        tail, head, x, y, z, tailport, headport = rest
        if tail > head:
            tail, head, tailport, headport = head, tail, headport, tailport
        # Which end is whose is chance in a loop, and where edges of both directions are merged.
        return (kind, tail, head, x, y, z) + (() if self.strict or tail == head else (tailport, headport))

    @staticmethod
    def plain_value(text):
        if text.startswith("<<"):
            text = text[1:-1]  # gvpr prints HTML strings without their brackets
        return text if not re.fullmatch(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", text) else str(float(text))


def check_language(draw):
    dot = DotText(draw)
    with open("theirs.dot", "w", encoding="utf-8") as file:
        file.write(dot.text)
    convert("theirs.dot", "ours.dot")
    compare(f"graphviz reads ours of {dot.text!r}", dot.seen_by_graphviz("ours.dot"), dot.seen_by_graphviz("theirs.dot"))


draw = random.Random(5)
with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    for _ in range(40):
        graph = random_networkx(draw)
        check_networkx(graph)
        check_graphviz(graph)
        check_igraph(draw)
    for _ in range(200 if shutil.which("gvpr") else 0):
        check_language(draw)
print(f"{failures} differences")
sys.exit(1 if failures else 0)
