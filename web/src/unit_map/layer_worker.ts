// Runs inside MapLibre's own workers: fetches a layer's TopoJSON and decodes it there, so that the page never waits for it and nothing large is
// copied between threads. `unit-areas://layer/PATH` and `unit-points://layer/PATH` are sources of a map; the rest is asked by message.
import { bordersOf, boundsOf, crossedOf, outlineOf, sharedOf, type UnitPair } from "./shared_borders";
import { codesOf, coloursOf, type LayerTopology, neighboursOf, plainOf, pointsOf, type Shapes, shapesOf } from "./topology";

interface Decoded {
  topology: LayerTopology;
  shapes: Shapes;
}
interface MapWorker {
  addProtocol: (name: string, load: (request: { url: string }, abort: AbortController) => Promise<{ data: unknown }>) => void;
  worker: { actor: { registerMessageHandler: (type: string, handle: (map: string, asked: never) => Promise<unknown>) => void } };
}

const scope = self as unknown as MapWorker;
// The layer at hand; one that was looked at before is fetched anew, from the browser's cache.
const known = new Map<string, Promise<Decoded>>();
const KEPT = 1;

async function fetched(path: string): Promise<Decoded> {
  const answer = await fetch(path.replace(/#.*$/, ""), { credentials: "same-origin", headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  const topology = plainOf((await answer.json()) as LayerTopology);
  return { topology, shapes: shapesOf(topology) };
}

function decoded(path: string): Promise<Decoded> {
  const found = known.get(path);
  if (found) return found;
  for (const old of [...known.keys()].slice(0, Math.max(0, known.size + 1 - KEPT))) known.delete(old);
  const made = fetched(path);
  known.set(path, made);
  made.catch(() => known.delete(path));
  return made;
}

const pathOf = (url: string) => url.replace(/^[\w-]+:\/\/layer/, "");
scope.addProtocol("unit-areas", async ({ url }) => ({ data: (await decoded(pathOf(url))).shapes }));
scope.addProtocol("unit-points", async ({ url }) => ({ data: pointsOf((await decoded(pathOf(url))).shapes) }));

// What will be asked for soon is fetched and decoded before there is a map.
scope.worker.actor.registerMessageHandler("unit-prepare", async (_, { path }: { path: string }) => {
  await decoded(path).catch(() => null);
  return null;
});

// Each is put to all workers, and answered by one that has the layer.
function answer<Asked extends { path: string }>(type: string, act: (one: Decoded, asked: Asked) => unknown) {
  scope.worker.actor.registerMessageHandler(type, async (_, asked: Asked) => {
    const one = known.get(asked.path);
    return one ? act(await one, asked) : null;
  });
}
answer("unit-codes", ({ topology }) => codesOf(topology).join("\n"));
answer<{ path: string; place: number }>("unit-shape", ({ shapes }, { place }) => shapes.features[place]?.geometry ?? null);
answer<{ path: string; of: number[]; territories: number; count: number }>("unit-territories", ({ topology }, { of, territories, count }) => ({
  colours: coloursOf(topology, of, territories, count),
  borders: bordersOf(topology, of),
}));
answer<{ path: string; of: number[] }>("unit-borders", ({ topology }, { of }) => bordersOf(topology, of));
answer<{ path: string; places: number[] }>("unit-outline", ({ topology }, { places }) => outlineOf(topology, places));
answer("unit-neighbours", ({ topology }) => neighboursOf(topology));
answer<{ path: string; pairs: UnitPair[] }>("unit-shared", ({ topology }, { pairs }) => sharedOf(topology, pairs));
answer<{ path: string; line: [number, number][] }>("unit-crossed", ({ topology }, { line }) => crossedOf(topology, line));
answer("unit-bounds", ({ topology }) => boundsOf(topology));
