// A file that is to become a layer: what it is, which columns it names, and how it is to be read. Pure but for reading its beginning.

export const FORMATS = ["geojson", "topojson", "csv"] as const;
export type LayerFormat = (typeof FORMATS)[number];
export const LAYER_BYTES_MAX = 256 * 1024 * 1024;
export const MEDIA_TYPES: Record<LayerFormat, string> = { geojson: "application/geo+json", topojson: "application/json", csv: "text/csv" };
const BEGINNING_BYTES = 256 * 1024;

export interface LayerFile {
  format: LayerFormat;
  // Names of columns, or of the first unit's properties; none where they could not be told.
  columns: string[];
}

// The names in the first line of a CSV, whichever of comma, semicolon and tab parts them.
export function headerOf(text: string): string[] {
  const line = (/^\uFEFF?([^\r\n]*)/.exec(text)?.[1] ?? "").trim();
  const mark = [";", "\t", ","].reduce((best, one) => (line.split(one).length > line.split(best).length ? one : best), ",");
  return line.split(mark).map((name) => name.trim().replace(/^"(.*)"$/, "$1").replaceAll('""', '"')).filter(Boolean);
}

// The names of the first properties in a GeoJSON or TopoJSON, of which only the beginning is known.
export function propertiesOf(text: string): string[] {
  const begin = /"properties"\s*:\s*\{/.exec(text);
  if (!begin) return [];
  const from = begin.index + begin[0].length - 1;
  const [end] = [text.indexOf("}", from)];
  try {
    return Object.keys(JSON.parse(text.slice(from, end + 1)) as object);
  } catch {
    return [];
  }
}

export function fileOf(name: string, beginning: string): LayerFile {
  if (/^\s*\{/.test(beginning)) {
    const format = /"type"\s*:\s*"Topology"/.test(beginning) || /\.topojson$/i.test(name) ? "topojson" : "geojson";
    return { format, columns: propertiesOf(beginning) };
  }
  return { format: "csv", columns: headerOf(beginning) };
}

export const readFile = async (file: File) => fileOf(file.name, await file.slice(0, BEGINNING_BYTES).text());

export interface LayerOrder {
  name: string;
  country: string;
  source: string;
  format: LayerFormat;
  code: string;
  label: string;
  part_of: string;
  lon: string;
  lat: string;
  cells: boolean;
  within: string;
  repair: boolean;
}

export const newOrder = (name: string, format: LayerFormat): LayerOrder => ({
  name: name.replace(/\.(geojson|topojson|json|csv|txt)$/i, ""), country: "", source: "", format, code: "", label: "", part_of: "", lon: "", lat: "", cells: false, within: "", repair: false,
});

// Only what was chosen: the rest the server recognises.
export function queryOf({ cells, within, repair, lon, lat, name, ...rest }: LayerOrder): Record<string, string | boolean | undefined> {
  const isCsv = rest.format === "csv";
  return { ...rest, name: name.trim(), ...(isCsv ? { lon, lat } : {}), ...(cells ? { cells, within } : {}), repair: repair || undefined };
}
