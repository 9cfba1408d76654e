// Latitudes and longitudes as people type them, with a comma or a point for the decimals; between thousands there are no marks, for there are none. Pure.

const FORM = /^-?\d{1,3}([.,]\d+)?$/;
export const LAT_MOST = 90;
export const LON_MOST = 180;
// Of a degree: a tenth of a metre or so.
const DIGITS = 6;

const rounded = (value: number) => Number(value.toFixed(DIGITS));

// null: it is no such number, or lies beyond `most` to either side.
export function coordinateTyped(typed: string, most: number): number | null {
  const text = typed.trim().replace("−", "-");
  if (!FORM.test(text)) return null;
  const value = Number(text.replace(",", "."));
  return Math.abs(value) <= most ? rounded(value) : null;
}

export const coordinateText = (value: number, mark: "." | ",") => String(rounded(value)).replace(".", mark);
