// A policy while it is edited: numbers are texts, hours stand by the day of the week. Pure.
import { type LeadPerson, type LeadPolicy, WEEK, type Weekday, type WorkingHours } from "@/api/lead_routing";
import type { PersonId } from "@/api/types";

export interface Stretch {
  from: string;
  to: string;
}
export type HoursDraft = Record<Weekday, Stretch[]>;

export interface PersonDraft {
  person: PersonId;
  isAway: boolean;
  capacity: string;
  zone: string;
  hours: HoursDraft | null;
  daysOff: string[];
}

export interface PolicyDraft extends Omit<LeadPolicy, "capacity" | "minutes" | "hours" | "people"> {
  capacity: string;
  minutes: string;
  hours: HoursDraft;
  people: PersonDraft[];
}

export const USUAL: Stretch = { from: "09:00", to: "17:00" };
export const STRETCHES_MAX = 4;

export function hoursDraft(hours: WorkingHours[]): HoursDraft {
  const draft = Object.fromEntries(WEEK.map((day) => [day, []])) as unknown as HoursDraft;
  for (const { day, from, to } of hours) draft[day].push({ from, to });
  return draft;
}
export const hoursOf = (draft: HoursDraft): WorkingHours[] => WEEK.flatMap((day) => draft[day].map((stretch) => ({ day, ...stretch })));

export const personDraft = (one: LeadPerson): PersonDraft => ({
  person: one.person, isAway: one.is_away ?? false, capacity: one.capacity === undefined ? "" : String(one.capacity), zone: one.zone ?? "", hours: one.hours ? hoursDraft(one.hours) : null, daysOff: one.days_off ?? [],
});
const personOf = (draft: PersonDraft): LeadPerson => ({
  person: draft.person,
  is_away: draft.isAway,
  days_off: draft.daysOff,
  ...(draft.capacity.trim() === "" ? {} : { capacity: whole(draft.capacity) }),
  ...(draft.zone === "" ? {} : { zone: draft.zone }),
  ...(draft.hours ? { hours: hoursOf(draft.hours) } : {}),
});

export const draftOf = (policy: LeadPolicy): PolicyDraft => ({
  ...policy, capacity: String(policy.capacity), minutes: String(policy.minutes), hours: hoursDraft(policy.hours), people: policy.people.map(personDraft),
});

// What is no number becomes one that the server refuses with its own words.
const whole = (text: string) => (/^\s*\d+\s*$/.test(text) ? Math.min(Number(text), 1_000_000_000) : 0);

export const policyOf = (draft: PolicyDraft): LeadPolicy => ({
  ...draft, capacity: whole(draft.capacity), minutes: whole(draft.minutes), hours: hoursOf(draft.hours), people: draft.people.map(personOf),
});

// What is wrong with hours, by the day of the week: the server counts stretches from Monday on.
export function hoursErrors(draft: HoursDraft, errors: Record<string, string>, at = "hours"): Partial<Record<Weekday | "all", string>> {
  const found: Partial<Record<Weekday | "all", string>> = {};
  if (errors[at]) found.all = errors[at];
  hoursOf(draft).forEach(({ day }, index) => {
    const error = errors[`${at}/${index}`];
    if (error) found[day] = error;
  });
  return found;
}
