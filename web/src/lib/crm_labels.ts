// What fields, choices and objects of the CRM are called in the reader's language. Custom fields and their choices are called what the company calls them.
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { CrmField, ImportObject } from "@/api/crm";

// Before a field of the account that a record belongs to.
export const OF_ACCOUNT = "account.";

// "annual_revenue" where no catalogue knows it.
function humanised(name: string): string {
  const words = name.replace(/^custom\./, "").replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function useCrmLabels() {
  const { t, i18n } = useTranslation();
  return useMemo(() => {
    const nameLabel = (name: string) => (i18n.exists(`crmField.${name}`) ? t(`crmField.${name}` as "crmField.name") : humanised(name));
    return {
      nameLabel,
      fieldLabel: (field: CrmField) => {
        if (field.name.startsWith(OF_ACCOUNT)) return t("crm.ofAccount", { field: field.label ?? nameLabel(field.name.slice(OF_ACCOUNT.length)) });
        if (field.refers_to === "territory" && field.name === "parent") return t("imports.parentTerritory");
        return field.is_custom ? (field.label ?? humanised(field.name)) : nameLabel(field.name);
      },
      choiceLabel: (field: CrmField, word: string) =>
        !field.is_custom && i18n.exists(`crmChoice.${word}`) ? t(`crmChoice.${word}` as "crmChoice.new") : field.is_custom ? word : humanised(word),
      objectLabel: (object: ImportObject) => t(`crmObject.${object}.one`),
      objectsLabel: (object: ImportObject) => t(`crmObject.${object}.many`),
    };
    // A new language makes all of them anew.
  }, [t, i18n, i18n.language]);
}
