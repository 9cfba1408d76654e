// The fields of an object: the company's own, which can be changed and hidden, and those that are built in.
import { useQueryClient } from "@tanstack/react-query";
import { EyeOff, MoreHorizontal, Pencil, Plus, Rows3, Undo2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { loose } from "@/api/client";
import { type CrmField, type ObjectName, OBJECTS } from "@/api/crm";
import { Button, IconButton } from "@/design/button";
import { Confirm } from "@/design/dialog";
import { Empty } from "@/design/empty";
import { Field } from "@/design/field";
import { Select } from "@/design/input";
import { Menu, MenuItem } from "@/design/menu";
import { Card } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { type Column, DataTable } from "@/design/table";
import { useToast } from "@/design/toast";
import { useCrmLabels } from "@/lib/crm_labels";
import { useSubmit } from "@/lib/use_submit";
import { useObject } from "../fields/use_object";
import { FieldForm } from "./field_form";
import { FIELDS_MAX } from "./keys";

function useColumns(onChange?: (field: CrmField) => void, onHide?: (field: CrmField) => void): Column<CrmField>[] {
  const { t } = useTranslation();
  const { fieldLabel, choiceLabel } = useCrmLabels();
  const columns: Column<CrmField>[] = [
    {
      id: "label",
      header: t("crmSettings.label"),
      isTitle: true,
      sortBy: fieldLabel,
      cell: (field) => (
        <span>
          <span className="font-medium">{fieldLabel(field)}</span>
          {field.is_required ? <span className="ml-2 text-xs text-ink-3">{t("crm.required")}</span> : null}
        </span>
      ),
    },
    { id: "key", header: t("crmSettings.key"), sortBy: ({ name }) => name, cell: (field) => <span className="font-mono text-sm break-all text-ink-2">{field.is_custom ? `custom.${field.name}` : field.name}</span> },
    { id: "type", header: t("crmSettings.type"), sortBy: ({ type }) => t(`crmType.${type}`), cell: ({ type }) => t(`crmType.${type}`) },
    { id: "choices", header: t("crmSettings.choices"), hideOnPhone: true, className: "md:max-w-72", cell: (field) => <span className="text-ink-2">{field.choices?.map((word) => choiceLabel(field, word)).join(", ") }</span> },
  ];
  if (!onChange || !onHide) return columns;
  return [
    ...columns,
    {
      id: "actions",
      header: t("ui.actions"),
      isQuiet: true,
      isNumber: true,
      cell: (field) => (
        <Menu trigger={<IconButton size="small" label={t("crmSettings.actionsFor", { field: fieldLabel(field) })} icon={<MoreHorizontal aria-hidden className="size-4" />} />}>
          <MenuItem icon={<Pencil className="size-4" />} onSelect={() => onChange(field)}>
            {t("crmSettings.change")}
          </MenuItem>
          <MenuItem isDanger icon={<EyeOff className="size-4" />} onSelect={() => onHide(field)}>
            {t("crmSettings.hide")}
          </MenuItem>
        </Menu>
      ),
    },
  ];
}

// A field that was hidden; brings it back with its values.
function Restore({ object, field }: { object: ObjectName; field: CrmField }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const say = useToast();
  const label = field.label ?? field.name;
  const form = useSubmit(async () => {
    await loose.post("/crm/objects/{object}/fields", { path: { object }, body: { key: field.name, label, type: field.type, ...(field.choices ? { choices: field.choices } : {}) } });
    await client.invalidateQueries({ queryKey: ["crm"] });
    say(t("crmSettings.restored", { field: label }));
  });
  return (
    <div role="status" className="flex flex-wrap items-center justify-between gap-3 rounded-md border border-line bg-surface px-4 py-2.5 shadow-1">
      <p>{t("crmSettings.hidden", { field: label })}</p>
      <Button size="small" icon={<Undo2 aria-hidden className="size-4" />} isBusy={form.isBusy} onClick={() => void form.submit()}>
        {t("crmSettings.restore")}
      </Button>
      {form.problem ? <ProblemNote problem={form.problem} /> : null}
    </div>
  );
}

function OfObject({ object }: { object: ObjectName }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { object: described, query } = useObject(object);
  const [editing, setEditing] = useState<CrmField | "new" | null>(null);
  const [doomed, setDoomed] = useState<CrmField | null>(null);
  const fields = described?.fields;
  const own = fields?.filter(({ is_custom }) => is_custom);
  const ownColumns = useColumns(setEditing, setDoomed);
  const columns = useColumns();
  async function hide() {
    if (!doomed) return;
    await loose.delete("/crm/objects/{object}/fields/{key}", { path: { object, key: doomed.name }, version: doomed.version });
    await client.invalidateQueries({ queryKey: ["crm"] });
  }
  const add = (
    <Button look="primary" icon={<Plus aria-hidden className="size-4" />} disabledReason={(own?.length ?? 0) >= FIELDS_MAX && t("crmSettings.fieldsFull", { count: FIELDS_MAX })} onClick={() => setEditing("new")}>
      {t("crmSettings.addField")}
    </Button>
  );
  return (
    <div className="flex flex-col gap-5">
      <Card isFlush title={t("crmSettings.ownFields")} description={t("crmSettings.ownFieldsText")} actions={own?.length ? add : null}>
        <DataTable
          caption={t("crmSettings.ownFields")}
          columns={ownColumns}
          rows={own}
          keyOf={({ name }) => name}
          error={query.error}
          onRetry={() => void query.refetch()}
          empty={
            <Empty icon={<Rows3 aria-hidden className="size-5" />} title={t("crmSettings.noFields")} action={add}>
              {t("crmSettings.noFieldsText")}
            </Empty>
          }
        />
      </Card>
      {described?.hidden.map((field) => <Restore key={field.name} object={object} field={field} />)}
      <Card isFlush title={t("crmSettings.standardFields")} description={t("crmSettings.standardFieldsText")}>
        <DataTable caption={t("crmSettings.standardFields")} columns={columns} rows={fields?.filter(({ is_custom }) => !is_custom)} keyOf={({ name }) => name} empty={null} />
      </Card>
      {editing ? <FieldForm object={object} field={editing === "new" ? undefined : editing} taken={(own ?? []).map(({ name }) => name)} onClose={() => setEditing(null)} /> : null}
      <Confirm isOpen={doomed !== null} onOpenChange={() => setDoomed(null)} title={t("crmSettings.hideTitle", { field: doomed?.label ?? "" })} text={t("crmSettings.hideText")} action={t("crmSettings.hide")} onConfirm={hide} />
    </div>
  );
}

export function FieldSettings() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const object = OBJECTS.find((name) => name === params.get("object")) ?? "account";
  function choose(value: string) {
    const next = new URLSearchParams(params);
    next.set("object", value);
    setParams(next, { replace: true });
  }
  return (
    <div className="flex flex-col gap-5">
      <Field label={t("crmSettings.object")} className="sm:max-w-64">
        <Select value={object} options={OBJECTS.map((value) => ({ value, label: t(`crmObject.${value}.many`) }))} onValueChange={choose} />
      </Field>
      <OfObject key={object} object={object} />
    </div>
  );
}
