// The two languages. English is the shape that Dutch must fill; each is loaded only when it is spoken.
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { type Language, languageChoice, rememberLanguage } from "@/lib/preferences";
import type { en } from "./en";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: typeof en };
  }
}

async function catalogue(language: Language) {
  return language === "nl" ? (await import("./nl")).nl : (await import("./en")).en;
}

export async function speak(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, "translation")) {
    i18next.addResourceBundle(language, "translation", await catalogue(language));
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  rememberLanguage(language);
}

export async function startSpeaking(): Promise<void> {
  await i18next.use(initReactI18next).init({ lng: "dev", resources: {}, fallbackLng: false, interpolation: { escapeValue: false } });
  await speak(languageChoice());
}
