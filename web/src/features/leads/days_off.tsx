// Days on which nobody works, or somebody does not: each a chip that can be taken away.
import { Plus, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "@/design/button";
import { Field } from "@/design/field";
import { Input } from "@/design/input";
import { isDay } from "@/lib/days";
import { useFormat } from "@/lib/format";

interface DaysOffProps {
  days: string[];
  hint?: string;
  error: string | undefined;
  onChange: (days: string[]) => void;
}

export function DaysOff({ days, hint, error, onChange }: DaysOffProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [day, setDay] = useState("");
  const add = () => {
    onChange([...new Set([...days, day])].sort());
    setDay("");
  };
  return (
    <div className="flex flex-col gap-2">
      <Field label={t("leads.daysOff")} hint={hint} error={error}>
        <div className="flex gap-2">
          <Input type="date" aria-label={t("leads.daysOff")} value={day} onChange={(event) => setDay(event.target.value)} className="max-w-44" />
          <Button icon={<Plus aria-hidden className="size-4" />} disabledReason={!isDay(day) && t("leads.chooseDay")} onClick={add}>
            {t("leads.addDay")}
          </Button>
        </div>
      </Field>
      {days.length > 0 ? (
        <ul className="flex flex-wrap gap-2">
          {days.map((one) => (
            <li key={one} className="inline-flex items-center gap-1 rounded-full bg-surface-3 pr-1 pl-3 text-sm">
              {format.localDate(one)}
              <IconButton size="small" label={t("leads.removeDay", { day: format.localDate(one) })} icon={<X aria-hidden className="size-3.5" />} onClick={() => onChange(days.filter((other) => other !== one))} />
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
