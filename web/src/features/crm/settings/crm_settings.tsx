// What the company makes of the CRM: fields of its own, and its pipelines.
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Allowed } from "@/design/allowed";
import { PageHeader } from "@/design/page";
import { Tabs } from "@/design/tabs";
import { FieldSettings } from "./field_settings";
import { PipelineSettings } from "./pipeline_settings";

export function CrmSettings() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const tabs = [
    { value: "fields", label: t("crmSettings.fields"), content: <FieldSettings /> },
    { value: "pipelines", label: t("crmSettings.pipelines"), content: <PipelineSettings /> },
  ];
  const value = params.get("tab") === "pipelines" ? "pipelines" : "fields";
  return (
    <Allowed permission="crm.manage">
      <PageHeader title={t("nav.crm")} description={t("crmSettings.text")} />
      <Tabs label={t("crmSettings.parts")} value={value} tabs={tabs} onChange={(tab) => setParams({ tab }, { replace: true })} />
    </Allowed>
  );
}
