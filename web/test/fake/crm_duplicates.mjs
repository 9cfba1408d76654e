// Duplicates of the fake server: records of one title are a pair. Merging moves what refers to the other, and undoing moves it back.
import { changeRecord, checkVersion, found } from "./crm.mjs";
import { fieldsOf, OBJECTS, PLURALS } from "./crm_objects.mjs";
import { Refusal } from "./refusal.mjs";

const kept = (crm) => (crm.merges ??= []);
const apart = (crm) => (crm.apart ??= new Set());
const keyOf = (a, b) => [a.id, b.id].sort().join(" ");
const plain = (title) => title.toLowerCase().replace(/ (inc|ltd|bv)$/, "");
const side = ({ id, title }) => ({ id, title });

function pairOf(a, b) {
  const evidence = [{ field: "name", similarity: 1, weight: 8.892 }];
  if (a.city !== b.city) evidence.push({ field: "city", similarity: 0.4, weight: -3.248 });
  return { a: side(a), b: side(b), probability: a.city === b.city ? 0.97 : 0.62, evidence };
}

function pairs(world, name, one) {
  const open = world.crm.records[name].filter((record) => !record.is_deleted);
  return open.flatMap((a, at) =>
    open
      .slice(at + 1)
      .filter((b) => plain(a.title) === plain(b.title) && !apart(world.crm).has(keyOf(a, b)) && (!one || a === one || b === one))
      .map((b) => (b === one ? pairOf(b, a) : pairOf(a, b))),
  );
}

function references(world, name, id) {
  return OBJECTS.flatMap((object) =>
    fieldsOf(world.crm, object.name)
      .filter((field) => field.refers_to === name)
      .flatMap((field) => world.crm.records[object.name].filter((record) => record[field.name] === id).map((record) => ({ object: object.name, field: field.name, record }))),
  );
}

function merge(world, name, record, body) {
  const other = found(world, name, body.other);
  const taken = Object.fromEntries(
    fieldsOf(world.crm, name)
      .filter((field) => !field.is_custom && !field.is_derived && other[field.name] !== undefined && (record[field.name] === undefined || body.fields?.includes(field.name)))
      .map((field) => [field.name, other[field.name]]),
  );
  const moved = references(world, name, other.id);
  for (const one of moved) one.record[one.field] = record.id;
  other.is_deleted = true;
  const before = Object.fromEntries(Object.keys(taken).map((field) => [field, record[field] ?? null]));
  changeRecord(world, name, record, taken);
  const made = { id: `merge_${kept(world.crm).length + 1}`, kept: record.id, other: other.id, other_title: other.title, fields: Object.keys(taken), references: moved.length, merged_at: new Date().toISOString(), merged_by: "person_planner" };
  kept(world.crm).push({ made, before, moved, other });
  return made;
}

function undo(world, name, record, id) {
  const at = kept(world.crm).findIndex(({ made }) => made.id === id && made.kept === record.id);
  if (at < 0) throw new Refusal(404, "Not found", "There is no such merge into this record, or it was undone already.", "R001");
  const [{ before, moved, other }] = world.crm.merges.splice(at, 1);
  changeRecord(world, name, record, before);
  for (const one of moved) one.record[one.field] = other.id;
  other.is_deleted = false;
  apart(world.crm).add(keyOf(record, other));
  return { kept_changes: [], references: moved.length, lost_references: 0 };
}

const routesOf = (name) => {
  const base = `/${PLURALS[name]}`;
  return {
    [`GET ${base}/duplicates`]: ({ world }) => ({ items: pairs(world, name) }),
    [`GET ${base}/:id/duplicates`]: ({ world, id }) => ({ items: pairs(world, name, found(world, name, id)) }),
    [`POST ${base}/:id/different`]: ({ world, id, body, response }) => {
      apart(world.crm).add(keyOf(found(world, name, id), found(world, name, body.other)));
      response.statusCode = 204;
    },
    [`POST ${base}/:id/merge`]: ({ world, id, body, request }) => {
      const record = found(world, name, id);
      checkVersion(record, request);
      return merge(world, name, record, body);
    },
    [`POST ${base}/:id/merges/:merge/undo`]: ({ world, id, params }) => undo(world, name, found(world, name, id), params.merge),
    [`GET ${base}/:id/merges`]: ({ world, id }) => ({ items: kept(world.crm).filter(({ made }) => made.kept === id).map(({ made }) => made) }),
  };
};

export const duplicateRoutes = Object.assign({}, ...["account", "contact", "lead"].map(routesOf));
