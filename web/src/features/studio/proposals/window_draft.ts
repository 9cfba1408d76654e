// What is typed of a window for challenges. Pure.
import { VOTES_NEEDED_MAX } from "@/api/discussion";

const DAYS = 7;
const CLOSES_HOUR = 17;
const two = (value: number) => String(value).padStart(2, "0");

// As a field of date and time has it, in the reader's own time zone.
export function localTime(at: Date): string {
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

// In a week, at the end of the working day.
export function defaultClosing(now: Date): string {
  return localTime(new Date(now.getFullYear(), now.getMonth(), now.getDate() + DAYS, CLOSES_HOUR));
}

export function instantTyped(text: string): Date | null {
  const at = new Date(text);
  return text === "" || Number.isNaN(at.getTime()) ? null : at;
}

// null: no whole number, or none that may be asked for.
export function votesTyped(text: string): number | null {
  const trimmed = text.trim();
  if (trimmed === "") return 0;
  return /^\d{1,3}$/.test(trimmed) && Number(trimmed) <= VOTES_NEEDED_MAX ? Number(trimmed) : null;
}
