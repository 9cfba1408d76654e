import { Compass } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Button } from "@/design/button";
import { Empty } from "@/design/empty";
import { PageHeader } from "@/design/page";

export function NotFound() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t("notFound.title")} />
      <Empty
        icon={<Compass aria-hidden className="size-5" />}
        title={t("notFound.heading")}
        action={
          <Button asChild look="primary">
            <Link to="/">{t("notFound.home")}</Link>
          </Button>
        }
      >
        {t("notFound.text")}
      </Empty>
    </>
  );
}
