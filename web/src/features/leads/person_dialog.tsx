// What holds for one person instead of the company's; it becomes a part of the policy that is saved with it.
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/design/button";
import { Combobox } from "@/design/combobox";
import { Dialog } from "@/design/dialog";
import { Field } from "@/design/field";
import { Input } from "@/design/input";
import { Switch } from "@/design/toggle";
import { timeZones } from "@/lib/places";
import { DaysOff } from "./days_off";
import { HoursForm } from "./hours_form";
import { hoursDraft, type PersonDraft, USUAL } from "./policy_draft";

interface PersonDialogProps {
  name: string;
  one: PersonDraft;
  onChange: (one: PersonDraft) => void;
  onClose: () => void;
}

export function PersonDialog({ name, one, onChange, onClose }: PersonDialogProps) {
  const { t } = useTranslation();
  const zones = useMemo(() => [{ value: "", label: t("leads.asCompany") }, ...timeZones()], [t]);
  const set = (change: Partial<PersonDraft>) => onChange({ ...one, ...change });
  const usual = () => hoursDraft((["monday", "tuesday", "wednesday", "thursday", "friday"] as const).map((day) => ({ day, ...USUAL })));
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      side="right"
      title={name}
      description={t("leads.personText")}
      footer={
        <Button look="primary" onClick={onClose}>
          {t("leads.done")}
        </Button>
      }
    >
      <div className="flex flex-col gap-4.5">
        <Switch label={t("leads.isAway")} hint={t("leads.isAwayHint")} isChecked={one.isAway} onChange={(isAway) => set({ isAway })} />
        <Field label={t("leads.capacity")} hint={t("leads.emptyAsCompany")}>
          <Input type="number" inputMode="numeric" min={1} value={one.capacity} onChange={(event) => set({ capacity: event.target.value })} />
        </Field>
        <Field label={t("company.timeZone")}>
          <Combobox options={zones} value={one.zone} placeholder={t("leads.asCompany")} onChange={(zone) => set({ zone })} />
        </Field>
        <Switch label={t("leads.ownHours")} isChecked={one.hours !== null} onChange={(isOn) => set({ hours: isOn ? usual() : null })} />
        {one.hours ? <HoursForm hours={one.hours} errors={{}} onChange={(hours) => set({ hours })} /> : null}
        <DaysOff days={one.daysOff} hint={t("leads.ownDaysOffHint")} error={undefined} onChange={(daysOff) => set({ daysOff })} />
      </div>
    </Dialog>
  );
}
