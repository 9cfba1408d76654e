// MapLibre as every map of the app uses it: its looks, and where its worker is. Importing this is enough; the router does so before a page with a map is there.
import "maplibre-gl/dist/maplibre-gl.css";
import { setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";

setWorkerUrl(workerUrl);
