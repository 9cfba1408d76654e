// The server speaks English in the titles and messages of jobs. Each of its sentences is known here with its parameters, by which it is said in the
// reader's language; one that is not known is shown as it came. A unit test compares the list with the server's sources.
import { useTranslation } from "react-i18next";
import type { Job } from "@/api/types";
import { useFormat } from "./format";

// What a text says: a key of the catalogues, and parameters that are texts, kilometres, shares or whole numbers.
export type JobSaying = { key: JobTextKey; text?: string; km?: number; share?: number; count?: number };

export type JobTextKey = (typeof SAYINGS)[number][1];

const SAYINGS = [
  [/^Territories of (?<text>.+)$/s, "jobText.territoriesOf"],
  [/^Proof of (?<text>.+)$/s, "jobText.proofOf"],
  [/^Load (?<text>.+)$/s, "jobText.load"],
  [/^Counting the market$/, "jobText.countingMarket"],
  [/^Counting accounts$/, "jobText.countingAccounts"],
  [/^Storing the layer$/, "jobText.storingLayer"],
  [/^Checking the areas$/, "jobText.checkingAreas"],
  [/^Looking for overlaps$/, "jobText.overlaps"],
  [/^Drawing cells$/, "jobText.drawingCells"],
  [/^Finding neighbours$/, "jobText.neighbours"],
  [/^Deliveries of a webhook$/, "jobText.deliveries"],
  [/^Test of a webhook$/, "jobText.webhookTest"],
  [/^Reading the data set$/, "jobText.reading"],
  [/^First plan$/, "jobText.firstPlan"],
  [/^Best so far: (?<km>[\d.,]+) km$/, "jobText.bestSoFar"],
  [/^worst deviation (?<share>[\d.,]+)%$/, "jobText.worst"],
  [/^(?<count>[\d,]+) outside their tolerance$/, "jobText.outside"],
  [/^Checking the plan$/, "jobText.checking"],
  [/^Drawing the map$/, "jobText.drawing"],
  [/^Check of (?<text>.+)$/s, "jobText.checkOf"],
  [/^Import of (?<text>.+)$/s, "jobText.importOf"],
  [/^Reading the file$/, "jobText.readingFile"],
  [/^(?<count>[\d,]+) of (?<text>[\d,]+) rows (?:checked|imported)$/, "jobText.rows"],
  [/^(?<count>[\d,]+) with problems$/, "jobText.problems"],
  [/^Importing (?<count>[\d,]+) rows at once$/, "jobText.atOnce"],
  [/^Making the rows findable$/, "jobText.findable"],
  [/^Rules (?<text>\d+)$/, "jobText.rulesOf"],
  [/^(?<count>[\d,]+) accounts looked at$/, "jobText.accountsLookedAt"],
  [/^Writing the alignment$/, "jobText.writingAlignment"],
  [/^(?<count>\d+) of (?<text>\d+)$/, "jobText.countOf"],
  [/^Proving how good the plan is$/, "jobText.proving"],
] as const;

const numberOf = (text: string) => Number(text.replaceAll(",", ""));

// Nothing where any part of the text is not known. A name may hold ", ", so that a title is read whole first.
export function sayingsOf(text: string): JobSaying[] | null {
  const one = (part: string): JobSaying | null => {
    for (const [pattern, key] of SAYINGS) {
      const found = pattern.exec(part);
      if (!found) continue;
      const { text: name, km, share, count } = found.groups ?? {};
      return {
        key,
        ...(name === undefined ? {} : { text: name }),
        ...(km === undefined ? {} : { km: numberOf(km) }),
        ...(share === undefined ? {} : { share: numberOf(share) / 100 }),
        ...(count === undefined ? {} : { count: numberOf(count) }),
      };
    }
    return null;
  };
  const whole = one(text);
  if (whole) return [whole];
  const parts = text.split(", ").map(one);
  return parts.every((part) => part !== null) ? parts : null;
}

export function useJobText() {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  function say(saying: JobSaying): string {
    const { key, text, km, share, count } = saying;
    return t(key, {
      name: text ?? "",
      spread: km === undefined ? "" : format.km(km),
      deviation: share === undefined ? "" : format.percent(share),
      count: count ?? 0,
    });
  }
  function translated(text: string): string {
    if (i18n.language === "en") return text;
    return sayingsOf(text)?.map(say).join(", ") ?? text;
  }
  return { textOf: translated, titleOf: (job: Job) => translated(job.title), messageOf: (job: Job) => translated(job.message) };
}
