// What a new company does first. Each line is judged from the data, not ticked by hand.
import { useQuery } from "@tanstack/react-query";
import { Check, ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { countQuery } from "@/api/crm_queries";
import { companyQuery, peopleQuery, plansQuery } from "@/api/queries";
import { cx } from "@/design/cx";
import { Card } from "@/design/page";
import { Skeleton } from "@/design/progress";

interface Step {
  name: "people" | "planner" | "calendar" | "accounts" | "plan";
  to: string;
  isDone: boolean;
}

function useSteps(): Step[] | null {
  const people = useQuery(peopleQuery()).data;
  const planners = useQuery(peopleQuery({ role: "planner" })).data;
  const company = useQuery(companyQuery).data;
  const plans = useQuery(plansQuery()).data;
  const accounts = useQuery(countQuery("account", {})).data;
  if (!people || !planners || !company) return null;
  return [
    { name: "people", to: "/people?invite=1", isDone: people.items.length > 1 },
    { name: "planner", to: "/people?invite=1", isDone: planners.items.length > 0 },
    { name: "calendar", to: "/company", isDone: company.holidays.length > 0 },
    { name: "accounts", to: "/imports/new", isDone: (accounts ?? 0) > 0 },
    { name: "plan", to: "/plans/guide", isDone: (plans?.items.length ?? 0) > 0 },
  ];
}

export function Checklist() {
  const { t } = useTranslation();
  const steps = useSteps();
  if (!steps) return <Skeleton className="h-48 w-full" />;
  const done = steps.filter((step) => step.isDone).length;
  if (done === steps.length) return null;
  return (
    <Card isFlush title={t("home.checklist")} description={t("home.checklistDone", { done, count: steps.length })}>
      <ul className="divide-y divide-line border-t border-line">
        {steps.map(({ name, to, isDone }) => (
          <li key={name}>
            <Link to={to} className="flex items-center gap-3.5 px-5 py-3 -outline-offset-2 hover:bg-surface-2">
              <span className={cx("grid size-6 shrink-0 place-items-center rounded-full border", isDone ? "border-accent bg-accent text-accent-ink" : "border-line-strong")}>
                {isDone ? <Check aria-hidden className="size-3.5" strokeWidth={3} /> : null}
              </span>
              <span className="min-w-0 flex-1">
                <span className="block font-medium">
                  {t(`home.step.${name}`)}
                  <span className="sr-only"> ({isDone ? t("home.isDone") : t("home.isOpen")})</span>
                </span>
                <span className="block text-sm text-ink-3">{t(`home.stepText.${name}`)}</span>
              </span>
              <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-3" />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
