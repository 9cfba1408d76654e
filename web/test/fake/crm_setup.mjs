// Custom fields and pipelines of the fake server.
import { ALIGNMENT_OBJECTS, fieldsOf, OBJECTS } from "./crm_objects.mjs";
import { Refusal } from "./refusal.mjs";

const invalid = (pointer, rule, message) => new Refusal(422, "The request is not valid", message, rule, [{ pointer, rule, message }]);

function checkTag(found, request) {
  const wanted = request.headers["if-match"];
  if (wanted !== "*" && wanted !== `"${found.version}"`) throw new Refusal(412, "Changed since it was read", "It was changed by someone else since you read it.", "R010");
}

function fieldOf(world, { object, key }) {
  const field = (world.crm.custom[object] ?? []).find((one) => one.name === key && !one.is_hidden);
  if (!field) throw new Refusal(404, "Not found", "There is no such field.", "R016");
  return field;
}

const CAN_BE = { text: () => true, whole: (text) => /^-?\d+$/.test(text), decimal: (text) => /^-?\d+(\.\d+)?$/.test(text), truth: (text) => /^(true|false)$/.test(text), date: (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) };

// Values that the new type cannot be are counted, and some of them shown.
function checkType(world, object, field, { type, choices }) {
  if (!type || type === field.type) return;
  const fits = type === "choice" ? (text) => (choices ?? []).includes(text) : CAN_BE[type];
  const bad = world.crm.records[object].map((record) => record.custom?.[field.name]).filter((value) => value !== undefined && !fits(String(value)));
  if (bad.length === 0) return;
  const some = [...new Set(bad)].slice(0, 5).map((value) => `"${value}"`).join(", ");
  throw new Refusal(409, "It cannot be done now", `${bad.length} values cannot be read so: ${some}.`, "R018", [{ pointer: "/type", rule: "R018", message: `${bad.length} values cannot be read so: ${some}.` }]);
}

export const setupRoutes = {
  "GET /crm/objects": ({ world, query }) => ({
    items: [...OBJECTS, ...(query.get("imports") === "true" ? ALIGNMENT_OBJECTS : [])].map(({ name, plural, title }) => ({ name, plural, title, fields: fieldsOf(world.crm, name).map(({ is_hidden: _, ...field }) => field), hidden: (world.crm.custom[name] ?? []).filter(({ is_hidden }) => is_hidden).map(({ is_hidden: _, ...field }) => field) })),
  }),
  "POST /crm/objects/:object/fields": ({ world, params, body, response }) => {
    const own = (world.crm.custom[params.object] ??= []);
    const known = own.find(({ name }) => name === body.key);
    if (!/^[a-z][a-z0-9_]{0,39}$/.test(body.key ?? "")) throw invalid("/key", "R020", "A key is made of a to z, digits and _.");
    if (known && (!known.is_hidden || known.type !== body.type)) throw new Refusal(409, "It cannot be done now", "There is a field with this key already.", "R017", [{ pointer: "/key", rule: "R017", message: "There is a field with this key already." }]);
    const field = { name: body.key, type: body.type, ...(body.type === "text" ? { form: "line" } : {}), is_required: false, is_custom: true, label: body.label, ...(body.choices ? { choices: body.choices } : {}), version: (known?.version ?? 0) + 1 };
    if (known) own.splice(own.indexOf(known), 1, field);
    else own.push(field);
    response.statusCode = 201;
    return field;
  },
  "PATCH /crm/objects/:object/fields/:key": ({ world, params, body, request }) => {
    const field = fieldOf(world, params);
    checkTag(field, request);
    checkType(world, params.object, field, { choices: field.choices, ...body });
    return Object.assign(field, body, { version: field.version + 1 });
  },
  "DELETE /crm/objects/:object/fields/:key": ({ world, params, request, response }) => {
    const field = fieldOf(world, params);
    checkTag(field, request);
    field.is_hidden = true;
    response.statusCode = 204;
  },
  "GET /pipelines": ({ world }) => ({ items: world.crm.pipelines }),
  "PUT /pipelines/:key": ({ world, params, body, request }) => {
    const { crm } = world;
    const known = crm.pipelines.find(({ key }) => key === params.key);
    if (known) checkTag(known, request);
    const gone = (known?.stages ?? []).filter(({ key }) => !body.stages.some((stage) => stage.key === key));
    const used = gone.find(({ key }) => crm.records.opportunity.some(({ stage, is_deleted }) => stage === `${params.key}.${key}` && !is_deleted));
    if (used) throw new Refusal(409, "It cannot be done now", `Opportunities are in the stage ${used.name}. Move them first.`, "R019");
    const pipeline = { key: params.key, name: body.name, stages: body.stages, version: (known?.version ?? 0) + 1 };
    if (known) Object.assign(known, pipeline);
    else crm.pipelines.push(pipeline);
    return pipeline;
  },
};
