// Shares a company goal out among territories by weights, and shows to the cent what each gets.
import { useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import type { Objective } from "@/api/market";
import type { TerritoryId } from "@/api/types";
import { useTerritories } from "@/api/use_territories";
import { Button, IconButton } from "@/design/button";
import { Combobox } from "@/design/combobox";
import { Dialog } from "@/design/dialog";
import { Field } from "@/design/field";
import { Input } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { useToast } from "@/design/toast";
import { choicesOf } from "@/lib/territory_tree";
import { useSubmit } from "@/lib/use_submit";
import { amountOf, digitsOf, shared, unitsOf, weightOf } from "./objective_draft";
import { useAmountText } from "./use_amount_text";

interface Row {
  territory: TerritoryId;
  weight: string;
}

// What each row gets, as a text; nothing while a weight is wrong.
function useShares(objective: Objective, rows: Row[]): string[] | null {
  const amountText = useAmountText();
  const weights = rows.map(({ weight }) => weightOf(weight));
  if (weights.some((weight) => weight === null)) return null;
  const { target, accounts } = objective;
  const digits = target ? digitsOf(target.currency) : 0;
  const units = shared(target ? unitsOf(target.amount, digits) : BigInt(accounts ?? 0), rows.map(({ territory }, index) => ({ id: territory, weight: weights[index] ?? 0 })));
  return units?.map((one) => (target ? amountText({ target: { amount: amountOf(one, digits), currency: target.currency } }) : amountText({ accounts: Number(one) }))) ?? null;
}

interface ShareRowProps {
  row: Row;
  name: string;
  share: string | undefined;
  onChange: (weight: string) => void;
  onRemove: () => void;
}

function ShareRow({ row, name, share, onChange, onRemove }: ShareRowProps) {
  const { t } = useTranslation();
  const isWrong = weightOf(row.weight) === null;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_5.5rem_auto] items-center gap-3 py-2">
      <span className="min-w-0">
        <span className="block font-medium break-words">{name}</span>
        <span className="tabular block text-sm text-ink-2">{share ?? "–"}</span>
      </span>
      <Input type="number" inputMode="numeric" min={0} step={1} value={row.weight} aria-label={t("goals.weightOf", { name })} aria-invalid={isWrong || undefined} onChange={(event) => onChange(event.target.value)} />
      <IconButton size="small" label={t("goals.removeShare", { name })} icon={<X aria-hidden className="size-4" />} onClick={onRemove} />
    </li>
  );
}

export function ShareForm({ objective, onClose }: { objective: Objective; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const say = useToast();
  const { tree, nameOf } = useTerritories();
  const [rows, setRows] = useState<Row[]>(objective.shares.map(({ territory, weight }) => ({ territory, weight: String(weight) })));
  const texts = useShares(objective, rows);
  const chosen = new Set(rows.map(({ territory }) => territory));
  const lowest = [...tree.byId.keys()].filter((id) => !tree.below.has(id) && !chosen.has(id));
  const name = (id: TerritoryId) => nameOf(id) ?? t("rules.otherTerritory");
  const add = (ids: TerritoryId[]) => setRows([...rows, ...ids.map((territory) => ({ territory, weight: "1" }))]);
  const form = useSubmit(async () => {
    const shares = rows.map(({ territory, weight }) => ({ territory, weight: Number(weight) }));
    await api.put("/objectives/{objective}/shares", { path: { objective: objective.id }, version: objective.version, body: { shares } });
    await client.invalidateQueries({ queryKey: ["market", "objectives"] });
    say(t("goals.shared"));
    onClose();
  });
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      side="right"
      title={t("goals.shareTitle", { name: objective.name })}
      description={t("goals.shareText")}
      onSubmit={(event) => void form.submit(event)}
      footer={
        <>
          <Button onClick={onClose}>{t("ui.cancel")}</Button>
          <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={rows.length > 0 && !texts && t("goals.badWeight")}>
            {t("ui.save")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4.5">
        {form.problem ? <ProblemNote problem={form.problem} /> : null}
        <Field label={t("goals.addTerritory")}>
          <Combobox options={choicesOf(tree, chosen)} value="" placeholder={t("alignment.chooseTerritory")} onChange={(id) => add([id as TerritoryId])} />
        </Field>
        <Button size="small" className="self-start" disabledReason={lowest.length === 0 && t("goals.allAdded")} onClick={() => add(lowest)}>
          {t("goals.addLowest")}
        </Button>
        {rows.length === 0 ? <p className="text-ink-2">{t("goals.noTerritories")}</p> : null}
        <ul aria-label={t("goals.sharesOf", { name: objective.name })} className="divide-y divide-line empty:hidden">
          {rows.map((row, index) => (
            <ShareRow
              key={row.territory}
              row={row}
              name={name(row.territory)}
              share={texts?.[index]}
              onChange={(weight) => setRows(rows.map((one) => (one === row ? { ...row, weight } : one)))}
              onRemove={() => setRows(rows.filter((one) => one !== row))}
            />
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
