// What this browser remembers of a person's taste: theme, language, single-key shortcuts.
import { useSyncExternalStore } from "react";

export type Theme = "light" | "dark" | "system";
export type Language = "en" | "nl";
export const LANGUAGES: readonly Language[] = ["en", "nl"];

const listeners = new Set<() => void>();

function read(name: string): string | null {
  try {
    return localStorage.getItem(`bailiwick.${name}`);
  } catch {
    return null;
  }
}

function write(name: string, value: string): void {
  try {
    localStorage.setItem(`bailiwick.${name}`, value);
  } catch {
    // A browser that stores nothing keeps the choice for this page only.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function applyTheme(): void {
  const theme = read("theme");
  const isDark = theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
}

export function themeChoice(): Theme {
  const theme = read("theme");
  return theme === "light" || theme === "dark" ? theme : "system";
}

export function setTheme(theme: Theme): void {
  write("theme", theme);
  applyTheme();
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, themeChoice);
}

export function isLanguage(text: string | null | undefined): text is Language {
  return LANGUAGES.includes(text as Language);
}

// What is spoken now, as one of the languages there are.
export function spokenLanguage(text: string): Language {
  return isLanguage(text) ? text : "en";
}

// The language chosen here before, else the first of the browser's that there is, else English.
export function languageChoice(): Language {
  const chosen = read("language");
  if (isLanguage(chosen)) return chosen;
  return navigator.languages.map((language) => language.slice(0, 2)).find(isLanguage) ?? "en";
}

export function rememberLanguage(language: Language): void {
  write("language", language);
}

export function useShortcutsOn(): boolean {
  return useSyncExternalStore(subscribe, () => read("shortcuts") !== "off");
}

export function setShortcutsOn(isOn: boolean): void {
  write("shortcuts", isOn ? "on" : "off");
}

// A choice of one page, as what JSON can hold; nothing where none was made.
export function rememberedChoice<T>(name: string): T | undefined {
  try {
    return JSON.parse(read(name) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}

export function rememberChoice(name: string, value: unknown): void {
  write(name, JSON.stringify(value));
}
