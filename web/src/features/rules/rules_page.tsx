// The assignment rules: which accounts go to which territory, as a draft to work on and as what is in force.
import { useQuery } from "@tanstack/react-query";
import { Scale } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { ruleSetsQuery, rulesQuery } from "@/api/rule_queries";
import { idFrom, type JobId } from "@/api/types";
import { useMay } from "@/api/session";
import { Allowed } from "@/design/allowed";
import { Button } from "@/design/button";
import { PageHeader } from "@/design/page";
import { Activation } from "./activation";
import { AddButton } from "./add_button";
import { RuleForm } from "./rule_form";
import { RuleList } from "./rule_list";
import { SetHistory } from "./set_history";

function Loaded() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const [isAdding, setIsAdding] = useState(false);
  const asked = params.get("set") ?? "";
  const job = params.get("job");
  const sets = useQuery(ruleSetsQuery);
  const query = useQuery(rulesQuery(asked || undefined));
  const has = (state: string) => sets.data?.some((one) => one.state === state) ?? false;
  const state = query.data?.set?.state;
  const may = useMay();
  const isEditable = state === undefined || state === "draft" || (state === "active" && !has("draft"));
  function closeJob() {
    const next = new URLSearchParams(params);
    next.delete("job");
    setParams(next, { replace: true });
  }
  const hasRules = Boolean(query.data?.items.length);
  return (
    <>
      <PageHeader
        title={t("nav.rules")}
        description={t("rules.text")}
        actions={
          hasRules && isEditable ? (
            <>
              {may("plans.manage") ? (
                <Button asChild>
                  <Link to="/rules/preview">
                    <Scale aria-hidden className="size-4" />
                    {t("rules.preview")}
                  </Link>
                </Button>
              ) : (
                <Button icon={<Scale aria-hidden className="size-4" />} disabledReason={t("rules.mayNotPreview")}>
                  {t("rules.preview")}
                </Button>
              )}
              <AddButton onClick={() => setIsAdding(true)} />
            </>
          ) : null
        }
      />
      {job ? <Activation id={idFrom<JobId>(job)} onClose={closeJob} /> : null}
      <RuleList found={query.data} hasActive={has("active")} hasBoth={has("active") && has("draft")} isEditable={isEditable} error={query.error} onAdd={() => setIsAdding(true)} onRetry={() => void query.refetch()} />
      <SetHistory />
      {isAdding ? <RuleForm territory={params.get("territory") ?? undefined} onClose={() => setIsAdding(false)} /> : null}
    </>
  );
}

export function RulesPage() {
  return (
    <Allowed permission="plans.read">
      <Loaded />
    </Allowed>
  );
}
