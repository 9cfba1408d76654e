// triangulate.mjs DELAUNATOR UNITS.csv EDGES.csv: the Delaunay triangulation of units on the sphere, by others' code.
//
// UNITS has the columns unit,lon,lat,... in that order. The places are projected stereographically from the point
// opposite their middle, which keeps circles circles, so that the planar triangulation is that of the sphere. Units at
// the same place are joined to the first of them. check_plan.py judges with these edges whether territories are
// connected.
import {closeSync, openSync, readFileSync, writeSync} from 'node:fs';
import {pathToFileURL} from 'node:url';

const [, , delaunator, unitsPath, edgesPath] = process.argv;
const {default: Delaunator} = await import(pathToFileURL(delaunator));

const radians = (degrees) => (degrees * Math.PI) / 180;

const units = readFileSync(unitsPath, 'utf8').trim().split('\n').slice(1).map((line) => line.split(','));
const mean = (column) => units.reduce((sum, unit) => sum + Number(unit[column]), 0) / units.length;
const [middleLon, middleLat] = [radians(mean(1)), radians(mean(2))];

const project = (lonDegrees, latDegrees) => {
  const [lon, lat] = [radians(lonDegrees) - middleLon, radians(latDegrees)];
  const cosine = Math.sin(middleLat) * Math.sin(lat) + Math.cos(middleLat) * Math.cos(lat) * Math.cos(lon);
  const scale = 2 / (1 + cosine);
  const northing = Math.cos(middleLat) * Math.sin(lat) - Math.sin(middleLat) * Math.cos(lat) * Math.cos(lon);
  return [scale * Math.cos(lat) * Math.sin(lon), scale * northing];
};

const out = openSync(edgesPath, 'w');
let pending = [];
const flush = () => {
  if (pending.length) writeSync(out, `${pending.join('\n')}\n`);
  pending = [];
};
const join = (one, other) => {
  pending.push(`${one},${other}`);
  if (pending.length >= 50_000) flush();
};

const firstAt = new Map();
const names = [];
const coordinates = [];
for (const [name, lon, lat] of units) {
  const place = `${lon},${lat}`;
  if (firstAt.has(place)) {
    join(firstAt.get(place), name);
    continue;
  }
  firstAt.set(place, name);
  names.push(name);
  coordinates.push(...project(Number(lon), Number(lat)));
}
const {triangles, halfedges} = new Delaunator(Float64Array.from(coordinates));
for (let side = 0; side < triangles.length; side += 1) {
  if (halfedges[side] > side) continue;
  const next = side % 3 === 2 ? side - 2 : side + 1;
  join(names[triangles[side]], names[triangles[next]]);
}
flush();
closeSync(out);
