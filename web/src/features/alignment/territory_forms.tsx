// What one can do to a territory: add one below, rename it, move it, end it. Each says from which day on.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import { idFrom, type Territory, type TerritoryId } from "@/api/types";
import { Combobox } from "@/design/combobox";
import { Field } from "@/design/field";
import { Input } from "@/design/input";
import { isDay } from "@/lib/days";
import { FormDialog } from "./form_dialog";
import { choicesOf, familyOf, type Tree } from "@/lib/territory_tree";
import { When } from "./when";

// Stands for "no parent": the top of the tree.
const TOP = "top";

interface FormProps {
  tree: Tree;
  day: string;
  onClose: () => void;
}

export function AddTerritory({ tree, day, parent, onClose }: FormProps & { parent?: TerritoryId | undefined }) {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const [above, setAbove] = useState<string>(parent ?? TOP);
  const [first, setFirst] = useState(day);
  const missing = !name.trim() ? t("alignment.fillInName") : !isDay(first) ? t("alignment.chooseDay") : undefined;
  const send = () => api.post("/territories", { body: { name: name.trim(), valid_from: first, ...(above === TOP ? {} : { parent: above }) } });
  return (
    <FormDialog title={t("alignment.addTerritory")} text={t("alignment.addText")} action={t("alignment.add")} done={t("alignment.added", { name: name.trim() })} missing={missing} fields={["name", "valid_from"]} send={send} onClose={onClose}>
      {(errors) => (
        <>
          <Field label={t("alignment.name")} error={errors["name"]}>
            <Input value={name} autoComplete="off" placeholder={t("alignment.namePlaceholder")} onChange={(event) => setName(event.target.value)} />
          </Field>
          <Field label={t("alignment.parent")} error={errors["parent"]}>
            <Combobox options={[{ value: TOP, label: t("alignment.atTop") }, ...choicesOf(tree)]} value={above} onChange={setAbove} />
          </Field>
          <When when={{ first, last: "" }} hasLast={false} errors={errors} onChange={(when) => setFirst(when.first)} />
        </>
      )}
    </FormDialog>
  );
}

export function RenameTerritory({ territory, onClose }: { territory: Territory; onClose: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState(territory.name);
  const missing = !name.trim() ? t("alignment.fillInName") : name.trim() === territory.name ? t("ui.nothingChanged") : undefined;
  const send = () => api.patch("/territories/{territory}", { path: { territory: territory.id }, version: territory.version, body: { name: name.trim() } });
  return (
    <FormDialog title={t("alignment.renameTitle", { name: territory.name })} text={t("alignment.renameText")} action={t("alignment.rename")} done={t("ui.saved")} missing={missing} fields={["name"]} send={send} onClose={onClose}>
      {(errors) => (
        <Field label={t("alignment.name")} error={errors["name"]}>
          <Input value={name} autoComplete="off" onChange={(event) => setName(event.target.value)} />
        </Field>
      )}
    </FormDialog>
  );
}

export function MoveTerritory({ tree, territory, day, onClose }: FormProps & { territory: Territory }) {
  const { t } = useTranslation();
  const before: string = territory.parent ?? TOP;
  const [above, setAbove] = useState(before);
  const [first, setFirst] = useState(day);
  const missing = above === before ? t("alignment.chooseParent") : !isDay(first) ? t("alignment.chooseDay") : undefined;
  const parent = above === TOP ? null : idFrom<TerritoryId>(above);
  const send = () => api.post("/territories/{territory}/placements", { path: { territory: territory.id }, body: { parent, valid_from: first } });
  return (
    <FormDialog title={t("alignment.moveTitle", { name: territory.name })} text={t("alignment.moveText")} action={t("alignment.move")} done={t("alignment.moved", { name: territory.name })} missing={missing} fields={["parent", "valid_from"]} send={send} onClose={onClose}>
      {(errors) => (
        <>
          <Field label={t("alignment.parent")} error={errors["parent"]}>
            <Combobox options={[{ value: TOP, label: t("alignment.atTop") }, ...choicesOf(tree, familyOf(tree, territory.id))]} value={above} onChange={setAbove} />
          </Field>
          <When when={{ first, last: "" }} hasLast={false} errors={errors} onChange={(when) => setFirst(when.first)} />
        </>
      )}
    </FormDialog>
  );
}

export function EndTerritory({ territory, day, onClose }: { territory: Territory; day: string; onClose: () => void }) {
  const { t } = useTranslation();
  const [first, setFirst] = useState(day);
  const send = () => api.post("/territories/{territory}/placements", { path: { territory: territory.id }, body: { is_open: false, valid_from: first } });
  return (
    <FormDialog isDanger title={t("alignment.endTitle", { name: territory.name })} text={t("alignment.endText")} action={t("alignment.end")} done={t("alignment.ended", { name: territory.name })} missing={isDay(first) ? undefined : t("alignment.chooseDay")} fields={["valid_from"]} send={send} onClose={onClose}>
      {(errors) => <When when={{ first, last: "" }} hasLast={false} firstLabel={t("alignment.goneFrom")} errors={errors} onChange={(when) => setFirst(when.first)} />}
    </FormDialog>
  );
}
