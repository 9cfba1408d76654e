// Rows of territories and of assignments as the fake server brings them in: what a row would come to, and the doing of it.
import { addPosition, addTerritory, assign, treeOn } from "./alignment.mjs";

const LAST = "9999-12-31";
const keys = (world) => (world.alignment.keys ??= { territory: new Map(), row: new Map() });
const refused = (field, rule, message, value = "") => ({ fault: { column: "", value, field, rule, message } });

function territoryNamed(world, text) {
  const { territories } = world.alignment;
  const id = keys(world).territory.get(text);
  return territories.find((one) => one.id === id) ?? territories.find(({ name }) => name.toLowerCase() === text.toLowerCase());
}

export function bringTerritory(world, { name, parent, from, external_id }, isReal) {
  const found = (external_id && territoryNamed(world, external_id)) || (name && territoryNamed(world, name));
  if (found) return { what: "unchanged" };
  if (!name) return refused("name", "K041", "name is required and this row has none.");
  const above = parent ? territoryNamed(world, parent) : undefined;
  if (parent && !above) return refused("parent", "K042", `There is no territory "${parent}" that you may see.`, parent);
  if (isReal) {
    const made = addTerritory(world, { name, parent: above?.id, valid_from: from ?? "1900-01-01" });
    if (external_id) keys(world).territory.set(external_id, made.id);
  }
  return { what: "added" };
}

const dayAfter = (day) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

export function bringAssignment(world, row, isReal, person) {
  const missing = ["territory", "position", "from"].find((field) => !row[field]);
  if (missing) return refused(missing, "K041", `${missing} is required and this row has none.`);
  if (row.until && row.until < row.from) return refused("until", "K062", "It would end before it begins.");
  const territory = territoryNamed(world, row.territory);
  if (!territory) return refused("territory", "K042", `There is no territory "${row.territory}" that you may see.`, row.territory);
  if (row.external_id && keys(world).row.get(row.external_id) === JSON.stringify(row)) return { what: "unchanged" };
  const known = world.alignment.positions.find(({ title }) => title === row.position);
  const owner = treeOn(world, row.from).find(({ id }) => id === territory.id)?.owner;
  const isSecond = owner !== undefined && owner !== known?.id;
  const role = row.role ?? "owner";
  if (role === "owner" && isSecond) return refused("territory", "K063", "A territory has one owner a day.");
  if (isReal) {
    const position = known ?? addPosition(world, { title: row.position_name ?? row.position, kind: "rep" });
    const valid_to = row.until && row.until !== LAST ? dayAfter(row.until) : undefined;
    assign(world, { territory: territory.id, position: position.id, part: role === "overlay" || isSecond ? "overlay" : "owner", valid_from: row.from, valid_to }, person);
    if (row.external_id) keys(world).row.set(row.external_id, JSON.stringify(row));
  }
  return { what: "added" };
}
