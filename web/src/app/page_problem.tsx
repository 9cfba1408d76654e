// What a page shows when its own code fails: the rest of the app stays where it is.
import { useTranslation } from "react-i18next";
import { useRouteError } from "react-router";
import { ProblemNote } from "@/design/problem";

export function PageProblem() {
  const { t } = useTranslation();
  const error = useRouteError();
  return (
    <div className="mx-auto max-w-xl p-6">
      <h1 className="mb-4 text-xl font-semibold">{t("problem.page")}</h1>
      <ProblemNote problem={error} onRetry={() => window.location.reload()} />
    </div>
  );
}
