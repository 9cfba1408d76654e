// Shares a company goal out among territories: by weights, evenly, by potential or by the period before; and shows to the cent what each gets, down the tree.
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import { type Objective, SHARE_WAYS, type SharedObjective, type ShareWay } from "@/api/market";
import { sharesTriedQuery } from "@/api/market_queries";
import type { TerritoryId } from "@/api/types";
import { useTerritories } from "@/api/use_territories";
import { Button } from "@/design/button";
import { Combobox } from "@/design/combobox";
import { Dialog } from "@/design/dialog";
import { Field } from "@/design/field";
import { Select } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { useToast } from "@/design/toast";
import { useFormat } from "@/lib/format";
import type { Tree } from "@/lib/territory_tree";
import { choicesOf } from "@/lib/territory_tree";
import { useSubmit } from "@/lib/use_submit";
import { amountOf, digitsOf, unitsOf, weightOf } from "./objective_draft";
import { ShareRows, type WeightRow } from "./share_rows";
import { dividedDown, placedIn } from "./share_tree";
import { useAmountText } from "./use_amount_text";

// What each row gets by its weight, as a text; nothing while a weight is wrong.
function useByWeights(objective: Objective, tree: Tree, rows: WeightRow[]): Map<TerritoryId, string> | null {
  const amountText = useAmountText();
  const { target, accounts } = objective;
  const digits = target ? digitsOf(target.currency) : 0;
  const weights = new Map(rows.map(({ territory, weight }) => [territory, weightOf(weight)]));
  if ([...weights.values()].includes(null)) return null;
  const placed = placedIn(tree, [...weights.keys()]).map((one) => ({ ...one, weight: weights.get(one.territory) ?? 0 }));
  const amounts = dividedDown(target ? unitsOf(target.amount, digits) : BigInt(accounts ?? 0), placed);
  if (!amounts || rows.length === 0) return null;
  const text = (units: bigint) => (target ? amountText({ target: { amount: amountOf(units, digits), currency: target.currency } }) : amountText({ accounts: Number(units) }));
  return new Map([...amounts].map(([territory, units]) => [territory, text(units)]));
}

function Basis({ basis }: { basis: SharedObjective["basis"] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { counted_at, first_day, last_day, unconverted } = basis;
  const notes = [
    counted_at ? t("goals.basisPotential", { at: format.dateTime(counted_at) }) : null,
    first_day && last_day ? t("goals.basisPeriod", { from: format.localDate(first_day), to: format.localDate(last_day) }) : null,
    unconverted.length > 0 ? t("goals.progress.unconverted", { amounts: unconverted.map((one) => format.money(one)).join(", ") }) : null,
  ].filter((note) => note !== null);
  return notes.length > 0 ? <p className="text-sm text-ink-2">{notes.join(" ")}</p> : null;
}

function Choose({ tree, chosen, onAdd }: { tree: Tree; chosen: Set<TerritoryId>; onAdd: (ids: TerritoryId[]) => void }) {
  const { t } = useTranslation();
  const left = [...tree.byId.keys()].filter((id) => !chosen.has(id));
  const lowest = left.filter((id) => !tree.below.has(id));
  return (
    <>
      <Field label={t("goals.addTerritory")}>
        <Combobox options={choicesOf(tree, chosen)} value="" placeholder={t("alignment.chooseTerritory")} onChange={(id) => onAdd([id as TerritoryId])} />
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button size="small" disabledReason={lowest.length === 0 && t("goals.allAdded")} onClick={() => onAdd(lowest)}>
          {t("goals.addLowest")}
        </Button>
        <Button size="small" disabledReason={left.length === 0 && t("goals.allAdded")} onClick={() => onAdd(left)}>
          {t("goals.addAll")}
        </Button>
      </div>
    </>
  );
}

export function ShareForm({ objective, onClose }: { objective: Objective; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const say = useToast();
  const amountText = useAmountText();
  const { tree } = useTerritories();
  const [by, setBy] = useState<ShareWay>(objective.shared_by);
  const [rows, setRows] = useState<WeightRow[]>(objective.shares.map(({ territory, weight }) => ({ territory, weight: String(weight) })));
  const isByWeights = by === "weights";
  const territories = rows.map(({ territory }) => territory);
  const byWeights = useByWeights(objective, tree, rows);
  const tried = useQuery({ ...sharesTriedQuery(objective.id, objective.version, by, territories), enabled: !isByWeights && rows.length > 0, placeholderData: keepPreviousData });
  const texts = isByWeights ? byWeights : new Map(tried.data?.shares.map((one) => [one.territory, amountText({ target: one.amount, accounts: one.accounts })]));
  const form = useSubmit(async () => {
    const shares = rows.map(({ territory, weight }) => (isByWeights ? { territory, weight: Number(weight) } : { territory }));
    await api.put("/objectives/{objective}/shares", { path: { objective: objective.id }, version: objective.version, body: { by, shares } });
    await client.invalidateQueries({ queryKey: ["market", "objectives"] });
    say(t("goals.shared"));
    onClose();
  });
  const problem = form.problem ?? (isByWeights || rows.length === 0 ? null : tried.error);
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
          <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={isByWeights && rows.length > 0 && !texts && t("goals.badWeight")}>
            {t("ui.save")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4.5">
        {problem ? <ProblemNote problem={problem} /> : null}
        <Field label={t("goals.by")} hint={t(`goals.waysText.${by}`)}>
          <Select value={by} options={SHARE_WAYS.map((value) => ({ value, label: t(`goals.ways.${value}`) }))} onValueChange={(way) => setBy(way as ShareWay)} />
        </Field>
        <Choose tree={tree} chosen={new Set(territories)} onAdd={(ids) => setRows([...rows, ...ids.map((territory) => ({ territory, weight: "1" }))])} />
        {rows.length === 0 ? <p className="text-ink-2">{t("goals.noTerritories")}</p> : null}
        {!isByWeights && tried.data && rows.length > 0 ? <Basis basis={tried.data.basis} /> : null}
        <ShareRows rows={rows} texts={texts} hasWeights={isByWeights} label={t("goals.sharesOf", { name: objective.name })} onChange={setRows} />
      </div>
    </Dialog>
  );
}
