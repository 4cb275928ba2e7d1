#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# make_corpus.sh FOLDER [DATASET…]: the first inputs of dataset_fuzz: each dataset as one file, and small ones of all tables.
set -eu
out=$1
shift
mkdir -p "$out"

# one NAME FILE…: the files as the fuzz target takes them apart.
one() {
  name=$1
  shift
  for file in "$@"; do
    if [ ! -f "$file" ]; then continue; fi
    printf '#file %s\n' "$(basename "$file")"
    cat "$file"
  done > "$out/$name"
}

for dataset in "$@"; do
  one "$(basename "$dataset")" "$dataset"/*.csv "$dataset"/datapackage.json
  # The beginning of each table alone: short inputs are tried more often. (What is left does not hold together; the fuzzer mends it.)
  for file in "$dataset"/*.csv; do
    { printf '#file %s\n' "$(basename "$file")"; head -n 4 "$file"; } > "$out/$(basename "$dataset")-$(basename "$file" .csv)"
  done
done

cat > "$out/all-tables" <<'END'
#file actors.csv
id,name,kind,parent,lon,lat,valid_from,valid_to,population,note
a,A,province,,105.5,-0,1990,,5,"x, ""y"""
b,"B
b",city,a,,,,2020-01,,
c,C,city,a,,,,,1e300, z 
#file aliases.csv
id,alias
a,Alpha
r,Region
#file regions.csv
region,name,actor,valid_from,valid_to
r,R,a,1990,
r,,b,,2019
s,,r,,
#file agreements.csv
id,title,kind,status,counts,fields,signed_on,effective_from,effective_to,source
g,T,minutes,signed,many,trade;tourism,2001-02-03,2002,2003-04,q
#file parties.csv
agreement,actor,role,of,extent,valid_from,valid_to
g,a,lead,sector,,,
g,r,,,almost all,2002,2002
#file flows.csv
id,origin,destination,chain,stage,product,field,status,counts,effective_from,effective_to,capacity,unit,unit_cost,certified,source
f,a,b,k,1,rice,trade,ended,one,2000,,10.50,t,-3,VietGAP,q
#file quantities.csv
record,measure,value,low,high,unit,exactness,basis,phrase
g,chains,400,,,chains,about,planned,about 400
f,value,,1,2e3,USD,between,stated,
e,guests,,,,,verbal,,many
#file events.csv
id,title,field,date,source
e,E,trade,2001-05,q
#file participants.csv
event,actor,role,extent
e,a,host,
e,r,,2
#file sources.csv
id,title,publisher,date,locator,url
q,Q,P,2001,p. 3,https://example.org
#file crosswalk.csv
from,to,share,date
a,a,0.25,2020-01-01
a,b,.75,2020-01-01
#file datapackage.json
{"name": "all-tables", "title": "T\u00e9", "licenses": [{"name": "BSL-1.0", "more": 1}], "sources": [{"title": "S"}],
 "observation": {"title": "o", "whose": ["a"], "absence": "none", "by": "me"}, "version": "1.0", "n": [1.50, -0, 1e5, true, null],
 "resources": [{"path": "borders.csv"}, {"name": "actors", "path": "actors.csv", "title": "who", "encoding": "utf-8", "schema":
  {"fields": [{"name": "id", "type": "string"}, {"name": "name"}, {"name": "kind"}, {"name": "parent"}, {"name": "lon", "type": "number"},
   {"name": "lat"}, {"name": "valid_from"}, {"name": "valid_to"}, {"name": "population", "type": "integer", "title": "p"}, {"name": "note"}],
   "missingValues": [""]}}, {"path": "aliases.csv"}, {"path": "regions.csv"}, {"path": "agreements.csv"}, {"path": "parties.csv"},
  {"path": "flows.csv"}, {"path": "quantities.csv"}, {"path": "events.csv"}, {"path": "participants.csv"}, {"path": "sources.csv"},
  {"path": "crosswalk.csv"}]}
END
printf '#file actors.csv\nid,name\na,A\nb,B\n#file flows.csv\nid,origin,destination\nf,a,b\n' > "$out/smallest"
printf '#file actors.csv\nid,name,x,y\na,A,1,\nb,B,,2\n#file agreements.csv\nid,status\ng,signed\n#file parties.csv\nagreement,actor\ng,a\ng,b\n#file datapackage.json\n{}\n' > "$out/agreement"
