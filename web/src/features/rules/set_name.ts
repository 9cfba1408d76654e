// The server numbers sets in English ("Rules 3"), as it titles the jobs that put them into force.
import { useTranslation } from "react-i18next";
import type { RuleSet, RuleSetId } from "@/api/rules";
import { useJobText } from "@/lib/job_text";

export function useSetName() {
  const { t } = useTranslation();
  const { textOf } = useJobText();
  return {
    setName: (set: RuleSet) => textOf(set.name),
    nameIn: (sets: RuleSet[] | undefined, id: RuleSetId | undefined) => {
      const found = sets?.find((one) => one.id === id);
      return found ? textOf(found.name) : t("rules.noParent");
    },
  };
}
