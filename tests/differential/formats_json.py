#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Compares what `coopgraph convert` makes of GeoJSON with what GDAL and shapely (GEOS) make of it.

Usage: formats_json.py TOOL
Maps of random units (squares of a grid, some with holes, some of two parts), places and flows are written by Python and by GDAL (by
way of a GeoPackage, which changes the layout), and read by the tool; what the tool writes is read by Python and by GDAL. Status 1 if
anything differs, 77 if shapely or ogr2ogr is not there.
"""
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

try:
    from shapely.geometry import Point, shape
except ImportError:
    print("skipped: Python has no shapely (Debian: python3-shapely)")
    sys.exit(77)
if shutil.which("ogr2ogr") is None:
    print("skipped: there is no ogr2ogr (Debian: gdal-bin)")
    sys.exit(77)

TOOL = sys.argv[1]


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: status {done.returncode}\n{done.stderr}")


def square(x, y, size):
    return [[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]


def feature(key, geometry, properties):
    return {"type": "Feature", "id": key, "geometry": geometry, "properties": properties}


def random_map(seed, flows):
    draw = random.Random(seed)
    features = []
    for i in range(draw.randint(2, 30)):
        x, y = 100 + i % 6, 10 + i // 6
        properties = {"name": draw.choice(["Hà Nội", "<b>", 'a "q"', "東京"]), "n": draw.randint(-9, 9), "v": draw.random()}
        kind = draw.randrange(5)
        if kind == 0:
            geometry = {"type": "Point", "coordinates": [x + draw.random(), y + draw.random()]}
        elif kind == 1:
            geometry = {"type": "Polygon", "coordinates": [square(x, y, 1), square(x + 0.25, y + 0.25, 0.5)[::-1]]}
        elif kind == 2:
            geometry = {"type": "MultiPolygon", "coordinates": [[square(x, y, 1)], [square(x - 50, y, 1)]]}
        else:
            geometry = {"type": "Polygon", "coordinates": [square(x, y, 1)]}
        features.append(feature(f"u{i}", geometry, properties))
    n = len(features)
    for k in range(draw.randint(1, 2 * n) if flows else 0):
        a, b = draw.randrange(n), draw.randrange(n)
        ends = [list(shape(features[e]["geometry"]).representative_point().coords[0]) for e in (a, b)]
        features.append(feature(f"e{k}", {"type": "LineString", "coordinates": ends},
                                {"source": f"u{a}", "target": f"u{b}", "t": draw.random()}))
    return {"type": "FeatureCollection", "features": features}


def load(path):
    """Units and lines of a file, by id, with the properties that are not null."""
    units, lines = {}, []
    with open(path, encoding="utf-8") as file:
        for each in json.load(file)["features"]:
            properties = {k: v for k, v in each["properties"].items() if v is not None and k != "id"}
            geometry = shape(each["geometry"])
            if "source" not in properties and not geometry.is_valid:  # to GEOS a line to where it begins is none
                sys.exit(f"{path}: the geometry of {each.get('id')} is not valid")
            if "source" in properties:
                lines.append((properties, geometry))
            else:
                units[str(each.get("id", each["properties"].get("id")))] = (properties, geometry)
    return units, lines


def check_units(path, wanted, found):
    if list(wanted) != list(found):
        sys.exit(f"{path}: units {list(found)}, not {list(wanted)}")
    for key, (properties, geometry) in wanted.items():
        if isinstance(geometry, Point):
            found[key][0].pop("lon", None)
            found[key][0].pop("lat", None)
        if properties != found[key][0] or not geometry.equals(found[key][1]):
            sys.exit(f"{path}: unit {key} is {found[key]}, not {(properties, geometry)}")


def check_lines(path, wanted, found, units):
    if [p for p, _ in wanted] != [p for p, _ in found]:
        sys.exit(f"{path}: lines {found}, not {wanted}")
    for properties, geometry in found:
        ends = [Point(geometry.coords[0]), Point(geometry.coords[-1])]
        for end, key in zip(ends, (properties["source"], properties["target"])):
            if not units[key][1].intersects(end):
                sys.exit(f"{path}: a line of {key} does not end there")


def check_borders(path, units, found):
    """The edges are the pairs whose outlines share a line, as GEOS finds them."""
    keys = [k for k, (_, g) in units.items() if not isinstance(g, Point)]
    wanted = set()
    for i, a in enumerate(keys):
        for b in keys[i + 1:]:
            shared = units[a][1].boundary.intersection(units[b][1].boundary)
            if shared.length > 0:
                wanted.add((a, b))
    pairs = {(p["source"], p["target"]) for p, _ in found}
    if pairs != wanted or any(p["border_km"] <= 0 for p, _ in found):
        sys.exit(f"{path}: borders {sorted(pairs ^ wanted)} differ")


def main():
    with tempfile.TemporaryDirectory() as folder:
        at = lambda name: os.path.join(folder, name)
        borders = flows = 0
        for seed in range(20):
            stated = seed % 2 == 0
            with open(at("in.geojson"), "w", encoding="utf-8") as file:
                json.dump(random_map(seed, stated), file, ensure_ascii=seed % 3 == 0, indent=seed % 4 or None)
            units, lines = load(at("in.geojson"))
            for name in ("in.gpkg", "peer.geojson", "back.geojson"):
                if os.path.exists(at(name)):
                    os.remove(at(name))
            run("ogr2ogr", "-f", "GPKG", at("in.gpkg"), at("in.geojson"))
            run("ogr2ogr", "-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=17", at("peer.geojson"), at("in.gpkg"))
            for source in ("in.geojson", "peer.geojson"):
                run(TOOL, "convert", at(source), at("out.geojson"))
                found, edges = load(at("out.geojson"))
                check_units(source, units, found)
                if stated:
                    check_lines(source, lines, edges, units)
                    flows += len(edges)
                else:
                    check_borders(source, units, edges)
                    borders += len(edges)
            run("ogr2ogr", "-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=17", at("back.geojson"), at("out.geojson"))
            check_units("GDAL's reading of ours", units, load(at("back.geojson"))[0])
        print(f"20 maps read and written as GDAL and GEOS do: {flows} flows, {borders} borders")


main()
