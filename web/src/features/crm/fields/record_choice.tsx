// Another record, found by typing a part of its name.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CrmRecord, ObjectName } from "@/api/crm";
import { recordsQuery } from "@/api/crm_queries";
import { Combobox } from "@/design/combobox";
import { useDebounced } from "@/lib/use_debounced";

const FOUND_MAX = 20;

// Two records may well be called the same: what tells them apart stands behind the name.
function nameOf(record: CrmRecord): string {
  const more = [record["city"], record.labels?.["account"]].find((text) => typeof text === "string" && text !== "");
  return more ? `${record.title} · ${String(more)}` : record.title;
}

interface RecordChoiceProps {
  object: ObjectName;
  value: string;
  label: string | undefined;
  onChange: (value: string, label: string) => void;
}

export function RecordChoice({ object, value, label, onChange }: RecordChoiceProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const search = useDebounced(typed?.trim() ?? "");
  const query = useQuery({ ...recordsQuery(object, { q: search || undefined }, FOUND_MAX), enabled: typed !== null });
  const isBehind = typed !== null && (typed.trim() !== search || query.isFetching);
  const found = isBehind && query.isPlaceholderData ? [] : (query.data?.items ?? []);
  return (
    <Combobox
      options={found.map((record) => ({ value: record.id as string, label: nameOf(record) }))}
      value={value}
      valueLabel={value ? (label ?? t("crmValue.hidden")) : ""}
      placeholder={t("crmValue.search")}
      onSearch={setTyped}
      isSearching={isBehind}
      onChange={(next) => onChange(next, found.find(({ id }) => id === next)?.title ?? "")}
    />
  );
}
