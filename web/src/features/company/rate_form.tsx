// A rate from a day on, new or corrected.
import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import type { ExchangeRate } from "@/api/performance";
import { Button } from "@/design/button";
import { Combobox } from "@/design/combobox";
import { Dialog } from "@/design/dialog";
import { Field } from "@/design/field";
import { Input } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { useToast } from "@/design/toast";
import { today } from "@/lib/days";
import { compared, decimalMark, readDecimal, typedDecimal } from "@/lib/decimal";
import { useFormat } from "@/lib/format";
import { currencies } from "@/lib/places";
import { useSubmit } from "@/lib/use_submit";

const FIELDS = ["currency", "rate"];

interface RateFormProps {
  // The one to correct: its currencies and its day stay.
  rate?: ExchangeRate;
  reporting: string;
  onClose: () => void;
}

export function RateForm({ rate, reporting, onClose }: RateFormProps) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const say = useToast();
  const mark = decimalMark(format.locale);
  const options = useMemo(() => currencies(i18n.language), [i18n.language]);
  const [currency, setCurrency] = useState(rate?.currency ?? "");
  const [against, setAgainst] = useState(rate?.against ?? reporting);
  const [from, setFrom] = useState(rate?.from ?? today());
  const [typed, setTyped] = useState(rate ? typedDecimal(rate.rate, mark) : "");
  const read = readDecimal(typed, mark);
  const mistake =
    !currency || !against || !from || !typed.trim() ? t("rates.fillIn") : currency === against ? t("rates.same") : read === null || compared(read, "0") <= 0 ? t("rates.notARate") : false;
  const form = useSubmit(async () => {
    if (mistake || read === null) return;
    await api.put("/exchange-rates/{currency}/{against}/{day}", { path: { currency, against, day: from }, body: { rate: read } });
    await client.invalidateQueries({ queryKey: ["rates"] });
    await client.invalidateQueries({ queryKey: ["crm", "records", "performance"] });
    say(t("rates.saved", { currency, against, rate: format.rate(read), day: format.localDate(from) }));
    onClose();
  });
  return (
    <Dialog
      isOpen
      size="small"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={rate ? t("rates.change") : t("rates.add")}
      onSubmit={(event) => void form.submit(event)}
      footer={
        <>
          <Button onClick={onClose}>{t("ui.cancel")}</Button>
          <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={mistake}>
            {t("ui.save")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4.5">
        {form.problem ? <ProblemNote problem={form.problem} shownFields={FIELDS} /> : null}
        {rate ? (
          <p className="text-ink-2">{t("rates.quote", { currency, against, rate: "…" })}</p>
        ) : (
          <>
            <Field label={t("rates.currency")} error={form.errors["currency"]}>
              <Combobox options={options} value={currency} onChange={setCurrency} />
            </Field>
            <Field label={t("rates.against")}>
              <Combobox options={options} value={against} onChange={setAgainst} />
            </Field>
          </>
        )}
        <Field label={t("rates.rate")} error={form.errors["rate"]}>
          <Input inputMode="decimal" autoComplete="off" value={typed} suffix={against} onChange={(event) => setTyped(event.target.value)} />
        </Field>
        {rate ? null : (
          <Field label={t("rates.from")}>
            <Input type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
          </Field>
        )}
      </div>
    </Dialog>
  );
}
