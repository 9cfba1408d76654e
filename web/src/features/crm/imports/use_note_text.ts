// What is said of a file, in the reader's language: the server's sentence where that does not know the note.
import { useTranslation } from "react-i18next";
import type { ImportNote } from "@/api/crm";

export function useNoteText(): (note: ImportNote) => string {
  const { t, i18n } = useTranslation();
  return ({ code, text, values }) => {
    const key = `imports.note.${code}` as "imports.note.ranges";
    const count = Number(values["count"] ?? 1);
    return code && i18n.exists(key, { count }) ? String(t(key, { ...values, count } as never)) : text;
  };
}
