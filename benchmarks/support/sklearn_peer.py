# SPDX-License-Identifier: BSL-1.0
"""Runs scikit-learn's spectral clustering for the benchmarks (python_peer.py says how)."""
import python_peer

try:
    import numpy as np
    import scipy.sparse
    import sklearn
    import sklearn.cluster
    import threadpoolctl
except Exception as problem:
    python_peer.absent(problem)

KERNELS = {
    # eigsh of ARPACK, shifted and inverted by SuperLU; k-means from 10 starts
    "spectral": lambda matrix, clusters, seed: sklearn.cluster.spectral_clustering(
        matrix, n_clusters=int(clusters), random_state=int(seed)),
}


def load(edges):
    u, v = edges.ends.astype(np.int32).T
    rows, columns = np.concatenate((u, v)), np.concatenate((v, u))
    return scipy.sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(edges.vertices, edges.vertices))


def numbers(matrix, kernel, found):
    """The labels by vertex."""
    return found


python_peer.serve(f"{sklearn.__version__} with scipy {scipy.__version__}", load, KERNELS, numbers,
                  threadpoolctl.threadpool_limits)
