// The design system: every component in every state, in one place to look at, and for the tests to judge.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Mark } from "@/design/mark";
import { PageHeader } from "@/design/page";
import { Segmented } from "@/design/toggle";
import { setTheme, useTheme } from "@/lib/preferences";
import { Actions } from "./actions";
import { Choices } from "./choices";
import { Colours } from "./colours";
import { Layers } from "./layers";
import { Messages } from "./messages";
import { Tables } from "./tables";

export function DesignSystem() {
  const { t } = useTranslation();
  const theme = useTheme();
  const [section, setSection] = useState("all");
  const sections = [
    { name: "colours", content: <Colours /> },
    { name: "actions", content: <Actions /> },
    { name: "choices", content: <Choices /> },
    { name: "messages", content: <Messages /> },
    { name: "tables", content: <Tables /> },
    { name: "layers", content: <Layers /> },
  ] as const;
  return (
    <div className="mx-auto max-w-[1100px] px-4 py-6 sm:px-8">
      <header className="mb-8">
        <Link to="/" className="inline-flex items-center gap-2.5 font-semibold">
          <Mark />
          Bailiwick
        </Link>
      </header>
      <main>
        <PageHeader
          title={t("gallery.title")}
          description={t("gallery.text")}
          actions={
            <Segmented
              label={t("profile.theme")}
              value={theme}
              onChange={setTheme}
              options={[
                { value: "light", label: t("theme.light") },
                { value: "dark", label: t("theme.dark") },
                { value: "system", label: t("theme.system") },
              ]}
            />
          }
        />
        <nav aria-label={t("gallery.sections")} className="mb-6 flex flex-wrap gap-1.5">
          {["all", ...sections.map((one) => one.name)].map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={section === name}
              onClick={() => setSection(name)}
              className="h-8 rounded-full border border-line bg-surface px-3 text-sm font-medium text-ink-2 hover:text-ink aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
            >
              {t(`gallery.${name as "all"}`)}
            </button>
          ))}
        </nav>
        <div className="flex flex-col gap-8">{sections.map((one) => (section === "all" || section === one.name ? <div key={one.name}>{one.content}</div> : null))}</div>
      </main>
    </div>
  );
}
