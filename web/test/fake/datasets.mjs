// Data sets of the fake server. What is uploaded is read as far as its head goes; its units are the fake's grid, whatever they were.
import { Refusal } from "./refusal.mjs";
import { DATASETS, newId } from "./world.mjs";

const NAMES = { id: ["id", "unit", "zip", "postcode", "pc4", "code"], lon: ["lon", "longitude", "lng", "x"], lat: ["lat", "latitude", "y"] };

function read(name, text) {
  const [header = "", ...lines] = text.split(/\r?\n/).filter((line) => line !== "");
  const columns = header.split(",").map((column) => column.trim());
  const at = (part) => columns.findIndex((column) => NAMES[part].includes(column.toLowerCase()));
  const missing = ["lon", "lat"].filter((part) => at(part) < 0);
  if (missing.length > 0) {
    const errors = missing.map((part) => ({ pointer: "", rule: "F014", message: `${name} has no column '${part}', and none of its columns is recognised as one. Its columns are: ${columns.join(", ")}.` }));
    throw new Refusal(400, "The request is not valid", errors[0].message, "F014", errors);
  }
  const taken = [Math.max(0, at("id")), at("lon"), at("lat")];
  const measures = columns.filter((_, index) => !taken.includes(index) && lines.every((line) => /^[\d.]+$/.test(line.split(",")[index] ?? "")));
  return { id: newId("dataset"), name, unit_count: lines.length, measures, created_at: new Date().toISOString() };
}

export const datasetRoutes = {
  "GET /datasets": ({ world }) => ({ items: [...(world.datasets ?? []), ...DATASETS] }),
  "POST /datasets/from-layer": ({ world, body, response }) => {
    const { layer } = world.market.layers.find(({ layer }) => layer.id === body.layer);
    const dataset = { id: newId("dataset"), name: body.name, unit_count: layer.unit_count, measures: body.measures ?? [], created_at: new Date().toISOString() };
    world.datasets = [dataset, ...(world.datasets ?? [])];
    response.statusCode = 201;
    return dataset;
  },
  "POST /datasets": ({ world, query, body, response }) => {
    const dataset = read(query.get("name"), body);
    world.datasets = [dataset, ...(world.datasets ?? [])];
    response.statusCode = 201;
    return dataset;
  },
};
