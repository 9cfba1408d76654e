// The two languages. English is the shape that Dutch must fill; each is loaded only when it is spoken. The texts of the CRM are a part of their own, which
// its pages load first.
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { type Language, languageChoice, rememberLanguage, spokenLanguage } from "@/lib/preferences";
import type { en } from "./en";
import type { crm } from "./en/crm";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: typeof en & typeof crm };
  }
}

async function catalogue(language: Language) {
  return language === "nl" ? (await import("./nl")).nl : (await import("./en")).en;
}

type Part = "crm";
const PARTS: Record<Part, Record<Language, () => Promise<object>>> = {
  crm: { en: async () => (await import("./en/crm")).crm, nl: async () => (await import("./nl/crm")).crm },
};
const known = new Set<Part>();
const added = new Set<string>();

async function addPart(part: Part, language: Language): Promise<void> {
  if (added.has(`${part} ${language}`)) return;
  i18next.addResourceBundle(language, "translation", await PARTS[part][language](), true, true);
  added.add(`${part} ${language}`);
}

// Before the first page whose texts stand in that part; from then on every language brings them.
export async function alsoSpeak(part: Part): Promise<void> {
  known.add(part);
  await addPart(part, spokenLanguage(i18next.language));
}

export async function speak(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, "translation")) {
    i18next.addResourceBundle(language, "translation", await catalogue(language));
  }
  await Promise.all([...known].map((part) => addPart(part, language)));
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  rememberLanguage(language);
}

export async function startSpeaking(): Promise<void> {
  await i18next.use(initReactI18next).init({ lng: "dev", resources: {}, fallbackLng: false, interpolation: { escapeValue: false } });
  await speak(languageChoice());
}
