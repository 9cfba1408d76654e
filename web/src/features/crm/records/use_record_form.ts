// What a form over a record holds: a draft a field, what is wrong with each, and what has been changed.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CrmField, CrmRecord, FieldValue, RecordChange } from "@/api/crm";
import { useSession } from "@/api/session";
import { useFormat } from "@/lib/format";
import { changeOf, type Draft, draftOf, isSame, limitsOf, pathOf, pointerOf, readDraft, valueOf } from "../fields/values";

export type Drafts = Record<string, Draft>;

export interface RecordForm {
  fields: CrmField[];
  draftFor: (field: CrmField) => Draft;
  setDraft: (field: CrmField, draft: Draft) => void;
  forget: (field: CrmField) => void;
  // Fields whose typed value is another than the record's.
  changed: { field: CrmField; value: FieldValue | null }[];
  change: RecordChange;
  errorOf: (field: CrmField) => string | undefined;
  // Says what is wrong with everything, also what was not touched; true when nothing is.
  check: () => boolean;
}

// `base`: what stands in the controls that nobody typed in.
export function useRecordForm(fields: CrmField[], base: Partial<CrmRecord> | undefined, serverErrors: Record<string, string>): RecordForm {
  const { t } = useTranslation();
  const format = useFormat();
  const { company } = useSession();
  const [drafts, setDrafts] = useState<Drafts>({});
  const [isChecked, setIsChecked] = useState(false);
  const draftFor = (field: CrmField): Draft => {
    const own = drafts[pathOf(field)];
    if (own) return own;
    return { ...draftOf(field, valueOf(base, field), format.locale, company.currency), label: base?.labels?.[field.name] };
  };
  const read = (field: CrmField) => readDraft(field, draftFor(field), format.locale);
  const changed = fields.flatMap((field) => {
    const one = read(field);
    // A prefilled field of a new record counts too: it is nowhere else.
    const before = base?.id ? valueOf(base, field) : undefined;
    return "value" in one && !isSame(one.value, before) ? [{ field, value: one.value }] : [];
  });
  function errorOf(field: CrmField): string | undefined {
    const fromServer = serverErrors[pointerOf(field)];
    if (fromServer) return fromServer;
    const one = read(field);
    const isTouched = isChecked || drafts[pathOf(field)] !== undefined;
    if (!("mistake" in one) || !isTouched) return undefined;
    if (one.mistake === "required" && !isChecked) return undefined;
    return t(`crmValue.${one.mistake}`, limitsOf(field));
  }
  return {
    fields,
    draftFor,
    setDraft: (field, draft) => setDrafts((before) => ({ ...before, [pathOf(field)]: draft })),
    forget: (field) => setDrafts(({ [pathOf(field)]: _, ...rest }) => rest),
    changed,
    change: changeOf(changed),
    errorOf,
    check: () => {
      setIsChecked(true);
      const isGood = fields.every((field) => "value" in read(field));
      // The first field at fault takes the focus, once it is marked.
      if (!isGood) setTimeout(() => document.querySelector<HTMLElement>("[role=dialog] [aria-invalid=true]")?.focus());
      return isGood;
    },
  };
}
