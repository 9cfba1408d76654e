// The demo company's territories: three levels, a past, a future, a vacancy and a territory without an owner.
import { addPosition, addTerritory, assign } from "./alignment.mjs";

const YEAR = new Date().getUTCFullYear();
const START = `${YEAR - 1}-01-01`;
const MIDDLE = `${YEAR}-02-01`;
const NEXT = `${YEAR + 1}-01-01`;

const REGIONS = {
  Benelux: ["Amsterdam", "Antwerp", "Luxembourg", "Utrecht"],
  Nordics: ["Copenhagen", "Oslo", "Stockholm"],
};

export function addDemoAlignment(world) {
  const person = (email) => world.people.find((entry) => entry.person.email === `${email}@demo.example`).person.id;
  const europe = addTerritory(world, { name: "Europe", valid_from: START });
  const ids = {};
  for (const [region, places] of Object.entries(REGIONS)) {
    const parent = addTerritory(world, { name: region, parent: europe.id, valid_from: START });
    ids[region] = parent.id;
    for (const name of places) ids[name] = addTerritory(world, { name, parent: parent.id, valid_from: START }).id;
  }
  const seat = (title, kind) => addPosition(world, { title, kind }).id;
  const head = seat("Head of sales Europe", "manager");
  const west = seat("Account manager west", "rep");
  const north = seat("Account manager north", "rep");
  const expert = seat("Imaging specialist", "overlay");
  const by = world.people[1].person.id;
  const give = (position, territory, part, valid_from, valid_to) => assign(world, { position, territory, part, valid_from, valid_to }, by);
  const hold = (position, who, valid_from, valid_to) => assign(world, { position, person: who, valid_from, valid_to }, by);
  hold(head, person("manager"), START);
  hold(west, person("planner"), START, MIDDLE);
  hold(west, person("rep"), MIDDLE);
  hold(expert, person("finance"), START);
  hold(north, null, START);
  give(head, europe.id, "owner", START);
  for (const name of ["Amsterdam", "Utrecht", "Antwerp"]) give(west, ids[name], "owner", START);
  give(north, ids.Oslo, "owner", START);
  give(north, ids.Stockholm, "owner", MIDDLE);
  give(north, ids.Antwerp, "owner", NEXT);
  give(expert, ids.Amsterdam, "overlay", MIDDLE);
}
