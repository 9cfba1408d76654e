import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import { useSession } from "@/api/session";
import { Button } from "@/design/button";
import { Card } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { saveFile } from "@/lib/files";
import { useSubmit } from "@/lib/use_submit";

export function OwnData() {
  const { t } = useTranslation();
  const { person } = useSession();
  const form = useSubmit(async () => {
    const data = await api.get("/people/{person}/export", { path: { person: person.id } });
    saveFile("bailiwick-my-data.json", JSON.stringify(data, null, 2), "application/json");
  });
  return (
    <Card title={t("profile.data")} description={t("profile.dataText")}>
      <div className="flex flex-col items-start gap-3">
        {form.problem ? <ProblemNote problem={form.problem} /> : null}
        <Button icon={<Download aria-hidden className="size-4" />} isBusy={form.isBusy} onClick={() => void form.submit()}>
          {t("profile.export")}
        </Button>
      </div>
    </Card>
  );
}
