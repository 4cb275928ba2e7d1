#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""formats_lines.py TOOL: Pajek, MatrixMarket and DIMACS files of igraph, networkx and SciPy through the tool and back.

A peer writes a graph, the tool reads it and writes it again, a peer reads that: it must be the graph. Status 77 where a module is
missing.
"""
import random
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import igraph
    import networkx
    import numpy
    import scipy.io
    import scipy.sparse
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

NAMES = ["Hà Nội", "Huế", "Cao Bằng", "a b", 'the "old" one', "back\\slash", "it's", "<b>", "1", "=1+1"]
ROUNDS = 40


def convert(tool, source, target):
    run = subprocess.run([tool, "convert", str(source), str(target)], capture_output=True, text=True)
    assert run.returncode == 0, f"{source} -> {target}: status {run.returncode}\n{run.stdout}{run.stderr}"


def random_graph(draw, escapes=True):
    """Vertices' names and weighted edges, some parallel, some loops."""
    usable = [name for name in NAMES if escapes or not set(name) & set("\"\\")]
    n = draw.randint(1, len(usable))
    names = draw.sample(usable, n)
    m = draw.randint(0, 3 * n)
    edges = [(draw.randrange(n), draw.randrange(n)) for _ in range(m)]
    weights = [draw.choice([1.0, 2.5, 0.125, 1e-7, 3e20, -4.0]) for _ in edges]
    return names, edges, weights


def as_igraph(names, edges, weights, directed):
    g = igraph.Graph(n=len(names), edges=edges, directed=directed)
    g.vs["id"] = names
    g.vs["x"] = [0.5 + i for i in range(len(names))]
    g.vs["y"] = [0.25 * i for i in range(len(names))]
    g.vs["shape"] = ["box" if i % 2 else "ellipse" for i in range(len(names))]
    if edges:
        g.es["weight"] = weights
        g.es["label"] = [f"edge {i}" for i in range(len(edges))]
    return g


def ends(pairs, directed):
    return [tuple(p) if directed else tuple(sorted(p)) for p in pairs]


def pajek_igraph(tool, folder, draw):
    for directed in (False, True):
        names, edges, weights = random_graph(draw, escapes=False)  # igraph 0.10 writes escapes and does not read them
        g = as_igraph(names, edges, weights, directed)
        g.write_pajek(str(folder / "a.net"))
        convert(tool, folder / "a.net", folder / "b.net")
        h = igraph.Graph.Read_Pajek(str(folder / "b.net"))
        assert h.is_directed() == directed
        assert h.vs["id"] == names, (h.vs["id"], names)
        assert h.vs["x"] == g.vs["x"] and h.vs["y"] == g.vs["y"] and h.vs["shape"] == g.vs["shape"]
        assert ends(h.get_edgelist(), directed) == ends(edges, directed)
        if edges:
            assert h.es["weight"] == weights and h.es["label"] == g.es["label"]


def pajek_networkx(tool, folder, draw):
    for directed in (False, True):
        names, edges, weights = random_graph(draw, escapes=False)  # networkx reads escapes and does not write them
        names = [name.replace("'", "") for name in names]
        g = networkx.MultiDiGraph() if directed else networkx.MultiGraph()
        for i, name in enumerate(names):
            g.add_node(name, x=0.5 * i, y=1.0, shape="box", kind="a port" if i % 2 else "inland")
        for (u, v), weight in zip(edges, weights):
            g.add_edge(names[u], names[v], weight=weight, note="two words")
        networkx.write_pajek(g, str(folder / "a.net"))
        convert(tool, folder / "a.net", folder / "b.net")
        h = networkx.read_pajek(str(folder / "b.net"))
        assert h.is_directed() == directed or not edges
        assert list(h.nodes) == names
        for name in names:
            assert h.nodes[name] == {**g.nodes[name], "id": str(names.index(name) + 1)}, h.nodes[name]

        def listed(graph):
            return sorted((*(ends([(u, v)], directed)[0]), d["weight"], d["note"]) for u, v, d in graph.edges(data=True))

        assert listed(h) == listed(g)


def escapes(tool, folder, draw):
    names, edges, weights = random_graph(draw)
    as_igraph(names, edges, weights, True).write_pajek(str(folder / "a.net"))
    convert(tool, folder / "a.net", folder / "b.net")
    assert list(networkx.read_pajek(str(folder / "b.net")).nodes) == names


def two_mode_igraph(tool, folder, draw):
    n, m = draw.randint(1, 5), draw.randint(1, 5)
    edges = [(u, n + v) for u in range(n) for v in range(m) if draw.random() < 0.5]
    g = igraph.Graph.Bipartite([0] * n + [1] * m, edges)
    g.write_pajek(str(folder / "a.net"))
    convert(tool, folder / "a.net", folder / "b.net")
    h = igraph.Graph.Read_Pajek(str(folder / "b.net"))
    assert h.vs["type"] == g.vs["type"] and sorted(h.get_edgelist()) == sorted(edges)


def matrix_market(tool, folder, draw):
    n = draw.randint(1, 8)
    values = numpy.array([[draw.choice([0, 0, 1, -2, 7]) for _ in range(n)] for _ in range(n)])
    symmetric = draw.random() < 0.5
    if symmetric:
        values = values + values.T
    whole = draw.random() < 0.5
    if not whole:
        values = numpy.round(values * 0.1, 1)
    matrix = values if draw.random() < 0.3 else scipy.sparse.coo_matrix(values)
    scipy.io.mmwrite(str(folder / "a.mtx"), matrix)
    convert(tool, folder / "a.mtx", folder / "b.mtx")
    info = scipy.io.mminfo(str(folder / "b.mtx"))
    back = scipy.io.mmread(str(folder / "b.mtx")).toarray()
    assert info[0] == n and info[3] == "coordinate"
    assert back.dtype.kind == ("i" if whole else "f") and numpy.array_equal(back, values), (back, values)


def matrix_of_names(tool, folder, draw):
    names, edges, weights = random_graph(draw, escapes=False)
    as_igraph(names, edges, weights, True).write_pajek(str(folder / "a.net"))
    convert(tool, folder / "a.net", folder / "b.mtx")
    convert(tool, folder / "b.mtx", folder / "c.net")
    back = scipy.io.mmread(str(folder / "b.mtx")).toarray()
    expected = numpy.zeros((len(names), len(names)))
    for (u, v), weight in zip(edges, weights):
        expected[u, v] += weight
    assert numpy.allclose(back, expected, rtol=1e-15)
    h = igraph.Graph.Read_Pajek(str(folder / "c.net"))
    assert h.vs["id"] == names and h.get_edgelist() == edges


def dimacs_igraph(tool, folder, draw):
    n = draw.randint(2, 8)
    edges = [(draw.randrange(n), draw.randrange(n)) for _ in range(draw.randint(0, 20))]
    capacities = [draw.randint(0, 1000) for _ in edges]
    g = igraph.Graph(n=n, edges=edges, directed=True)
    source, target = draw.sample(range(n), 2)
    g.write_dimacs(str(folder / "a.max"), source=source, target=target, capacity=capacities)
    convert(tool, folder / "a.max", folder / "b.max")
    h = igraph.Graph.Read_DIMACS(str(folder / "b.max"), True)
    assert h.get_edgelist() == edges and h["source"] == source and h["target"] == target
    assert not edges or h.es["capacity"] == capacities


def main():
    tool = sys.argv[1]
    checks = [pajek_igraph, pajek_networkx, escapes, two_mode_igraph, matrix_market, matrix_of_names, dimacs_igraph]
    with tempfile.TemporaryDirectory() as folder:
        for check in checks:
            for seed in range(ROUNDS):
                try:
                    check(tool, Path(folder), random.Random(seed))
                except Exception as problem:
                    print(f"{check.__name__}, seed {seed}: {problem!r}")
                    for file in sorted(Path(folder).iterdir()):
                        print(f"---- {file.name}\n{file.read_text()}")
                    return 1
            print(f"{check.__name__}: {ROUNDS} graphs agree")
    return 0


if __name__ == "__main__":
    sys.exit(main())
