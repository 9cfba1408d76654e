// Numbers, dates and durations as the reader's language writes them.
import { useTranslation } from "react-i18next";

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

export function relativeTime(locale: string, at: Date, now: Date): string {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  const format = relativeFormat(locale);
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return format.format(0, "second");
}

// Making a format takes longer than a thousand uses of it, and each line of a table asks for its own.
function kept<Made>(make: (key: string) => Made): (key: string) => Made {
  const known = new Map<string, Made>();
  return (key) => {
    const found = known.get(key) ?? make(key);
    known.set(key, found);
    return found;
  };
}

const numberFormat = kept((key) => {
  const [locale, options] = JSON.parse(key) as [string, Intl.NumberFormatOptions];
  return new Intl.NumberFormat(locale, options);
});
const formatOf = (locale: string, options: Intl.NumberFormatOptions) => numberFormat(JSON.stringify([locale, options]));
const relativeFormat = kept((locale) => new Intl.RelativeTimeFormat(locale, { numeric: "auto" }));

// Seconds as "1 h 2 min", "2 min 5 s", "0.4 s".
export function duration(locale: string, seconds: number): string {
  const unit = (value: number, name: string, digits = 0) => formatOf(locale, { style: "unit", unit: name, unitDisplay: "narrow", maximumFractionDigits: digits }).format(value);
  if (seconds < 10) return unit(seconds, "second", 1);
  const whole = Math.round(seconds);
  if (whole < 60) return unit(whole, "second");
  const [large, small] = whole < 3600 ? (["minute", "second"] as const) : (["hour", "minute"] as const);
  const size = whole < 3600 ? 60 : 3600;
  const rest = Math.floor((whole % size) / (size / 60));
  const first = unit(Math.floor(whole / size), large);
  return rest > 0 ? `${first} ${unit(rest, small)}` : first;
}

export function formatsFor(locale: string) {
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const compact = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 2 });
  const signed = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2, minimumFractionDigits: 2, signDisplay: "exceptZero" });
  const growth = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1, signDisplay: "exceptZero" });
  const whole = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const km = new Intl.NumberFormat(locale, { style: "unit", unit: "kilometer", maximumFractionDigits: 1 });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium" });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const longDay = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const month = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" });
  // Intl reads a text exactly; TypeScript's library does not know that yet.
  const exactly = (options: Intl.NumberFormatOptions, text: string) => formatOf(locale, options).format(text as unknown as number);
  function money({ amount, currency }: { amount: string; currency: string }): string {
    try {
      return exactly({ style: "currency", currency, trailingZeroDisplay: "stripIfInteger" } as Intl.NumberFormatOptions, amount);
    } catch {
      return `${currency} ${amount}`;
    }
  }
  // Of sums and estimates, where cents say nothing.
  function wholeMoney({ amount, currency }: { amount: string; currency: string }): string {
    try {
      return exactly({ style: "currency", currency, maximumFractionDigits: 0 }, amount);
    } catch {
      return `${currency} ${amount}`;
    }
  }
  return {
    locale,
    money,
    wholeMoney,
    decimal: (text: string) => exactly({ maximumFractionDigits: 6 }, text),
    // An exchange rate, with all the decimals that it has.
    rate: (text: string) => exactly({ maximumFractionDigits: 9 }, text),
    number: (value: number) => number.format(value),
    compact: (value: number) => compact.format(value),
    percent: (value: number) => percent.format(value),
    signedPercent: (value: number) => signed.format(value),
    growth: (value: number) => growth.format(value),
    wholePercent: (value: number) => whole.format(value),
    km: (value: number) => km.format(value),
    today: (now = new Date()) => longDay.format(now),
    date: (at: string) => date.format(new Date(at)),
    dateTime: (at: string) => dateTime.format(new Date(at)),
    // A day as YYYY-MM-DD, or an instant.
    dayOf: (at: string) => (at.length === 10 ? day.format(new Date(`${at}T00:00:00Z`)) : date.format(new Date(at))),
    exactTime: (at: string) => exact.format(new Date(at)),
    localDate: (iso: string) => day.format(new Date(`${iso}T00:00:00Z`)),
    monthName: (month1: number) => month.format(new Date(Date.UTC(2024, month1 - 1, 1))),
    relative: (at: string, now = new Date()) => relativeTime(locale, new Date(at), now),
    duration: (seconds: number) => duration(locale, seconds),
  };
}

const formats = kept(formatsFor);
// The reader's own variety of the language (en-GB) where the browser names one.
const varietyOf = kept((language) => navigator.languages.find((one) => one.startsWith(`${language}-`)) ?? language);

export function useFormat() {
  return formats(varietyOf(useTranslation().i18n.language));
}
