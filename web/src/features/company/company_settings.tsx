import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Coins } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api } from "@/api/client";
import { companyQuery } from "@/api/queries";
import { useMay } from "@/api/session";
import type { Company } from "@/api/types";
import { Allowed } from "@/design/allowed";
import { Button } from "@/design/button";
import { cx } from "@/design/cx";
import { PageHeader } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useToast } from "@/design/toast";
import { spokenLanguage } from "@/lib/preferences";
import { useSubmit } from "@/lib/use_submit";
import { Calendar } from "./calendar";
import { General } from "./general";
import { Retention } from "./retention";
import { SignInDomains } from "./sign_in_domains";

export interface PartProps {
  draft: Company;
  errors: Record<string, string>;
  refusal: string | undefined;
  onChange: (change: Partial<Company>) => void;
}

function Settings({ company }: { company: Company }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const say = useToast();
  const may = useMay();
  const [draft, setDraft] = useState(company);
  const { id: _, ...body } = draft;
  const form = useSubmit(async () => {
    await api.patch("/company", { body: { ...body, locale: spokenLanguage(body.locale) } });
    await client.invalidateQueries({ queryKey: ["company"] });
    await client.invalidateQueries({ queryKey: ["session"] });
    say(t("ui.saved"));
  });
  const refusal = may("company.manage") ? undefined : t("company.mayNot");
  const isChanged = JSON.stringify(draft) !== JSON.stringify(company);
  const part: PartProps = { draft, errors: form.errors, refusal, onChange: (change) => setDraft({ ...draft, ...change }) };
  return (
    <form noValidate onSubmit={(event) => void form.submit(event)} className="flex max-w-3xl flex-col gap-5">
      {form.problem ? <ProblemNote problem={form.problem} shownFields={Object.keys(body)} /> : null}
      <General {...part} />
      <Calendar {...part} />
      <SignInDomains {...part} />
      <Retention {...part} />
      <div className={cx("flex justify-end gap-2", isChanged && "sticky bottom-18 rounded-lg border border-line bg-surface px-4 py-3 shadow-2 md:bottom-4")}>
        <Button disabledReason={refusal ?? (!isChanged && t("ui.nothingChanged"))} onClick={() => setDraft(company)}>
          {t("ui.discard")}
        </Button>
        <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={refusal ?? (!isChanged && t("ui.nothingChanged"))}>
          {t("ui.save")}
        </Button>
      </div>
    </form>
  );
}

export function CompanySettings() {
  const { t } = useTranslation();
  const query = useQuery(companyQuery);
  return (
    <Allowed permission="company.read">
      <PageHeader
        title={t("nav.company")}
        description={t("company.text")}
        actions={
          <Button asChild>
            <Link to="/company/rates">
              <Coins aria-hidden className="size-4" />
              {t("rates.title")}
            </Link>
          </Button>
        }
      />
      {query.data ? (
        <Settings key={JSON.stringify(query.data)} company={query.data} />
      ) : query.error ? (
        <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Skeleton className="h-64 w-full max-w-3xl" />
      )}
    </Allowed>
  );
}
