// Approval by the hierarchy on the fake server (docs/spec/plan-studio.md): steps of the tree as it is, from the bottom to the top.
import { positionsOn, treeOn } from "./alignment.mjs";
import { emit } from "./emit.mjs";
import { Refusal } from "./refusal.mjs";
import { boardOf } from "./studio_board.mjs";
import { planIn, refuse, stepped } from "./studio.mjs";
import { ROLE_PERMISSIONS } from "./world.mjs";

const today = () => new Date().toISOString().slice(0, 10);

function aboveOf(nodes, id) {
  const found = [];
  for (let node = nodes.get(nodes.get(id)?.parent); node; node = nodes.get(node.parent)) found.push(node.id);
  return found;
}

const senderOf = (world, plan) => boardOf(world, plan).changes.findLast(({ state }) => state === "in_review")?.by;
const manages = (person) => person.roles.some((role) => ROLE_PERMISSIONS[role].includes("company.manage"));

// Every step, lowest first, with those that stand above it.
function stepsOf(world, plan) {
  const nodes = new Map(treeOn(world, today()).map((node) => [node.id, node]));
  const holders = new Map(positionsOn(world, today()).map(({ id, person }) => [id, person]));
  const people = new Map(world.people.map(({ person }) => [person.id, person]));
  const roots = [...nodes.values()].filter(({ parent }) => !parent).map(({ id }) => id);
  const counts = new Map();
  for (const { id } of boardOf(world, plan).names) for (const above of nodes.has(id) ? aboveOf(nodes, id) : roots) counts.set(above, (counts.get(above) ?? 0) + 1);
  const sender = senderOf(world, plan);
  const steps = [...counts].flatMap(([id, territories]) => {
    const owner = people.get(holders.get(nodes.get(id).owner));
    const above = aboveOf(nodes, id);
    return owner && owner.id !== sender ? [{ territory: { id, name: nodes.get(id).name }, depth: above.length, owners: [{ id: owner.id, name: owner.name }], territories, above }] : [];
  });
  return steps.sort((a, b) => b.depth - a.depth || a.territory.name.localeCompare(b.territory.name));
}

const decidedOf = (world, plan) => (boardOf(world, plan).approvals ??= new Map());

function shown(world, plan, person) {
  const steps = stepsOf(world, plan);
  const decided = decidedOf(world, plan);
  const owns = (step) => steps.some((one) => (one === step || step.above.includes(one.territory.id)) && one.owners.some(({ id }) => id === person.id));
  return steps.map((step) => {
    const { above: _, ...told } = step;
    const below = steps.filter((one) => one.above.includes(step.territory.id));
    const made = decided.get(step.territory.id);
    const state = made ? "approved" : below.every((one) => decided.has(one.territory.id)) ? "open" : "waiting";
    return { ...told, state, may_decide: state !== "approved" && senderOf(world, plan) !== person.id && (owns(step) || manages(person)), in_place: state !== "approved" && senderOf(world, plan) !== person.id && !owns(step) && manages(person), ...(made ? { decided: made } : {}) };
  });
}

// Before somebody who manages plans approves it: refused where steps are open.
export function checkSteps(world, plan) {
  const open = stepsOf(world, plan).filter(({ territory }) => !decidedOf(world, plan).has(territory.id));
  if (open.length === 0) return;
  const named = open.map(({ territory, owners }) => `${territory.name}: ${owners.map(({ name }) => name).join(", ")}`);
  refuse("P142", `These approve first: ${named.join("; ")}.`, named);
}

function decide(world, plan, person, { territory, decision, reason = "" }) {
  if (plan.state !== "in_review") refuse("P110", "The plan is not in review.");
  const steps = shown(world, plan, person);
  const step = steps.find((one) => one.territory.id === territory);
  if (!step) throw new Refusal(404, "Not found", "There is no such step.", "P143");
  if (!step.may_decide) throw new Refusal(403, "Not allowed", "This step is decided by others.", "P134");
  const all = stepsOf(world, plan);
  const own = all.find((one) => one.territory.id === territory);
  const isOwner = all.some((one) => (one === own || own.above.includes(one.territory.id)) && one.owners.some(({ id }) => id === person.id));
  if (!reason.trim() && (decision === "decline" || !isOwner)) throw new Refusal(400, "The request is not valid", "Say why.", "P109", [{ pointer: "/reason", rule: "P109", message: "Say why." }]);
  if (decision === "decline") {
    return stepped(world, plan, { person }, { to: "draft", reason });
  }
  const made = { by: person.id, name: person.name, at: new Date().toISOString(), ...(reason ? { reason } : {}) };
  for (const one of all) if (one === own || (one.above.includes(territory) && !decidedOf(world, plan).has(one.territory.id))) decidedOf(world, plan).set(one.territory.id, made);
  if (all.every((one) => decidedOf(world, plan).has(one.territory.id))) return stepped(world, plan, { person }, { to: "approved", reason });
  emit(world, "plan.updated", { id: plan.id });
  return plan;
}

export const approvalRoutes = {
  "GET /plans/:id/approvals": ({ world, id, session }) => ({ steps: planIn(world, id).state === "in_review" ? shown(world, planIn(world, id), session.person) : [] }),
  "POST /plans/:id/approvals": ({ world, id, session, body }) => decide(world, planIn(world, id), session.person, body),
};
