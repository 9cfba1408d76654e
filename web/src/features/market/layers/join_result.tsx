// What a CSV of measures would bring: rows that match, the columns that become measures, and everything that does not fit.
import { CircleAlert, CircleCheck, Wrench } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { JoinReport, Told } from "@/api/market_layers";
import { useFormat } from "@/lib/format";

const SHOWN_MAX = 10;

interface PartProps<T> {
  title: string;
  told: Told<T>;
  isMended?: boolean;
  children: (one: T) => ReactNode;
}

function Part<T>({ title, told, isMended = false, children }: PartProps<T>) {
  const { t } = useTranslation();
  const format = useFormat();
  const shown = told.examples.slice(0, SHOWN_MAX);
  const rest = told.count - shown.length;
  if (told.count === 0) return null;
  return (
    <section className="border-t border-line pt-3">
      <h3 className="flex items-center gap-2 font-medium">
        {isMended ? <Wrench aria-hidden className="size-4 shrink-0 text-ink-3" /> : <CircleAlert aria-hidden className="size-4 shrink-0 text-warning-text" />}
        {title}
      </h3>
      <ul aria-label={title} className="tabular mt-1.5 ml-6 flex flex-col gap-1 text-sm">
        {shown.map((one, index) => (
          <li key={index} className="break-words">
            {children(one)}
          </li>
        ))}
        {rest > 0 ? <li className="text-ink-2">{t("layers.andMore", { count: rest, number: format.number(rest) })}</li> : null}
      </ul>
    </section>
  );
}

export function JoinResult({ report }: { report: JoinReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { rows, matched, code, columns, mended, unknown, repeated, without, left_out, notes } = report;
  const counted = (count: number) => ({ count, number: format.number(count) });
  return (
    <div role="status" className="flex flex-col gap-3 rounded-md border border-line px-4 py-3.5">
      <p className="flex items-center gap-2 font-medium">
        <CircleCheck aria-hidden className="size-4 shrink-0 text-accent-text" />
        {t("join.matched", { count: rows, rows: format.number(rows), matched: format.number(matched), code })}
      </p>
      {columns.length > 0 ? (
        <ul aria-label={t("join.columns")} className="ml-6 flex flex-col gap-1 text-sm">
          {columns.map(({ column, key, sign, numbers, replaces }) => (
            <li key={key}>
              {t(replaces ? "join.columnReplaces" : "join.column", { name: column, key, ...counted(numbers) })}
              {sign ? <span className="text-ink-2"> · {t(sign === "%" ? "join.percent" : "join.sign", { sign })}</span> : null}
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-sm text-ink-2">{t("join.noColumns")}</p>
      )}
      {left_out.length > 0 ? <p className="ml-6 text-sm text-ink-2">{t("join.leftOut", { names: left_out.join(", ") })}</p> : null}
      {notes.map((note) => (
        <p key={note} className="ml-6 text-sm text-ink-2">
          {note}
        </p>
      ))}
      <Part title={t("join.unknown", counted(unknown.count))} told={unknown}>
        {(one) => (one.meant ? t("join.probably", { code: one.code, line: one.line, meant: one.meant }) : t("join.codeAt", { code: one.code, line: one.line }))}
      </Part>
      <Part title={t("join.repeated", counted(repeated.count))} told={repeated}>
        {(unit) => unit}
      </Part>
      {columns.map(({ column, key, not_numbers }) => (
        <Part key={key} title={t("join.notNumbers", { name: column, ...counted(not_numbers.count) })} told={not_numbers}>
          {({ line, text }) => t("join.cell", { line, text })}
        </Part>
      ))}
      <Part title={t("join.without", counted(without.count))} told={without}>
        {(unit) => unit}
      </Part>
      <Part title={t("join.mended", counted(mended.count))} told={mended} isMended>
        {(one) => t("join.mendedAt", { code: one.code, line: one.line, meant: one.meant ?? "" })}
      </Part>
    </div>
  );
}
