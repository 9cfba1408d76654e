import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Waypoints } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { api } from "@/api/client";
import { datasetsQuery } from "@/api/queries";
import { Allowed } from "@/design/allowed";
import type { Dataset } from "@/api/types";
import { Button } from "@/design/button";
import { Field } from "@/design/field";
import { Input, Select } from "@/design/input";
import { Card, PageHeader } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useFormat } from "@/lib/format";
import { useSubmit } from "@/lib/use_submit";
import { BalanceFields } from "./balance_fields";
import { type Draft, firstMistake, requestOf } from "@/lib/design_draft";
import { DatasetOfLayer } from "./dataset_of_layer";
import { UploadDataset } from "./upload_dataset";

const SECONDS = [10, 30, 120, 600] as const;

interface PartProps {
  draft: Draft;
  errors: Record<string, string>;
  onChange: (change: Partial<Draft>) => void;
}

function Market({ draft, errors, onChange, datasets }: PartProps & { datasets: Dataset[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const take = (dataset: Dataset) => onChange({ dataset: dataset.id, balance: {} });
  return (
    <Card
      title={t("design.market")}
      description={t("design.marketText")}
      actions={
        <>
          <DatasetOfLayer onMade={take} />
          <UploadDataset onUploaded={take} />
        </>
      }
    >
      <Field label={t("design.dataset")} error={errors["dataset"]}>
        <Select
          value={draft.dataset}
          options={datasets.map((dataset) => ({ value: dataset.id, label: `${dataset.name} (${t("design.unitCount", { count: dataset.unit_count, number: format.number(dataset.unit_count) })})` }))}
          onValueChange={(dataset) => onChange({ dataset, balance: {} })}
        />
      </Field>
    </Card>
  );
}

function Plan({ draft, errors, onChange }: PartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card title={t("design.plan")}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("plan.name")} error={errors["name"]} className="sm:col-span-2">
          <Input value={draft.name} autoFocus placeholder={t("design.namePlaceholder")} onChange={(event) => onChange({ name: event.target.value })} />
        </Field>
        <Field label={t("plan.territories")} hint={t("design.territoriesHint")} error={errors["territories"]}>
          <Input type="number" inputMode="numeric" min={1} step={1} value={draft.territories} onChange={(event) => onChange({ territories: event.target.value })} />
        </Field>
        <Field label={t("design.seconds")} hint={t("design.secondsHint")} error={errors["seconds"]}>
          <Select value={String(draft.seconds)} options={SECONDS.map((seconds) => ({ value: String(seconds), label: format.duration(seconds) }))} onValueChange={(seconds) => onChange({ seconds: Number(seconds) })} />
        </Field>
      </div>
    </Card>
  );
}

function DesignForm({ datasets }: { datasets: Dataset[] }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const first = datasets[0];
  const [draft, setDraft] = useState<Draft>({
    name: "",
    dataset: first?.id ?? "",
    territories: "50",
    seconds: 30,
    balance: first?.measures[0] ? { [first.measures[0]]: "5" } : {},
  });
  const dataset = datasets.find((one) => one.id === draft.dataset);
  const form = useSubmit(async () => {
    const { plan } = await api.post("/plans", { body: requestOf(draft) });
    await client.invalidateQueries({ queryKey: ["plans"] });
    await client.invalidateQueries({ queryKey: ["jobs"] });
    await navigate(`/plans/${plan.id}`);
  });
  const part: PartProps = { draft, errors: form.errors, onChange: (change) => setDraft((before) => ({ ...before, ...change })) };
  const mistake = firstMistake(draft, dataset);
  return (
    <form noValidate onSubmit={(event) => void form.submit(event)} className="flex max-w-3xl flex-col gap-5">
      {form.problem ? <ProblemNote problem={form.problem} shownFields={["name", "dataset", "territories", "seconds"]} /> : null}
      <Market {...part} datasets={datasets} />
      <Plan {...part} />
      <BalanceFields measures={dataset?.measures ?? []} balance={draft.balance} onChange={(balance) => part.onChange({ balance })} />
      <div className="flex justify-end gap-2">
        <Button asChild>
          <Link to="/plans">{t("ui.cancel")}</Link>
        </Button>
        <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={mistake ? t(`design.mistake.${mistake}`) : undefined}>
          {t("design.start")}
        </Button>
      </div>
    </form>
  );
}

export function NewDesign() {
  const { t } = useTranslation();
  const query = useQuery(datasetsQuery);
  return (
    <Allowed permission="plans.manage">
      <PageHeader
        title={t("plans.new")}
        description={t("design.text")}
        actions={
          <Button asChild>
            <Link to="/plans/guide">
              <Waypoints aria-hidden className="size-4" />
              {t("plans.guide")}
            </Link>
          </Button>
        }
        above={
          <Link to="/plans" className="hover:underline">
            {t("nav.plans")}
          </Link>
        }
      />
      {query.data ? (
        <DesignForm datasets={query.data.items} />
      ) : query.error ? (
        <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Skeleton className="h-64 w-full max-w-3xl" />
      )}
    </Allowed>
  );
}
