import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import { Button } from "@/design/button";

export function AddButton({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation();
  const may = useMay();
  return (
    <Button look="primary" icon={<Plus aria-hidden className="size-4" />} disabledReason={!may("plans.manage") && t("rules.mayNot")} onClick={onClick}>
      {t("rules.add")}
    </Button>
  );
}
