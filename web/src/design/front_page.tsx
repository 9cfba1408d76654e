// The frame of pages before one is signed in: the form, and beside it on a wide screen a quiet map.
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { speak } from "@/i18n";
import { LANGUAGES } from "@/lib/preferences";
import { cx } from "./cx";
import { Mark } from "./mark";

const AREAS = [
  ["M0 0h210l34 118-98 72L0 152z", 0.16],
  ["M210 0h236l-28 142-174-24z", 0.08],
  ["M446 0h194v196l-120 44-102-98z", 0.2],
  ["M0 152l146 38 22 138L0 392z", 0.07],
  ["M146 190l98-72 174 24 102 98-84 122-148-8-120-26z", 0.24],
  ["M520 240l120-44v244l-132 10-72-88z", 0.1],
  ["M0 392l168-64 120 26-20 182L96 600 0 560z", 0.18],
  ["M288 354l148 8 72 88-38 150H268v-64z", 0.06],
  ["M508 450l132-10v160H470z", 0.15],
  ["M0 560l96 40 172-64v264H0z", 0.09],
  ["M268 600h202l24 200H268z", 0.21],
  ["M470 600h170v200H494z", 0.05],
] as const;

function Backdrop() {
  return (
    <svg viewBox="0 0 640 800" preserveAspectRatio="xMidYMid slice" aria-hidden className="absolute inset-0 size-full">
      <rect width="640" height="800" fill="#0b4f40" />
      {AREAS.map(([path, opacity]) => (
        <path key={path} d={path} fill="#fff" fillOpacity={opacity} stroke="#0b4f40" strokeWidth="3" />
      ))}
    </svg>
  );
}

interface FrontPageProps {
  title: string;
  text?: ReactNode;
  isWide?: boolean;
  children: ReactNode;
}

export function FrontPage({ title, text, isWide = false, children }: FrontPageProps) {
  const { t, i18n } = useTranslation();
  useEffect(() => {
    document.title = `${title} · Bailiwick`;
  }, [title]);
  return (
    <div className="grid min-h-dvh bg-surface lg:grid-cols-[minmax(0,1fr)_minmax(0,44%)]">
      <main className="flex flex-col px-6 py-6 sm:px-10">
        <div className="flex items-center gap-2.5">
          <Mark />
          <span className="text-lg font-semibold">Bailiwick</span>
        </div>
        <div className={cx("mx-auto flex w-full flex-1 flex-col justify-center py-10", isWide ? "max-w-xl" : "max-w-sm")}>
          <h1 className="text-2xl font-semibold">{title}</h1>
          {text ? <div className="mt-1.5 text-ink-2">{text}</div> : null}
          <div className="mt-7">{children}</div>
        </div>
        <div className="flex gap-1" role="group" aria-label={t("language.label")}>
          {LANGUAGES.map((language) => (
            <button
              key={language}
              type="button"
              lang={language}
              aria-pressed={i18n.language === language}
              onClick={() => void speak(language)}
              className={cx("h-8 rounded-md px-2.5 text-sm font-medium", i18n.language === language ? "bg-surface-3 text-ink" : "text-ink-3 hover:text-ink")}
            >
              {t(`language.own.${language}`)}
            </button>
          ))}
        </div>
      </main>
      <aside aria-label="Bailiwick" className="relative overflow-hidden max-lg:hidden">
        <Backdrop />
        <p className="absolute inset-x-10 bottom-10 max-w-md text-2xl leading-snug font-semibold text-balance text-[#fff]">{t("front.claim")}</p>
      </aside>
    </div>
  );
}
