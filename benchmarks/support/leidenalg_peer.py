# SPDX-License-Identifier: BSL-1.0
"""Runs leidenalg for the benchmarks (python_peer.py says how)."""
import python_peer

try:
    import igraph
    import leidenalg
    import numpy as np
except Exception as problem:
    python_peer.absent(problem)

KERNELS = {
    # iterations < 0: until one gains nothing
    "leiden": lambda graph, iterations, seed: leidenalg.find_partition(
        graph, leidenalg.ModularityVertexPartition, n_iterations=int(iterations), seed=int(seed)),
}


def load(edges):
    return igraph.Graph(n=edges.vertices, edges=memoryview(edges.ends.astype(np.int64)), directed=edges.directed)


def numbers(graph, kernel, found):
    """The modularity that it states, then the labels by vertex."""
    return np.concatenate(([found.quality()], found.membership))


python_peer.serve(f"{leidenalg.version} with igraph {igraph.__version__}", load, KERNELS, numbers)
