# SPDX-License-Identifier: BSL-1.0
"""Runs kernels of graph-tool for the benchmarks, which start it as a program beside them (graph_tool_peer.cpp).

It says `ready VERSION`, or `absent REASON` and ends. Then each line of input is answered by a line:

    load ID FILE                            ok            the graph of FILE is kept as ID
    run ID KERNEL THREADS FILE [NAME=X …]   ok SECONDS    the call alone is timed; scores go to FILE as doubles
    drop ID                                 ok
    anything that fails                     error MESSAGE

FILE of load: three 64-bit whole numbers (vertices, edges, 1 if directed), two 32-bit ones an edge (its ends), a double an edge
(its length).
"""
import os
import sys
import time

answers = os.fdopen(os.dup(1), "w", buffering=1)
os.dup2(2, 1)  # what libraries print is no answer

try:
    import graph_tool as gt
    import graph_tool.centrality as centrality
    import graph_tool.topology as topology
    import numpy as np
except Exception as problem:
    print("absent", str(problem).replace("\n", " "), file=answers)
    sys.exit(0)


class Loaded:
    def __init__(self, path):
        head = np.fromfile(path, dtype=np.uint64, count=3)
        vertices, edges, directed = (int(x) for x in head)
        ends = np.fromfile(path, dtype=np.uint32, count=2 * edges, offset=head.nbytes)
        self.graph = gt.Graph(directed=bool(directed))
        self.graph.add_vertex(vertices)
        self.graph.add_edge_list(ends.reshape(edges, 2))
        self.lengths = self.graph.new_edge_property("double")
        self.lengths.a[:edges] = np.fromfile(path, dtype=np.float64, count=edges, offset=head.nbytes + ends.nbytes)


KERNELS = {
    "betweenness-hops": lambda on: centrality.betweenness(on.graph, norm=False)[0],
    "betweenness-lengths": lambda on: centrality.betweenness(on.graph, weight=on.lengths, norm=False)[0],
    "edge-betweenness-hops": lambda on: centrality.betweenness(on.graph, norm=False)[1],
    "closeness-hops": lambda on: centrality.closeness(on.graph),
    "closeness-lengths": lambda on: centrality.closeness(on.graph, weight=on.lengths),
    "harmonic-hops": lambda on: centrality.closeness(on.graph, norm=False, harmonic=True),
    "pagerank": lambda on, damping, epsilon: centrality.pagerank(on.graph, damping=damping, epsilon=epsilon),
    "eigenvector": lambda on, epsilon: centrality.eigenvector(on.graph, epsilon=epsilon)[1],
    "katz": lambda on, alpha, epsilon: centrality.katz(on.graph, alpha=alpha, epsilon=epsilon, norm=False),
    "hubs": lambda on, epsilon: centrality.hits(on.graph, epsilon=epsilon)[2],
    "core": lambda on: topology.kcore_decomposition(on.graph),
    "components": lambda on: topology.label_components(on.graph, directed=False)[0],
}


def run(on, kernel, threads, path, *options):
    named = {name: float(value) for name, value in (option.split("=") for option in options)}
    gt.openmp_set_num_threads(int(threads))
    began = time.perf_counter()
    scores = KERNELS[kernel](on, **named)
    seconds = time.perf_counter() - began
    count = on.graph.num_edges() if kernel.startswith("edge-") else on.graph.num_vertices()
    scores.a[:count].astype(np.float64).tofile(path)
    return f"ok {seconds!r}"


def answer(graphs, command, name, *words):
    if command == "load":
        graphs[name] = Loaded(*words)
    elif command == "drop":
        del graphs[name]
    elif command == "run":
        return run(graphs[name], *words)
    else:
        raise ValueError("unknown command " + command)
    return "ok"


def main():
    print("ready", gt.__version__, file=answers)
    graphs = {}
    for line in sys.stdin:
        try:
            said = answer(graphs, *line.split())
        except Exception as problem:
            said = "error " + repr(problem).replace("\n", " ")
        print(said, file=answers)


main()
