// What a change does to the territories it touches: before and after, and in words what it breaks and what it mends.
import { ArrowRight, CircleCheck, TriangleAlert } from "lucide-react";
import { type ReactNode, use } from "react";
import { useTranslation } from "react-i18next";
import type { BoardChange, BoardEffect, BoardTerritory } from "@/api/studio";
import { cx } from "@/design/cx";
import { NEIGHBOURS } from "@/plan_map/palette";
import { useFormat } from "@/lib/format";
import type { Tolerances } from "../board";
import { StudioContext } from "../context";
import { Deviation } from "../deviation_bar";

const CODES_SHOWN = 5;

// Units' codes by place and territories by index, where there is no studio around.
export interface Around {
  ids: readonly string[];
  territories: readonly BoardTerritory[];
}

// What breaks and mends in words; `named` has the territories that are spoken of.
export function useEffectTexts(around?: Around) {
  const { t } = useTranslation();
  const format = useFormat();
  const studio = use(StudioContext);
  const ids = around?.ids ?? studio?.units.ids ?? [];
  const territories = around?.territories ?? studio?.board.territories ?? [];
  const listed = (places: readonly number[]) => {
    const shown = places.slice(0, CODES_SHOWN).map((place) => ids[place] ?? "").join(", ");
    return places.length > CODES_SHOWN ? t("studio.andMore", { codes: shown, number: format.number(places.length - CODES_SHOWN) }) : shown;
  };
  return ({ breaks, mends }: Pick<BoardChange, "breaks" | "mends">, named: BoardTerritory[]) => {
    const say = (way: "breaks" | "mends") => ({ kind, territory, measure = "", deviation = 0, pieces = 0, demand }: BoardEffect) => {
      // A demand may be of a territory that the change leaves as it is.
      const name = (named.find(({ index }) => index === territory) ?? territories[territory])?.name ?? "";
      return t(`studio.effect.${way}.${kind}`, { name, measure, value: kind === "balance" ? format.signedPercent(deviation) : format.number(pieces), units: listed(demand?.units ?? []) });
    };
    return { breaks: breaks.map(say("breaks")), mends: mends.map(say("mends")) };
  };
}

export function Swatch({ colour }: { colour: number }) {
  return <span aria-hidden data-swatch className="size-3 shrink-0 rounded-sm" style={{ backgroundColor: NEIGHBOURS[colour] ?? NEIGHBOURS[0] }} />;
}

function Pair({ label, before, after, isSame }: { label: string; before: ReactNode; after: ReactNode; isSame: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="contents">
      <dt className="truncate text-ink-2">{label}</dt>
      <dd className={cx("tabular flex items-center justify-end gap-1.5", isSame && "text-ink-2")}>
        {isSame ? null : (
          <>
            <span className="text-ink-2">{before}</span>
            <ArrowRight aria-hidden className="size-3 text-ink-3" />
            <span className="sr-only">{t("studio.becomes")}</span>
          </>
        )}
        <span>{after}</span>
      </dd>
    </div>
  );
}

export function TerritoryEffect({ before, after, tolerances }: { before: BoardTerritory | undefined; after: BoardTerritory; tolerances: Tolerances }) {
  const { t } = useTranslation();
  const format = useFormat();
  const number = (value: number | undefined) => format.number(value ?? 0);
  const km = (value: number | undefined) => format.km(value ?? 0);
  return (
    <li className="rounded-md border border-line px-3 py-2.5">
      <p className="flex items-center gap-2 font-medium">
        <Swatch colour={after.colour} />
        <span className="min-w-0 truncate">{after.name}</span>
      </p>
      <dl className="mt-1.5 grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-0.5 text-sm">
        <Pair label={t("plan.units")} before={number(before?.units)} after={number(after.units)} isSame={before?.units === after.units} />
        {Object.entries(after.deviations).map(([measure, value]) => (
          <Pair
            key={measure}
            label={measure}
            before={format.signedPercent(before?.deviations[measure] ?? 0)}
            after={<Deviation value={value} tolerance={tolerances[measure]} />}
            isSame={Math.abs((before?.deviations[measure] ?? NaN) - value) < 1e-9}
          />
        ))}
        <Pair label={t("plan.rms")} before={km(before?.rms_km)} after={km(after.rms_km)} isSame={before !== undefined && Math.abs(before.rms_km - after.rms_km) < 0.05} />
        <Pair label={t("studio.pieces")} before={number(before?.pieces)} after={number(after.pieces)} isSame={before?.pieces === after.pieces} />
      </dl>
    </li>
  );
}

export function EffectWords({ breaks, mends }: { breaks: string[]; mends: string[] }) {
  const { t } = useTranslation();
  if (breaks.length === 0 && mends.length === 0) {
    return (
      <p className="flex items-start gap-2 text-sm text-ink-2">
        <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-accent-text" />
        {t("studio.breaksNothing")}
      </p>
    );
  }
  return (
    <ul aria-label={t("studio.consequences")} className="flex flex-col gap-1.5 text-sm">
      {breaks.map((text) => (
        <li key={text} className="flex items-start gap-2 rounded-md bg-warning-soft px-2.5 py-1.5 text-warning-text">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0 break-words">
            <span className="sr-only">{t("studio.breaks")}: </span>
            {text}
          </span>
        </li>
      ))}
      {mends.map((text) => (
        <li key={text} className="flex items-start gap-2 rounded-md bg-accent-soft px-2.5 py-1.5 text-accent-text">
          <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0 break-words">
            <span className="sr-only">{t("studio.mends")}: </span>
            {text}
          </span>
        </li>
      ))}
    </ul>
  );
}

// Those that gain or lose units or are called otherwise: where territories are added, the shares of all others change too.
const movedIn = ({ before, after }: BoardChange) =>
  after.filter((then) => {
    const now = before.find(({ index }) => index === then.index);
    return !now || now.units !== then.units || now.name !== then.name || now.pieces !== then.pieces || Object.entries(then.amounts).some(([measure, amount]) => now.amounts[measure] !== amount);
  });

export function ChangeEffect({ change, tolerances, around }: { change: BoardChange; tolerances: Tolerances; around?: Around }) {
  const textsOf = useEffectTexts(around);
  return (
    <div className="flex flex-col gap-3">
      <EffectWords {...textsOf(change, [...change.after, ...change.before])} />
      <ul className="flex flex-col gap-2">
        {movedIn(change).map((after) => (
          <TerritoryEffect key={after.index} before={change.before.find(({ index }) => index === after.index)} after={after} tolerances={tolerances} />
        ))}
      </ul>
    </div>
  );
}
