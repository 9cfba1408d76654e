// Sends a lead to somebody, or anew as the policy has it.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RecordId } from "@/api/crm";
import { peopleQuery } from "@/api/queries";
import { idFrom, type PersonId } from "@/api/types";
import { Button } from "@/design/button";
import { Combobox } from "@/design/combobox";
import { Dialog } from "@/design/dialog";
import { Field } from "@/design/field";
import { ProblemNote } from "@/design/problem";
import { Segmented } from "@/design/toggle";
import { useDebounced } from "@/lib/use_debounced";
import { useSubmit } from "@/lib/use_submit";
import { useLeadActions } from "./use_lead_actions";

const WAYS = ["policy", "person"] as const;
type Way = (typeof WAYS)[number];

function PersonChoice({ value, onChange, error }: { value: string; onChange: (id: string) => void; error: string | undefined }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const [chosen, setChosen] = useState("");
  const search = useDebounced(typed ?? "");
  const query = useQuery({ ...peopleQuery({ status: "active", ...(search ? { search } : {}) }), placeholderData: (before) => before });
  const options = (query.data?.items ?? []).map(({ id, name }) => ({ value: id as string, label: name }));
  return (
    <Field label={t("leads.person")} error={error}>
      <Combobox
        options={options}
        value={value}
        valueLabel={chosen}
        placeholder={t("leads.choosePerson")}
        onSearch={setTyped}
        isSearching={query.isFetching}
        onChange={(id, option) => {
          setChosen(option.label);
          onChange(id);
        }}
      />
    </Field>
  );
}

export function SendDialog({ lead, name, onClose }: { lead: RecordId; name: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { send } = useLeadActions();
  const [way, setWay] = useState<Way>("policy");
  const [person, setPerson] = useState("");
  const form = useSubmit(async () => {
    await send(lead, way === "person" ? idFrom<PersonId>(person) : undefined);
    onClose();
  });
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      size="small"
      title={t("leads.sendNamed", { name })}
      onSubmit={(event) => void form.submit(event)}
      footer={
        <>
          <Button onClick={onClose}>{t("ui.cancel")}</Button>
          <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={way === "person" && person === "" && t("leads.choosePerson")}>
            {t("leads.send")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4.5">
        {form.problem ? <ProblemNote problem={form.problem} /> : null}
        <Segmented label={t("leads.sendHow")} value={way} options={WAYS.map((value) => ({ value, label: t(`leads.sendWays.${value}`) }))} onChange={setWay} className="self-start" />
        {way === "policy" ? <p className="text-ink-2">{t("leads.sendPolicyText")}</p> : <PersonChoice value={person} onChange={setPerson} error={form.errors["person"]} />}
      </div>
    </Dialog>
  );
}
