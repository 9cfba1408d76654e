// A file of rates: tried out first, then brought in, all of it or nothing.
import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { loose } from "@/api/client";
import type { RatesImported } from "@/api/performance";
import { Button } from "@/design/button";
import { Combobox } from "@/design/combobox";
import { Dialog } from "@/design/dialog";
import { Field } from "@/design/field";
import { Input, Select } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { useToast } from "@/design/toast";
import { useFormat } from "@/lib/format";
import { currencies } from "@/lib/places";
import { useSubmit } from "@/lib/use_submit";

const QUOTED = ["per_base", "per_unit"] as const;
type Quoted = (typeof QUOTED)[number];

export function RateFile({ reporting, onClose }: { reporting: string; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const say = useToast();
  const options = useMemo(() => currencies(i18n.language), [i18n.language]);
  const [file, setFile] = useState<File | null>(null);
  const [against, setAgainst] = useState(reporting);
  const [quoted, setQuoted] = useState<Quoted>("per_base");
  const [tried, setTried] = useState<RatesImported | null>(null);
  const counts = ({ added, corrected, unchanged, skipped }: RatesImported) => ({
    added: format.number(added), corrected: format.number(corrected), unchanged: format.number(unchanged), skipped: format.number(skipped),
  });
  async function send(rehearse: boolean) {
    return loose.post<RatesImported>("/exchange-rates/import", { query: { against, quoted, rehearse }, body: file ?? undefined });
  }
  const form = useSubmit(async () => {
    if (!file) return;
    if (!tried) {
      setTried(await send(true));
      return;
    }
    const brought = await send(false);
    await client.invalidateQueries({ queryKey: ["rates"] });
    await client.invalidateQueries({ queryKey: ["crm", "records", "performance"] });
    say(t("rates.brought", counts(brought)));
    onClose();
  });
  // What was tried out is no longer what would be brought in.
  function changed<T>(set: (value: T) => void) {
    return (value: T) => {
      set(value);
      setTried(null);
      form.reset();
    };
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("rates.import")}
      onSubmit={(event) => void form.submit(event)}
      footer={
        <>
          <Button onClick={onClose}>{t("ui.cancel")}</Button>
          <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={!file && t("rates.chooseFile")}>
            {tried ? t("rates.bringIn") : t("rates.tryOut")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4.5">
        {form.problem ? <ProblemNote problem={form.problem} shownFields={[]} /> : null}
        <Field label={t("rates.file")} hint={t("rates.fileHint")}>
          <Input type="file" accept=".csv,text/csv,.txt" className="py-1.5" onChange={(event) => changed(setFile)(event.target.files?.[0] ?? null)} />
        </Field>
        <Field label={t("rates.fileAgainst")}>
          <Combobox options={options} value={against} onChange={changed(setAgainst)} />
        </Field>
        <Field label={t("rates.quoted")}>
          <Select
            value={quoted}
            options={QUOTED.map((value) => ({ value, label: t(value === "per_base" ? "rates.perBase" : "rates.perUnit", { against }) }))}
            onValueChange={(value) => changed(setQuoted)(value as Quoted)}
          />
        </Field>
        {tried ? (
          <p role="status" className="rounded-md bg-info-soft px-4 py-3 text-info-text">
            {t("rates.wouldBe", counts(tried))}
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}
