// What one can do to a position: make one, change its title and kind, seat a person or leave it vacant.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import { everyoneQuery } from "@/api/queries";
import { useMay } from "@/api/session";
import type { Position, PositionKind } from "@/api/types";
import { Combobox } from "@/design/combobox";
import { Field } from "@/design/field";
import { Input, Select } from "@/design/input";
import { FormDialog } from "./form_dialog";
import { periodOf, useWhenMistake, When } from "./when";

export const KINDS: readonly PositionKind[] = ["rep", "manager", "overlay"];
const VACANT = "vacant";

// With a position: changes it; without: makes one.
export function PositionForm({ position, onClose }: { position?: Position; onClose: () => void }) {
  const { t } = useTranslation();
  const [title, setTitle] = useState(position?.title ?? "");
  const [kind, setKind] = useState<PositionKind>(position?.kind ?? "rep");
  const body = { title: title.trim(), kind };
  const isSame = position !== undefined && body.title === position.title && kind === position.kind;
  const missing = !body.title ? t("alignment.fillInTitle") : isSame ? t("ui.nothingChanged") : undefined;
  const send = () => (position ? api.patch("/positions/{position}", { path: { position: position.id }, version: position.version, body }) : api.post("/positions", { body }));
  const words = position
    ? { title: t("alignment.changePosition"), action: t("ui.save"), done: t("ui.saved") }
    : { title: t("alignment.addPosition"), action: t("alignment.add"), done: t("alignment.added", { name: body.title }) };
  return (
    <FormDialog {...words} text={t("alignment.positionText")} missing={missing} fields={["title", "kind"]} send={send} onClose={onClose}>
      {(errors) => (
        <>
          <Field label={t("alignment.title")} error={errors["title"]}>
            <Input value={title} autoComplete="off" placeholder={t("alignment.titlePlaceholder")} onChange={(event) => setTitle(event.target.value)} />
          </Field>
          <Field label={t("alignment.kind")} hint={t(`alignment.kindHint.${kind}`)} error={errors["kind"]}>
            <Select value={kind} options={KINDS.map((value) => ({ value, label: t(`alignment.kinds.${value}`) }))} onValueChange={(value) => setKind(KINDS.find((one) => one === value) ?? "rep")} />
          </Field>
        </>
      )}
    </FormDialog>
  );
}

// Who sits there from when to when.
export function Seat({ position, day, onClose }: { position: Position; day: string; onClose: () => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const people = useQuery({ ...everyoneQuery, enabled: may("people.read") }).data ?? [];
  const [person, setPerson] = useState("");
  const [when, setWhen] = useState({ first: day, last: "" });
  const mistake = useWhenMistake();
  const send = () => api.post("/assignments", { body: { position: position.id, person: person === VACANT ? null : person, ...periodOf(when) } });
  const active = people.filter((one) => one.status !== "deactivated").map((one) => ({ value: one.id as string, label: one.name }));
  const options = [{ value: VACANT, label: t("alignment.leaveVacant") }, ...active];
  return (
    <FormDialog title={t("alignment.seatTitle", { title: position.title })} text={t("alignment.seatText")} action={t("alignment.seat")} done={t("ui.saved")} missing={person ? mistake(when) : t("alignment.choosePerson")} fields={["valid_from", "valid_to"]} send={send} onClose={onClose}>
      {(errors) => (
        <>
          <Field label={t("alignment.person")}>
            <Combobox options={options} value={person} onChange={setPerson} placeholder={t("alignment.choosePerson")} />
          </Field>
          <When when={when} errors={errors} onChange={setWhen} />
        </>
      )}
    </FormDialog>
  );
}
