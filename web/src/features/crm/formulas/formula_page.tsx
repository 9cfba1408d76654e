// A place to try a formula on one's own records; the address holds it, so that it can be shown to someone.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { type ObjectName, OBJECTS } from "@/api/crm";
import { functionsQuery } from "@/api/crm_queries";
import { useMay } from "@/api/session";
import { Allowed } from "@/design/allowed";
import { Button } from "@/design/button";
import { Field } from "@/design/field";
import { SearchInput, Select } from "@/design/input";
import { Card, PageHeader } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { FormulaEditor } from "@/formula/formula_editor";

const EXAMPLES: Partial<Record<ObjectName, string[]>> = {
  account: ['employees > 500 && country == "NL"', "kind == \"customer\" && is_key_account", "has(annual_revenue) ? annual_revenue / 12 : 0.0"],
  opportunity: ["amount * probability / 100", 'stage == "standard.proposal"'],
  order: ['amount > 1000 && amount_currency == "EUR"'],
};

function Functions() {
  const { t } = useTranslation();
  const query = useQuery(functionsQuery);
  const [typed, setTyped] = useState("");
  const wanted = typed.trim().toLowerCase();
  const shown = (query.data ?? []).filter(({ form }) => form.toLowerCase().includes(wanted));
  return (
    <Card isFlush title={t("formula.functions")} description={t("formula.functionsText")}>
      <div className="px-5 pb-3">
        <SearchInput label={t("formula.searchFunctions")} value={typed} onChange={(event) => setTyped(event.target.value)} />
      </div>
      {query.error ? <ProblemNote problem={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <Skeleton className="h-40 w-full" /> : null}
      {query.data && shown.length === 0 ? <p className="border-t border-line px-5 py-4 text-ink-2">{t("ui.nothingMatches")}</p> : null}
      <ul aria-label={t("formula.functions")} tabIndex={0} className="max-h-[30rem] divide-y divide-line overflow-y-auto border-t border-line">
        {shown.map(({ name, form }) => (
          <li key={name + form} className="px-5 py-2.5 font-mono text-sm break-words">
            {form}
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function FormulaPage() {
  const { t } = useTranslation();
  const may = useMay();
  const [params, setParams] = useSearchParams();
  const object = OBJECTS.find((name) => name === params.get("object")) ?? "account";
  const [text, setText] = useState(params.get("formula") ?? "");
  function change(next: string, of: ObjectName = object) {
    setText(next);
    const query = new URLSearchParams({ object: of, ...(next.trim() ? { formula: next } : {}) });
    setParams(query, { replace: true });
  }
  const examples = EXAMPLES[object] ?? [];
  return (
    <Allowed permission="crm.read">
      <PageHeader title={t("nav.formulas")} description={t("formula.text")} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Card className="overflow-visible">
          <div className="flex flex-col gap-5">
            <Field label={t("formula.over")} className="sm:max-w-64">
              <Select value={object} options={OBJECTS.map((value) => ({ value, label: t(`crmObject.${value}.many`) }))} onValueChange={(value) => change(text, OBJECTS.find((name) => name === value) ?? "account")} />
            </Field>
            <Field label={t("formula.label")}>{may("crm.read") ? <FormulaEditor object={object} value={text} onChange={change} placeholder={examples[0]} /> : null}</Field>
            {text === "" && examples.length > 0 ? (
              <div>
                <p className="mb-1.5 text-sm font-medium">{t("formula.examples")}</p>
                <ul className="flex flex-col items-start gap-1.5">
                  {examples.map((example) => (
                    <li key={example} className="max-w-full">
                      <Button size="small" className="max-w-full font-mono" onClick={() => change(example)}>
                        <span className="truncate">{example}</span>
                      </Button>
                    </li>
                  ))}
                </ul>
              </div>
            ) : null}
          </div>
        </Card>
        {may("crm.read") ? <Functions /> : null}
      </div>
    </Allowed>
  );
}
