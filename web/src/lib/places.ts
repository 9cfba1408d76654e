// Time zones, countries and currencies as this browser knows them, named in the reader's language.
import type { Option } from "@/design/input";

const COUNTRIES =
  "AD AE AL AM AR AT AU AZ BA BD BE BG BH BO BR BY CA CH CI CL CM CN CO CR CY CZ DE DK DO DZ EC EE EG ES FI FR GB GE GH GR GT HK HN HR HU ID IE IL IN IS IT JM JO JP KE KR KW KZ LB LI LK LT LU LV MA MC MD ME MK MT MX MY NG NI NL NO NP NZ OM PA PE PH PK PL PT PY QA RO RS SA SE SG SI SK SN SV TH TN TR TW TZ UA UG US UY UZ VE VN ZA ZM ZW".split(" ");

const byLabel = (a: Option, b: Option) => a.label.localeCompare(b.label);

export function timeZones(): Option[] {
  const zones = new Set([...Intl.supportedValuesOf("timeZone"), "UTC"]);
  return [...zones].map((value) => ({ value, label: value.replaceAll("_", " ") }));
}

export function countries(locale: string): Option[] {
  const names = new Intl.DisplayNames(locale, { type: "region" });
  return COUNTRIES.map((value) => ({ value, label: names.of(value) ?? value })).sort(byLabel);
}

export function currencies(locale: string): Option[] {
  const names = new Intl.DisplayNames(locale, { type: "currency" });
  return Intl.supportedValuesOf("currency").map((value) => ({ value, label: `${value} · ${names.of(value) ?? value}` }));
}

export const ownTimeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
