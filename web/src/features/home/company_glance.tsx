import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { companyQuery } from "@/api/queries";
import { Card, Facts } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useFormat } from "@/lib/format";

export function CompanyGlance() {
  const { t } = useTranslation();
  const format = useFormat();
  const query = useQuery(companyQuery);
  const company = query.data;
  if (query.error) return <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />;
  if (!company) return <Skeleton className="h-32 w-full" />;
  const today = new Date().toISOString().slice(0, 10);
  const next = company.holidays.filter((holiday) => holiday.date >= today).sort((a, b) => a.date.localeCompare(b.date))[0];
  return (
    <Card title={company.name}>
      <Facts
        items={[
          { label: t("company.fiscalYear"), value: format.monthName(company.fiscal_year_start_month) },
          { label: t("company.currency"), value: company.currency },
          { label: t("company.timeZone"), value: company.time_zone.replaceAll("_", " ") },
          { label: t("home.nextHoliday"), value: next ? `${next.name}, ${format.localDate(next.date)}` : t("home.noHoliday") },
        ]}
      />
    </Card>
  );
}
