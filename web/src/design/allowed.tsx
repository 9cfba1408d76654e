// A page for those who may see it; everyone else is told which permission is missing and whom to ask.
import { LockKeyhole } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useMay } from "@/api/session";
import type { Permission } from "@/api/types";
import { Button } from "./button";
import { Empty } from "./empty";

export function Allowed({ permission, children }: { permission: Permission; children: ReactNode }) {
  const { t } = useTranslation();
  const may = useMay();
  if (may(permission)) return children;
  return (
    <>
      <h1 className="sr-only">{t("noPermission.title")}</h1>
      <Empty
        icon={<LockKeyhole aria-hidden className="size-5" />}
        title={t("noPermission.title")}
        action={
          <Button asChild>
            <Link to="/">{t("notFound.home")}</Link>
          </Button>
        }
      >
        {t("noPermission.text", { permission: t(`permission.${permission.replace(".", "_")}` as "permission.plans_read") })}
      </Empty>
    </>
  );
}
