// Homes of the fake server (docs/spec/plan-studio.md): where people's days begin, of oneself or by who manages plans.
import { Refusal } from "./refusal.mjs";
import { ROLE_PERMISSIONS } from "./world.mjs";

const managesPlans = ({ roles }) => roles.some((role) => ROLE_PERMISSIONS[role].includes("plans.manage"));

function personFor({ world, session, id }) {
  const found = world.people.find(({ person }) => person.id === id)?.person;
  if (!found) throw new Refusal(404, "Not found", `There is no ${id}.`, "H020");
  if (id !== session.person.id && !managesPlans(session.person)) throw new Refusal(403, "Not allowed", "This needs the permission plans.manage.", "I010");
  return found;
}

export const homeRoutes = {
  "GET /homes": ({ world, session }) => {
    const mine = ({ person }) => managesPlans(session.person) || person === session.person.id;
    return { items: [...world.homes.values()].filter(mine).sort((a, b) => a.name.localeCompare(b.name)) };
  },
  "PUT /people/:id/home": (call) => {
    const { id, name } = personFor(call);
    const home = { person: id, name, lon: call.body.lon, lat: call.body.lat, at: new Date().toISOString() };
    call.world.homes.set(id, home);
    return home;
  },
  "DELETE /people/:id/home": (call) => {
    call.world.homes.delete(personFor(call).id);
    call.response.statusCode = 204;
  },
};
