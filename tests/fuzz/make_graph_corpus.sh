#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# make_graph_corpus.sh FOLDER: the first inputs of graph_file_fuzz: small files of each format. The letters before a file say its
# format and another one to write, in the order of graph_format: a graphml, b gexf, c pajek, d gml, e dot, f matrix_market, g dimacs,
# h geojson.
set -eu
out=$1
mkdir -p "$out"

# seed LETTERS NAME: an input of what is read.
seed() { { printf '%s' "$1"; cat; } > "$out/$2"; }

seed ca pajek <<'END'
*Network trade
% comment
*Vertices 4 2
1 "Hà Nội" 0.1 0.5 0.25 ellipse ic Red pop 8 area 3.5 code 01 coast false [1-5,7-*]
2 "Huế" 0.3 0.50 pop 2 coast true code 46 note "two words"
4 Vinh box
3 "a\"b\\c
d"
*Arcs :1 "trade"
1 2 5 l "rice" [3]
2 3
*Arcs :2
3 3 2.50 c Blue
1: 4 2 7
*Partition regions
*Vertices 4
1
1
2
2
*Vector wealth
*Vertices 4
0.5
1
2e3
-1
END
seed cf pajek-labels <<'END'
*Vertices 3
1 "a" vertex_id "x"
2 "a" vertex_id "y"
3 "" vertex_id "z" label "w"
*Edgeslist
1 2 3
END
seed cg pajek-matrix <<'END'
*vertices 2
*matrix
0 1
0.5 0
END
seed cb pajek-two-mode <<'END'
*Vertices 3 1
*Matrix
2 3
END
seed fc general.mtx <<'END'
%%MatrixMarket matrix coordinate real general
%id 1 "Ha Noi"
%id 2 "Hue"
%id 3 "x"
3 3 3
1 2 0.5
3 3 1e3
2 1 -4
END
seed fg symmetric.mtx <<'END'
%%MatrixMarket matrix coordinate integer symmetric
% comment
3 3 2
2 1 7
3 3 1
END
seed fa array.mtx <<'END'
%%MatrixMarket matrix array integer symmetric
2 2
1
0
2
END
seed fb pattern.mtx <<'END'
%%MatrixMarket matrix coordinate pattern general
2 2 1
1 2
END
seed gc maximum <<'END'
c comment
p max 4 3
c id 1 "a"
c id 2 "b"
c id 3 "c"
c id 4 "d"
n 1 s
n 4 t
a 1 2 4
a 2 3 -1
a 3 4 0.5
END
seed gf minimum <<'END'
p min 3 2
n 1 4
n 3 -4
a 1 2 0 4 2
a 2 3 1 -1 -3
END
seed ga paths <<'END'
p sp 2 1
a 1 2 5
END
seed gb undirected <<'END'
p edge 3 2
e 1 2
e 3 3
END
seed af graphml <<'END'
<graphml><key id="w" for="edge" attr.name="weight" attr.type="double"/><key id="n" for="node" attr.name="name" attr.type="string"/>
<graph edgedefault="directed"><node id="a"><data key="n">H&amp;N</data></node><node id="b"/>
<edge id="e" source="a" target="b"><data key="w">1.5</data></edge></graph></graphml>
END
seed bc gexf <<'END'
<gexf version="1.3"><graph timeformat="date"><attributes class="node"><attribute id="0" title="pop" type="integer"/></attributes>
<nodes><node id="a" label="A" start="2010-01-01"><attvalues><attvalue for="0" value="8"/></attvalues></node><node id="b"/></nodes>
<edges><edge id="e" source="a" target="b" weight="2"><spells><spell start="2016-01-01" end="2020-12-31"/></spells></edge></edges>
</graph></gexf>
END
seed de gml <<'END'
graph [ directed 1 node [ id 5 label "a&#233;" g [ x 1.5 ] ] node [ id 6 ] edge [ source 5 target 5 id 1 w 2 ] ]
END
seed ed dot <<'END'
strict digraph "g" { node [x=1] a:p -> {b "c\"d"} [w=1.50]; subgraph s { d } t=2 /* c */ }
END
seed hb geojson <<'END'
{"type":"FeatureCollection","features":[{"type":"Feature","id":"a","geometry":{"type":"Polygon",
"coordinates":[[[0,0],[1,0],[1,1],[0,0]]]},"properties":{"pop":1.5}},{"type":"Feature","id":"b",
"geometry":{"type":"Point","coordinates":[105.85,21.03]},"properties":{"name":"A","city":true}},
{"type":"Feature","geometry":{"type":"LineString","coordinates":[[0,0],[105.85,21.03]]},
"properties":{"source":"a","target":"b","weight":2}}]}
END
