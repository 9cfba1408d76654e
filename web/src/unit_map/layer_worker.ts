// Runs inside MapLibre's own worker: fetches a layer's TopoJSON and decodes it there, so that the page never waits for it and nothing large is copied
// between threads. Tiles of areas, points and borders are made when the map looks at them; the rest is asked by message.
import { focusOf } from "./focus";
import { type LayerShapes, type LayerTopology, shapeOf, shapesOf } from "./layer_shapes";
import { bordersOf, coloursOf, crossedOf, neighboursOf, outlineOf, sharedOf, type UnitPair } from "./shared_borders";
import { linesTile, middlesTile, type TileAt, unitsTile } from "./tiles";

interface MapWorker {
  addProtocol: (name: string, load: (request: { url: string }, abort: AbortController) => Promise<{ data: unknown }>) => void;
  worker: { actor: { registerMessageHandler: (type: string, handle: (map: string, asked: never) => Promise<unknown>) => void } };
}

const scope = self as unknown as MapWorker;
// The layer at hand; one that was looked at before is fetched anew, from the browser's cache.
const known = new Map<string, Promise<LayerShapes>>();
const KEPT = 1;

async function fetched(path: string): Promise<LayerShapes> {
  const answer = await fetch(path.replace(/#.*$/, ""), { credentials: "same-origin", headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  return shapesOf((await answer.json()) as LayerTopology);
}

function decoded(path: string): Promise<LayerShapes> {
  const found = known.get(path);
  if (found) return found;
  for (const old of [...known.keys()].slice(0, Math.max(0, known.size + 1 - KEPT))) known.delete(old);
  const made = fetched(path);
  known.set(path, made);
  made.catch(() => known.delete(path));
  return made;
}

// What one map's tiles are made with beside the layer, by the map's look: units' colours as it began, and the territory of each.
interface Look {
  colours?: number[];
  of?: number[];
  borders?: Uint8Array;
}
const looks = new Map<string, Look>();
const lookOf = (name: string) => looks.get(name) ?? {};

// Of unit-KIND://LOOK/Z/X/Y/PATH.
function askedIn(url: string): { look: string; at: TileAt; path: string } {
  const [, look = "", z, x, y, path = ""] = /:\/\/(\w+)\/(\d+)\/(\d+)\/(\d+)(\/.*)$/.exec(url) ?? [];
  return { look, at: { z: Number(z), x: Number(x), y: Number(y) }, path };
}

function addTiles(kind: string, make: (shapes: LayerShapes, at: TileAt, look: Look) => Uint8Array) {
  scope.addProtocol(`unit-${kind}`, async ({ url }) => {
    const { look, at, path } = askedIn(url);
    const { buffer } = make(await decoded(path), at, lookOf(look));
    return { data: buffer };
  });
}
addTiles("areas", (shapes, at, { colours = null }) => unitsTile(shapes, at, colours));
addTiles("middles", (shapes, at) => middlesTile(shapes, at));
addTiles("borders", (shapes, at, look) => {
  look.borders ??= look.of ? bordersOf(shapes, look.of) : new Uint8Array(shapes.starts.length - 1);
  return linesTile(shapes, at, look.borders);
});

const handle = scope.worker.actor.registerMessageHandler.bind(scope.worker.actor);
handle("unit-look", async (_, { look, colours, of }: { look: string; colours?: number[]; of?: number[] }) => {
  const before = lookOf(look);
  looks.set(look, { colours: colours ?? before.colours, of: of ?? before.of });
  return null;
});
handle("unit-look-ends", async (_, { look }: { look: string }) => {
  looks.delete(look);
  return null;
});

// What will be asked for soon is fetched and decoded before there is a map.
handle("unit-prepare", async (_, { path }: { path: string }) => {
  await decoded(path).catch(() => null);
  return null;
});

// Null unless the layer is at hand.
function answer<Asked extends { path: string }>(type: string, act: (shapes: LayerShapes, asked: Asked) => unknown) {
  handle(type, async (_, asked: Asked) => {
    const shapes = await known.get(asked.path);
    return shapes ? act(shapes, asked) : null;
  });
}
answer("unit-codes", ({ codes }) => codes.join("\n"));
answer<{ path: string; place: number }>("unit-shape", (shapes, { place }) => shapeOf(shapes, place));
answer<{ path: string; of: number[]; territories: number; count: number }>("unit-colours", (shapes, { of, territories, count }) => coloursOf(shapes, of, territories, count));
answer<{ path: string; places: number[] }>("unit-outline", (shapes, { places }) => outlineOf(shapes, places));
answer("unit-neighbours", (shapes) => neighboursOf(shapes));
answer<{ path: string; pairs: UnitPair[] }>("unit-shared", (shapes, { pairs }) => sharedOf(shapes, pairs));
answer<{ path: string; line: [number, number][] }>("unit-crossed", (shapes, { line }) => crossedOf(shapes, line));
answer("unit-focus", (shapes) => focusOf(shapes));
