# SPDX-License-Identifier: BSL-1.0
"""What the programs have in common that run a package of Python for the benchmarks, beside them (python_peer.cpp).

Such a program says `ready VERSION`, or `absent REASON` and ends. Then each line of input is answered by a line:

    load ID FILE                            ok            the graph of FILE is kept as ID
    run ID KERNEL THREADS FILE [NAME=X …]   ok SECONDS    the call alone is timed; what it found goes to FILE as doubles
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


def absent(problem):
    print("absent", str(problem).replace("\n", " "), file=answers)
    sys.exit(0)


try:
    import numpy as np
except Exception as problem:
    absent(problem)


class Edges:
    def __init__(self, path):
        head = np.fromfile(path, dtype=np.uint64, count=3)
        self.vertices, self.count, directed = (int(x) for x in head)
        self.directed = bool(directed)
        ends = np.fromfile(path, dtype=np.uint32, count=2 * self.count, offset=head.nbytes)
        self.ends = ends.reshape(self.count, 2)
        self.lengths = np.fromfile(path, dtype=np.float64, count=self.count, offset=head.nbytes + ends.nbytes)


def serve(version, load, kernels, numbers, use_threads=lambda threads: None):
    """kernels: functions of what load(Edges) made; numbers(graph, kernel, what it found): an array."""
    print("ready", version, file=answers)
    graphs = {}

    def run(on, kernel, threads, path, *options):
        named = {name: float(value) for name, value in (option.split("=") for option in options)}
        use_threads(int(threads))
        began = time.perf_counter()
        found = kernels[kernel](on, **named)
        seconds = time.perf_counter() - began
        numbers(on, kernel, found).astype(np.float64).tofile(path)
        return f"ok {seconds!r}"

    def answer(command, name, *words):
        if command == "load":
            graphs[name] = load(Edges(*words))
        elif command == "drop":
            del graphs[name]
        elif command == "run":
            return run(graphs[name], *words)
        else:
            raise ValueError("unknown command " + command)
        return "ok"

    for line in sys.stdin:
        try:
            said = answer(*line.split())
        except Exception as problem:
            said = "error " + repr(problem).replace("\n", " ")
        print(said, file=answers)
