// Everything that one sees as files, which an import reads back.
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { OBJECTS, PLURALS } from "@/api/crm";
import { assignmentsUrl, exportUrl, territoriesUrl } from "@/api/crm_queries";
import { useMay } from "@/api/session";
import { Button } from "@/design/button";
import { Card } from "@/design/page";

export function ExportAll() {
  const { t } = useTranslation();
  const may = useMay();
  const files = [
    ...(may("crm.read") ? OBJECTS.map((object) => ({ name: PLURALS[object], href: exportUrl(object, {}), label: t(`crmObject.${object}.many`) })) : []),
    ...(may("territories.read")
      ? [
          { name: "territories", href: territoriesUrl(), label: t("crmObject.territory.many") },
          { name: "territory_assignments", href: assignmentsUrl(), label: t("crmObject.territory_assignment.many") },
        ]
      : []),
  ];
  return (
    <Card title={t("imports.exports")} description={t("imports.exportsText")}>
      <ul className="flex flex-wrap gap-2">
        {files.map(({ name, href, label }) => (
          <li key={name}>
            <Button size="small" asChild>
              <a href={href} download={`${name}.csv`}>
                <Download aria-hidden className="size-4" />
                {label}
              </a>
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
