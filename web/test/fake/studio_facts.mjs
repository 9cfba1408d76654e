// Facts of a territory on the fake server, and the files that tell them: each with its type and name, and next to nothing in it.
import { Refusal } from "./refusal.mjs";
import { boardOf, figuresOf, toleranceOf, unitsOf } from "./studio_board.mjs";
import { planIn } from "./studio.mjs";

const TYPES = { pdf: "application/pdf", xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" };

function quantile(sorted, share) {
  const at = share * (sorted.length - 1);
  const [low, high] = [Math.floor(at), Math.ceil(at)];
  return sorted[low] + (sorted[high] - sorted[low]) * (at - low);
}

function standing(values, own) {
  const sorted = [...values].sort((a, b) => a - b);
  return { rank: 1 + values.filter((value) => value > own).length, mean: values.reduce((all, value) => all + value, 0) / values.length, low: quantile(sorted, 0.25), middle: quantile(sorted, 0.5), high: quantile(sorted, 0.75) };
}

// The plan it was branched from, else the active one of the same units.
function planBefore(world, plan) {
  if (plan.parent) return planIn(world, plan.parent);
  return world.plans.find((one) => one.state === "active" && one.dataset === plan.dataset && one.id !== plan.id);
}

function sinceOf(world, plan, data, index) {
  const before = planBefore(world, plan);
  if (!before) return undefined;
  const [then, now] = [boardOf(world, before), boardOf(world, plan)];
  const { id } = now.names[index];
  const own = then.names.findIndex((one) => one.id === id);
  const gained = now.of.flatMap((to, place) => (to === index && then.of[place] !== own ? [place] : []));
  const lost = own < 0 ? [] : now.of.flatMap((to, place) => (to !== index && then.of[place] === own ? [place] : []));
  const exchanges = new Map();
  const note = (territory, key) => {
    const one = exchanges.get(territory) ?? { territory, units_gained: 0, units_lost: 0 };
    one[key]++;
    exchanges.set(territory, one);
  };
  for (const place of gained) note(then.names[then.of[place]].name, "units_gained");
  for (const place of lost) note(now.names[now.of[place]].name, "units_lost");
  const sum = (values, places) => places.reduce((all, place) => all + values[place], 0);
  return {
    plan: { id: before.id, name: before.name }, is_new: own < 0, units_gained: gained.length, units_lost: lost.length,
    measures: data.measures.map(({ name, values }) => ({ name, gained: sum(values, gained), lost: sum(values, lost) })),
    exchanges: [...exchanges.values()].sort((a, b) => b.units_gained + b.units_lost - a.units_gained - a.units_lost),
  };
}

function factsOf(world, plan, index) {
  const data = unitsOf(world, plan.dataset);
  const all = figuresOf(data, boardOf(world, plan));
  const own = all[index];
  if (!own) throw new Refusal(404, "Not found", `There is no territory ${index}.`, "P101");
  const measures = data.measures.map(({ name, values }) => {
    const whole = values.reduce((sum, value) => sum + value, 0);
    const balance = name in own.deviations ? { deviation: own.deviations[name], tolerance: toleranceOf(plan) } : {};
    return { name, amount: own.amounts[name], share: own.amounts[name] / whole, ...balance, ...standing(all.map(({ amounts }) => amounts[name]), own.amounts[name]) };
  });
  const since = sinceOf(world, plan, data, index);
  return {
    plan: { id: plan.id, name: plan.name }, index, id: own.id, name: own.name, units: own.units, pieces: own.pieces, territories: all.length, measures,
    travel: { rms_km: own.rms_km, ...standing(all.map(({ rms_km }) => rms_km), own.rms_km) }, ...(since ? { since } : {}),
  };
}

function file(name, extension) {
  return ({ world, id, params, query, response }) => {
    const plan = planIn(world, id);
    if (params.index !== undefined) factsOf(world, plan, Number(params.index));
    response.setHeader("Content-Type", TYPES[extension]);
    response.setHeader("Content-Disposition", `attachment; filename="${name}-${query.get("language") ?? "en"}.${extension}"`);
    return Buffer.from(extension === "pdf" ? "%PDF-1.4\n%%EOF\n" : "PK");
  };
}

export const factRoutes = {
  "GET /plans/:id/territories/:index/facts": ({ world, id, params }) => factsOf(world, planIn(world, id), Number(params.index)),
  "GET /plans/:id/territories/:index/sheet.pdf": file("sheet", "pdf"),
  "GET /plans/:id/territories/:index/workbook.xlsx": file("territory", "xlsx"),
  "GET /plans/:id/report.pdf": file("report", "pdf"),
  "GET /plans/:id/workbook.xlsx": file("plan", "xlsx"),
};
