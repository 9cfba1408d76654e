// From a glance to the whole list.
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

export function SeeAll({ to, of }: { to: string; of: string }) {
  const { t } = useTranslation();
  return (
    <Link to={to} className="prose-link text-sm">
      {t("home.all")}
      <span className="sr-only"> ({of})</span>
    </Link>
  );
}
