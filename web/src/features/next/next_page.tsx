// What to do next: one's accounts, the first to be met first, each with its reasons.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Compass, SlidersHorizontal } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { type NextKind, type NextList, nextQuery } from "@/api/next";
import { ApiProblem } from "@/api/problem";
import { useMay } from "@/api/session";
import { idFrom, type TerritoryId } from "@/api/types";
import { useTerritories } from "@/api/use_territories";
import { Allowed } from "@/design/allowed";
import { Button } from "@/design/button";
import { Combobox } from "@/design/combobox";
import { Empty } from "@/design/empty";
import { Field } from "@/design/field";
import { Card, PageHeader } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { Segmented } from "@/design/toggle";
import { useFormat } from "@/lib/format";
import { choicesOf } from "@/lib/territory_tree";
import { NextCard } from "./next_card";
import { PolicyForm } from "./policy_form";

const KINDS = ["both", "existing", "new"] as const;
const STEP = 25;
const SHOWN_MAX = 200;
const TOO_MANY = "M131";

interface ChoicesProps {
  kind: NextKind | "both";
  territory: TerritoryId | "";
  onChange: (name: string, value: string) => void;
}

function Choices({ kind, territory, onChange }: ChoicesProps) {
  const { t } = useTranslation();
  const { tree } = useTerritories();
  const all = { value: "", label: t("next.allTerritories") };
  return (
    <div className="mb-5 flex flex-wrap items-end gap-x-5 gap-y-3">
      <Segmented label={t("next.which")} value={kind} options={KINDS.map((value) => ({ value, label: t(`next.show.${value}`) }))} onChange={(value) => onChange("kind", value === "both" ? "" : value)} />
      {tree.byId.size > 1 ? (
        <Field label={t("alignment.territory")} className="w-full sm:w-72">
          <Combobox options={[all, ...choicesOf(tree)]} value={territory} placeholder={t("next.allTerritories")} onChange={(id) => onChange("territory", id)} />
        </Field>
      ) : null}
    </div>
  );
}

function Nothing({ title, text }: { title: string; text: string }) {
  return (
    <Card>
      <Empty icon={<Compass aria-hidden className="size-5" />} title={title}>
        {text}
      </Empty>
    </Card>
  );
}

function LeftOut({ list }: { list: NextList }) {
  const { t } = useTranslation();
  if (list.left_out.length === 0) return null;
  return <p className="mb-4 rounded-md bg-surface-2 px-4 py-2.5 text-sm text-ink-2">{list.left_out.map((part) => t(`next.leftOut.${part}`)).join(" ")}</p>;
}

function Items({ list, shown, onMore }: { list: NextList; shown: number; onMore: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (list.existing + list.new === 0) return <Nothing title={t("next.noAccounts")} text={t("next.noAccountsText")} />;
  if (list.items.length === 0) return <Nothing title={t("next.none")} text={t("next.noneText")} />;
  const hasMore = list.items.length === shown && shown < SHOWN_MAX;
  return (
    <>
      <LeftOut list={list} />
      <Card isFlush footer={hasMore ? <Button onClick={onMore}>{t("next.more")}</Button> : null}>
        <ol aria-label={t("nav.next")} className="divide-y divide-line">
          {list.items.map((item, index) => (
            <NextCard key={item.account} item={item} rank={index + 1} />
          ))}
        </ol>
      </Card>
      <p className="mt-3 text-sm text-ink-2">{t("next.counts", { existing: format.number(list.existing), fresh: format.number(list.new) })}</p>
    </>
  );
}

function Loaded() {
  const { t } = useTranslation();
  const may = useMay();
  const [params, setParams] = useSearchParams();
  const [shown, setShown] = useState(STEP);
  const [isWeighing, setIsWeighing] = useState(false);
  const kind = KINDS.find((one) => one === params.get("kind")) ?? "both";
  const territory = idFrom<TerritoryId>(params.get("territory") ?? "");
  const query = useQuery({ ...nextQuery(kind, territory, shown), placeholderData: keepPreviousData });
  const isTooMany = query.error instanceof ApiProblem && query.error.body.rule === TOO_MANY;
  function choose(name: string, value: string) {
    const next = new URLSearchParams(params);
    if (value) next.set(name, value);
    else next.delete(name);
    setShown(STEP);
    setParams(next, { replace: true });
  }
  function content() {
    if (isTooMany) return <Nothing title={t("next.tooMany")} text={t("next.tooManyText")} />;
    if (query.error) return <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />;
    if (!query.data) return <Skeleton className="h-64 w-full" />;
    return <Items list={query.data} shown={shown} onMore={() => setShown(Math.min(SHOWN_MAX, shown + STEP))} />;
  }
  const weigh = may("market.manage") ? (
    <Button icon={<SlidersHorizontal aria-hidden className="size-4" />} onClick={() => setIsWeighing(true)}>
      {t("next.policy")}
    </Button>
  ) : null;
  return (
    <>
      <PageHeader title={t("nav.next")} description={t("next.text")} actions={weigh} />
      <Choices kind={kind} territory={territory} onChange={choose} />
      {content()}
      {isWeighing ? <PolicyForm onClose={() => setIsWeighing(false)} /> : null}
    </>
  );
}

export function NextPage() {
  return (
    <Allowed permission="market.read">
      <Loaded />
    </Allowed>
  );
}
