// Writes the one layer of a Mapbox Vector Tile (specification 2.1). Pure.
import { PbfWriter } from "pbf";

// A tile is this wide; on screen it has 512 pixels.
export const EXTENT = 4096;
export const TILE_LAYER = "units";
export const TILE_PX = 512;

export type FeatureKind = 1 | 2 | 3; // points, lines, areas
export interface TileFeature {
  id: number;
  kind: FeatureKind;
  // Of this the whole number `colour`, if there is one.
  colour: number | null;
  geometry: number[];
}

const zigzag = (value: number) => (value << 1) ^ (value >> 31);
const command = (id: 1 | 2 | 7, count: number) => id | (count << 3);

// Commands of a feature's geometry, one part after the other. Parts are positions x, y, x, y, …
export class Pen {
  readonly commands: number[] = [];
  private x = 0;
  private y = 0;

  private to(x: number, y: number) {
    this.commands.push(zigzag(x - this.x), zigzag(y - this.y));
    [this.x, this.y] = [x, y];
  }

  // A line, or with `isRing` a ring, whose last position is not the first again.
  draw(part: ArrayLike<number>, isRing: boolean) {
    this.commands.push(command(1, 1));
    this.to(part[0] ?? 0, part[1] ?? 0);
    this.commands.push(command(2, part.length / 2 - 1));
    for (let at = 2; at < part.length; at += 2) this.to(part[at] ?? 0, part[at + 1] ?? 0);
    if (isRing) this.commands.push(command(7, 1));
  }

  point(x: number, y: number) {
    this.commands.push(command(1, 1));
    this.to(x, y);
  }
}

const [VERSION, NAME, FEATURE, KEY, VALUE, LAYER_EXTENT] = [15, 1, 2, 3, 4, 5] as const;
const [ID, TAGS, KIND, GEOMETRY] = [1, 2, 3, 4] as const;
const UINT_VALUE = 5;

export function writeTile(features: TileFeature[]): Uint8Array {
  const pbf = new PbfWriter();
  const values = new Map<number, number>();
  const writeFeature = ({ id, kind, colour, geometry }: TileFeature, to: PbfWriter) => {
    to.writeVarintField(ID, id);
    if (colour !== null) {
      const index = values.get(colour) ?? values.size;
      values.set(colour, index);
      to.writePackedVarint(TAGS, [0, index]);
    }
    to.writeVarintField(KIND, kind);
    to.writePackedVarint(GEOMETRY, geometry);
  };
  const writeLayer = (all: TileFeature[], to: PbfWriter) => {
    to.writeVarintField(VERSION, 2);
    to.writeStringField(NAME, TILE_LAYER);
    for (const feature of all) to.writeMessage(FEATURE, writeFeature, feature);
    if (values.size > 0) to.writeStringField(KEY, "colour");
    for (const value of values.keys()) to.writeMessage(VALUE, (one: number, into: PbfWriter) => into.writeVarintField(UINT_VALUE, one), value);
    to.writeVarintField(LAYER_EXTENT, EXTENT);
  };
  pbf.writeMessage(3, writeLayer, features);
  return pbf.finish();
}
