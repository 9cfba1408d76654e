// What a rule asks of an account: a formula, a list of accounts, or postal codes.
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AccountId } from "@/api/crm";
import { recordsQuery } from "@/api/crm_queries";
import { Button, IconButton } from "@/design/button";
import { Combobox } from "@/design/combobox";
import { Field } from "@/design/field";
import { Select, TextArea } from "@/design/input";
import { FormulaEditor } from "@/formula/formula_editor";
import { useFormat } from "@/lib/format";
import { countries } from "@/lib/places";
import { useDebounced } from "@/lib/use_debounced";
import { AccountName, useAccountName } from "./account_link";
import { badUnitsOf, type RuleDraft, unitsOf } from "./rule_draft";

const FOUND_MAX = 20;
const SHOWN_STEP = 20;
const BAD_SHOWN = 3;
const EXAMPLE = 'industry == "Retail" && employees > 500';

interface ConditionProps {
  draft: RuleDraft;
  errors: Record<string, string>;
  onChange: (edits: Partial<RuleDraft>) => void;
}

function FormulaCondition({ draft, errors, onChange }: ConditionProps) {
  const { t } = useTranslation();
  return (
    <Field label={t("formula.label")} error={errors["formula"]}>
      <FormulaEditor object="account" type="bool" value={draft.formula} placeholder={EXAMPLE} onChange={(formula) => onChange({ formula })} />
    </Field>
  );
}

function Chosen({ id, onRemove }: { id: AccountId; onRemove: () => void }) {
  const { t } = useTranslation();
  const name = useAccountName(id) ?? t("rules.hiddenAccount");
  return (
    <li className="flex items-center justify-between gap-3 py-1 pr-1 pl-3">
      <span className="min-w-0 break-words">
        <AccountName id={id} />
      </span>
      <IconButton size="small" label={t("rules.removeAccount", { name })} icon={<X aria-hidden className="size-4" />} onClick={onRemove} />
    </li>
  );
}

function NamedCondition({ draft, errors, onChange }: ConditionProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [typed, setTyped] = useState<string | null>(null);
  const [shown, setShown] = useState(SHOWN_STEP);
  const search = useDebounced(typed?.trim() ?? "");
  const query = useQuery({ ...recordsQuery("account", { q: search || undefined }, FOUND_MAX), enabled: typed !== null });
  const isBehind = typed !== null && (typed.trim() !== search || query.isFetching);
  const { accounts } = draft;
  const found = (query.data?.items ?? []).filter(({ id }) => !accounts.includes(id as string as AccountId));
  const options = found.map((record) => ({ value: record.id as string, label: typeof record["city"] === "string" ? `${record.title} · ${record["city"]}` : record.title }));
  return (
    <div className="flex flex-col gap-2.5">
      <Field label={t("rules.addAccount")} hint={t("rules.namedHint")} error={errors["accounts"]}>
        <Combobox options={options} value="" placeholder={t("rules.searchAccounts")} onSearch={setTyped} isSearching={isBehind} onChange={(id) => onChange({ accounts: [id as AccountId, ...accounts] })} />
      </Field>
      {accounts.length > 0 ? (
        <div className="rounded-md border border-line">
          <p className="border-b border-line px-3 py-2 text-sm font-medium">{t("rules.accountCount", { count: accounts.length, number: format.number(accounts.length) })}</p>
          <ul aria-label={t("rules.kinds.named")} className="divide-y divide-line">
            {accounts.slice(0, shown).map((id) => (
              <Chosen key={id} id={id} onRemove={() => onChange({ accounts: accounts.filter((one) => one !== id) })} />
            ))}
          </ul>
          {accounts.length > shown ? (
            <Button size="small" look="ghost" className="m-1" onClick={() => setShown(shown + SHOWN_STEP)}>
              {t("rules.moreAccounts", { count: accounts.length - shown })}
            </Button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

function UnitsCondition({ draft, errors, onChange }: ConditionProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const units = unitsOf(draft.units);
  const bad = badUnitsOf(units);
  const told = bad.length > 0 ? t("rules.badUnits", { count: bad.length, units: bad.slice(0, BAD_SHOWN).map((unit) => `“${unit.slice(0, 20)}”`).join(", ") }) : undefined;
  return (
    <div className="flex flex-col gap-4.5">
      <Field label={t("rules.country")} hint={t("rules.countryHint")} error={errors["country"]}>
        <Select value={draft.country} placeholder={t("rules.everyCountry")} options={countries(format.locale)} onValueChange={(country) => onChange({ country })} />
      </Field>
      <Field label={t("rules.kinds.units")} hint={t("rules.unitsHint", { count: units.length, number: format.number(units.length) })} error={told ?? errors["units"]}>
        <TextArea rows={7} spellCheck={false} autoComplete="off" autoCapitalize="characters" className="font-mono" placeholder={"1012*\n1013AB"} value={draft.units} onChange={(event) => onChange({ units: event.target.value })} />
      </Field>
    </div>
  );
}

export function ConditionFields(props: ConditionProps) {
  const { kind } = props.draft;
  if (kind === "formula") return <FormulaCondition {...props} />;
  return kind === "named" ? <NamedCondition {...props} /> : <UnitsCondition {...props} />;
}
