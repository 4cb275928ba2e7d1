# SPDX-License-Identifier: BSL-1.0
"""Runs kernels of graph-tool for the benchmarks (python_peer.py says how)."""
import python_peer

try:
    import graph_tool as gt
    import graph_tool.centrality as centrality
    import graph_tool.topology as topology
except Exception as problem:
    python_peer.absent(problem)


class Loaded:
    def __init__(self, edges):
        self.graph = gt.Graph(directed=edges.directed)
        self.graph.add_vertex(edges.vertices)
        self.graph.add_edge_list(edges.ends)
        self.lengths = self.graph.new_edge_property("double")
        self.lengths.a[:edges.count] = edges.lengths


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


def numbers(on, kernel, scores):
    return scores.a[:on.graph.num_edges() if kernel.startswith("edge-") else on.graph.num_vertices()]


python_peer.serve(gt.__version__, Loaded, KERNELS, numbers, gt.openmp_set_num_threads)
