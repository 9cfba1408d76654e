// What currencies are worth, from a day on: entered by hand, brought in from a file, corrected, removed.
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Coins, FileUp, Pencil, Plus, Trash2 } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api } from "@/api/client";
import type { ExchangeRate } from "@/api/performance";
import { ratesQuery } from "@/api/performance_queries";
import { companyQuery } from "@/api/queries";
import { useMay, useSession } from "@/api/session";
import { Allowed } from "@/design/allowed";
import { Button, IconButton } from "@/design/button";
import { Combobox } from "@/design/combobox";
import { Confirm } from "@/design/dialog";
import { Empty } from "@/design/empty";
import { Field } from "@/design/field";
import { Card, PageHeader } from "@/design/page";
import { type Column, DataTable } from "@/design/table";
import { useToast } from "@/design/toast";
import { useFormat } from "@/lib/format";
import { currencies } from "@/lib/places";
import { RateFile } from "./rate_file";
import { RateForm } from "./rate_form";

type Open = { what: "add" } | { what: "file" } | { what: "change" | "remove"; rate: ExchangeRate };

function useQuoteText() {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ currency, against, rate }: ExchangeRate) => t("rates.quote", { currency, against, rate: format.rate(rate) });
}

function Remove({ rate, onClose }: { rate: ExchangeRate; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const quoteText = useQuoteText();
  const client = useQueryClient();
  const say = useToast();
  async function remove() {
    await api.delete("/exchange-rates/{currency}/{against}/{day}", { path: { currency: rate.currency, against: rate.against, day: rate.from } });
    await client.invalidateQueries({ queryKey: ["rates"] });
    await client.invalidateQueries({ queryKey: ["crm", "records", "performance"] });
    say(t("rates.removed"));
  }
  return (
    <Confirm
      isOpen
      title={t("rates.removeTitle", { quote: quoteText(rate), day: format.localDate(rate.from) })}
      text={t("rates.removeText")}
      action={t("rates.remove")}
      onConfirm={remove}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    />
  );
}

function useColumns(onOpen: (open: Open) => void): Column<ExchangeRate>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const quoteText = useQuoteText();
  const may = useMay();
  const refusal = may("rates.manage") ? false : t("rates.mayNot");
  const named = (rate: ExchangeRate) => ({ quote: quoteText(rate), day: format.localDate(rate.from) });
  return [
    { id: "quote", header: t("rates.rate"), isTitle: true, cell: (rate) => <span className="tabular font-medium">{quoteText(rate)}</span> },
    { id: "from", header: t("rates.from"), cell: ({ from }) => format.localDate(from) },
    { id: "recorded", header: t("rates.recorded"), cell: ({ recorded_at }) => <span className="text-ink-2">{format.date(recorded_at)}</span> },
    {
      id: "menu",
      header: t("ui.actions"),
      isQuiet: true,
      className: "md:w-24",
      cell: (rate) => (
        <span className="flex justify-end gap-1">
          <IconButton size="small" label={`${t("rates.change")}: ${t("rates.menu", named(rate))}`} disabledReason={refusal} icon={<Pencil aria-hidden className="size-4" />} onClick={() => onOpen({ what: "change", rate })} />
          <IconButton size="small" label={`${t("rates.remove")}: ${t("rates.menu", named(rate))}`} disabledReason={refusal} icon={<Trash2 aria-hidden className="size-4" />} onClick={() => onOpen({ what: "remove", rate })} />
        </span>
      ),
    },
  ];
}

function Actions({ onOpen }: { onOpen: (open: Open) => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const refusal = may("rates.manage") ? false : t("rates.mayNot");
  return (
    <>
      <Button icon={<FileUp aria-hidden className="size-4" />} disabledReason={refusal} onClick={() => onOpen({ what: "file" })}>
        {t("rates.import")}
      </Button>
      <Button look="primary" icon={<Plus aria-hidden className="size-4" />} disabledReason={refusal} onClick={() => onOpen({ what: "add" })}>
        {t("rates.add")}
      </Button>
    </>
  );
}

function Rates({ onOpen, reporting }: { onOpen: (open: Open) => void; reporting: string }) {
  const { t, i18n } = useTranslation();
  const [currency, setCurrency] = useState("");
  const query = useInfiniteQuery(ratesQuery(currency));
  const options = useMemo(() => [{ value: "", label: t("rates.anyCurrency") }, ...currencies(i18n.language)], [t, i18n.language]);
  const rows = query.data?.pages.flatMap(({ items }) => items);
  const columns = useColumns(onOpen);
  return (
    <Card isFlush className="max-w-4xl">
      <Field label={t("rates.filter")} className="max-w-72 px-5 pt-4 pb-3">
        <Combobox options={options} value={currency} onChange={setCurrency} />
      </Field>
      <DataTable
        caption={t("rates.title")}
        columns={columns}
        rows={rows}
        keyOf={({ currency: one, against, from }) => `${one}${against}${from}`}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty={
          <Empty icon={<Coins aria-hidden className="size-5" />} title={currency ? t("rates.noneFound") : t("rates.none")}>
            {t("rates.noneText", { currency: reporting })}
          </Empty>
        }
        footer={
          query.hasNextPage ? (
            <div className="border-t border-line px-5 py-3 text-center">
              <Button isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {t("rates.more")}
              </Button>
            </div>
          ) : null
        }
      />
    </Card>
  );
}

export function RatesPage() {
  const { t } = useTranslation();
  const session = useSession();
  const { data } = useQuery(companyQuery);
  const reporting = data?.currency ?? session.company.currency;
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  return (
    <Allowed permission="company.read">
      <PageHeader
        title={t("rates.title")}
        description={t("rates.text", { currency: reporting })}
        above={
          <Link to="/company" className="hover:underline">
            {t("nav.company")}
          </Link>
        }
        actions={<Actions onOpen={setOpen} />}
      />
      <Rates onOpen={setOpen} reporting={reporting} />
      {open?.what === "add" ? <RateForm reporting={reporting} onClose={close} /> : null}
      {open?.what === "change" ? <RateForm rate={open.rate} reporting={reporting} onClose={close} /> : null}
      {open?.what === "remove" ? <Remove rate={open.rate} onClose={close} /> : null}
      {open?.what === "file" ? <RateFile reporting={reporting} onClose={close} /> : null}
    </Allowed>
  );
}
