// Exact decimals as texts ("-12.30"): added and read without floating point, so that money stays what it is. Pure.

interface Parts {
  units: bigint;
  scale: number;
}

const FORM = /^-?\d+(\.\d+)?$/;

export function isDecimal(text: string): boolean {
  return FORM.test(text);
}

function partsOf(text: string): Parts {
  const [whole = "0", fraction = ""] = text.split(".");
  return { units: BigInt(whole + fraction), scale: fraction.length };
}

function textOf({ units, scale }: Parts): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  return `${units < 0n ? "-" : ""}${whole}${scale > 0 ? `.${digits.slice(-scale)}` : ""}`;
}

export function sumOf(a: string, b: string): string {
  const [left, right] = [partsOf(a), partsOf(b)];
  const scale = Math.max(left.scale, right.scale);
  const scaled = ({ units, scale: own }: Parts) => units * 10n ** BigInt(scale - own);
  return textOf({ units: scaled(left) + scaled(right), scale });
}

export function negated(text: string): string {
  const { units, scale } = partsOf(text);
  return textOf({ units: -units, scale });
}

// With its point so many places to the right (left, below 0): "0.175" by 2 is "17.5". Without zeros at its end.
export function shifted(text: string, places: number): string {
  const { units, scale } = partsOf(text);
  const left = scale - places;
  const moved = left < 0 ? textOf({ units: units * 10n ** BigInt(-left), scale: 0 }) : textOf({ units, scale: left });
  return moved.includes(".") ? moved.replace(/\.?0+$/, "") : moved;
}

// Below 0, 0 or above it, as a sorting function wants it.
export function compared(a: string, b: string): number {
  const { units } = partsOf(sumOf(a, negated(b)));
  return units < 0n ? -1 : units > 0n ? 1 : 0;
}

// What a person typed, with a comma or a point for the decimals and marks between thousands or not; nothing where it is no number.
// "1.250" is a thousand where the comma is the decimal mark, and one and a quarter where the point is.
export function readDecimal(typed: string, mark: "." | ","): string | null {
  const text = typed.replace(/[\s\u00a0\u202f'’]/g, "").replace("−", "-");
  if (!/\d/.test(text)) return null;
  const other = mark === "." ? "," : ".";
  const count = (sign: string) => text.split(sign).length - 1;
  let decimal = mark;
  if (count(mark) === 0 && count(other) === 1 && !/[.,]\d{3}$/.test(text)) decimal = other;
  else if (count(mark) > 1) decimal = other;
  const group = decimal === "." ? "," : ".";
  if (count(decimal) > 1) return null;
  const [whole = "", fraction] = text.split(decimal);
  if (fraction?.includes(group) || !/^-?\d*([.,]\d{3})*$/.test(whole)) return null;
  const plain = whole.replaceAll(group, "").replace(/^(-?)$/, "$10") + (fraction ? `.${fraction}` : "");
  return isDecimal(plain) ? plain.replace(/^(-?)0+(?=\d)/, "$1") : null;
}

// As people write it in their language, without marks between thousands, to be typed over.
export function typedDecimal(text: string, mark: "." | ","): string {
  return text.replace(".", mark);
}

export function decimalMark(locale: string): "." | "," {
  return new Intl.NumberFormat(locale).format(1.5).includes(",") ? "," : ".";
}

// The change in percent, as a fraction; nothing where there was nothing before. For showing alone: amounts stay texts.
export function changeOf(now: string, before: string): number | undefined {
  const [after, was] = [Number(now), Number(before)];
  return was > 0 ? after / was - 1 : undefined;
}
