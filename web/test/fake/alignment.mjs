// Territories, positions and assignments of the fake server: rows with revisions, as the server keeps them; the highest that covers a day holds.
import { addAudit, newId } from "./world.mjs";
import { Refusal } from "./refusal.mjs";

const today = () => new Date().toISOString().slice(0, 10);
const covers = (row, day) => row.valid_from <= day && (row.valid_to === undefined || day < row.valid_to);
const without = (row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));

// For each key the row that holds on that day.
function holding(rows, keyOf, day) {
  const found = new Map();
  for (const row of rows.filter((one) => covers(one, day))) {
    if ((found.get(keyOf(row))?.revision ?? 0) < row.revision) found.set(keyOf(row), row);
  }
  return found;
}

export function treeOn({ alignment }, day) {
  const places = holding(alignment.placements, (row) => row.territory, day);
  const ties = [...holding(alignment.assignments.filter((row) => row.territory), (row) => `${row.territory} ${row.position}`, day).values()];
  const nodes = alignment.territories.filter(({ id }) => places.get(id)?.is_open).map((territory) => {
    const own = ties.filter((row) => row.territory === territory.id);
    const owner = own.find((row) => row.part === "owner")?.position;
    return without({ ...territory, parent: places.get(territory.id).parent ?? undefined, owner, overlays: own.filter((row) => row.part === "overlay").map((row) => row.position) });
  });
  return nodes.sort((a, b) => a.name.localeCompare(b.name));
}

export function positionsOn(world, day) {
  const { alignment } = world;
  const holders = holding(alignment.assignments.filter((row) => !row.territory), (row) => row.position, day);
  const tree = treeOn(world, day);
  return alignment.positions
    .map((position) => without({ ...position, person: holders.get(position.id)?.person ?? undefined, territories: tree.filter((node) => node.owner === position.id || node.overlays.includes(position.id)).map(({ id }) => id) }))
    .sort((a, b) => a.title.localeCompare(b.title));
}

const find = (items, id, what, rule) => {
  const found = items.find((item) => item.id === id);
  if (!found) throw new Refusal(404, "Not found", `There is no such ${what} in your company.`, rule);
  return found;
};

function checkName(name, pointer) {
  if (name.trim()) return;
  const message = "It needs a name of 1 to 200 bytes without control characters.";
  throw new Refusal(400, "The request is not valid", message, "L001", [{ pointer, rule: "L001", message }]);
}

function checkPeriod({ valid_from = today(), valid_to }) {
  if (valid_to === undefined || valid_from < valid_to) return { valid_from, valid_to };
  const message = "The end is the day after the last: it must lie behind the beginning.";
  throw new Refusal(400, "The request is not valid", message, "L002", [{ pointer: "/valid_to", rule: "L002", message }]);
}

function checkVersion(found, request) {
  const wanted = request.headers["if-match"];
  if (wanted === undefined) throw new Refusal(428, "If-Match is missing", "Send the version that you read.", "H028");
  if (wanted !== "*" && wanted !== `"${found.version}"`) throw new Refusal(412, "Changed since it was read", "It was changed by someone else since you read it: read it again and repeat your change.", "L008");
}

export function place(world, territory, { parent, is_open = true, ...days }) {
  const { alignment } = world;
  const period = checkPeriod(days);
  const tree = treeOn(world, period.valid_from);
  if (parent && !tree.some(({ id }) => id === parent)) throw new Refusal(409, "It cannot be done now", "The parent is not in the tree on that day.", "L009");
  if (!is_open && tree.some((node) => node.parent === territory)) throw new Refusal(409, "It cannot be done now", "Others stand below it.", "L010");
  alignment.placements.push({ territory, parent: parent ?? undefined, is_open, ...period, revision: ++alignment.revision });
}

export function assign(world, row, person) {
  const { alignment } = world;
  const period = checkPeriod(row);
  find(alignment.positions, row.position, "position", "L004");
  if (row.territory) find(alignment.territories, row.territory, "territory", "L003");
  const recorded = () => ({ ...period, recorded_at: new Date().toISOString(), recorded_by: person, revision: ++alignment.revision });
  const part = row.territory ? (row.part ?? "owner") : undefined;
  if (part === "owner") {
    const others = new Set(alignment.assignments.filter((one) => one.territory === row.territory && one.part === "owner" && one.position !== row.position).map((one) => one.position));
    for (const position of others) alignment.assignments.push(without({ position, territory: row.territory, part: "none", ...recorded() }));
  }
  const made = without({ position: row.position, territory: row.territory, part, person: row.territory ? undefined : (row.person ?? null), ...recorded() });
  alignment.assignments.push(made);
  return made;
}

export function addTerritory(world, { name, parent, valid_from }) {
  checkName(name, "/name");
  const territory = { id: newId("territory"), name, version: 1 };
  world.alignment.territories.push(territory);
  place(world, territory.id, { parent, valid_from });
  return territory;
}

export function addPosition(world, { title, kind }) {
  checkName(title, "/title");
  const position = { id: newId("position"), title, kind, version: 1 };
  world.alignment.positions.push(position);
  return position;
}

export const alignmentRoutes = {
  "GET /territories": ({ world, query }) => ({ items: treeOn(world, query.get("on") ?? today()) }),
  "POST /territories": ({ world, body, session, response }) => {
    const territory = addTerritory(world, body);
    addAudit(world, session.person, "territory.added", territory.id);
    response.statusCode = 201;
    return without({ ...territory, parent: body.parent, overlays: [] });
  },
  "PATCH /territories/:id": ({ world, id, body, request, response }) => {
    const found = find(world.alignment.territories, id, "territory", "L003");
    checkVersion(found, request);
    checkName(body.name, "/name");
    Object.assign(found, { name: body.name, version: found.version + 1 });
    response.statusCode = 204;
  },
  "GET /territories/:id/placements": ({ world, id }) => {
    find(world.alignment.territories, id, "territory", "L003");
    const rows = world.alignment.placements.filter(({ territory }) => territory === id);
    return { items: rows.map(({ territory, ...row }) => without({ ...row, parent: row.parent ?? null, recorded_at: new Date().toISOString() })) };
  },
  "POST /territories/:id/placements": ({ world, id, body, response }) => {
    find(world.alignment.territories, id, "territory", "L003");
    place(world, id, body);
    response.statusCode = 204;
  },
  "GET /positions": ({ world, query }) => ({ items: positionsOn(world, query.get("on") ?? today()) }),
  "POST /positions": ({ world, body, response }) => {
    response.statusCode = 201;
    return { ...addPosition(world, body), territories: [] };
  },
  "PATCH /positions/:id": ({ world, id, body, request, response }) => {
    const found = find(world.alignment.positions, id, "position", "L004");
    checkVersion(found, request);
    Object.assign(found, body, { version: found.version + 1 });
    response.statusCode = 204;
  },
  "GET /assignments": ({ world }) => ({ items: world.alignment.assignments }),
  "POST /assignments": ({ world, body, session, response }) => {
    response.statusCode = 201;
    return assign(world, body, session.person.id);
  },
};
