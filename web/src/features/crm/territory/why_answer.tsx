// Why an account belongs where it does by the rules in force, and what little would move it.
import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { AccountId } from "@/api/crm";
import { ApiProblem } from "@/api/problem";
import { whyQuery } from "@/api/rule_queries";
import type { AccountWhy } from "@/api/rules";
import { useMay } from "@/api/session";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { verdictsOf } from "./placement";
import { useChangeText, useTerritoryName } from "./use_place_texts";
import { VerdictList } from "./why_rules";

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-1.5">
      <h3 className="text-sm font-semibold text-ink-2">{title}</h3>
      {children}
    </section>
  );
}

function Note({ children }: { children: ReactNode }) {
  return (
    <p className="flex gap-2 rounded-md bg-warning-soft px-3 py-2 text-sm text-warning-text">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0">{children}</span>
    </p>
  );
}

// The alignment may hold something else than the rules say now: somebody moved it by hand, or it has changed since.
function Difference({ why }: { why: AccountWhy }) {
  const { t } = useTranslation();
  const territoryName = useTerritoryName();
  const held = why.aligned?.territory;
  if (held === why.territory) return null;
  return <Note>{t(why.aligned?.reason === "manual" ? "place.differsByHand" : "place.differs", { rules: territoryName(why.territory), held: territoryName(held) })}</Note>;
}

function Answer({ why }: { why: AccountWhy }) {
  const { t } = useTranslation();
  const territoryName = useTerritoryName();
  const changeText = useChangeText();
  const { winner, adding, others } = verdictsOf(why);
  return (
    <div className="flex flex-col gap-5">
      <Difference why={why} />
      {why.is_conflict ? <Note>{t("place.conflict")}</Note> : null}
      <Part title={t("place.decides")}>{winner ? <VerdictList rules={[winner]} why={why} label={t("place.decides")} /> : <p>{t("place.nothingDecides")}</p>}</Part>
      {adding.length > 0 ? (
        <Part title={t("place.adds")}>
          <VerdictList rules={adding} why={why} label={t("place.adds")} />
        </Part>
      ) : null}
      {why.changes.length > 0 ? (
        <Part title={t("place.changes")}>
          <ul aria-label={t("place.changes")} className="list-disc space-y-1 pl-5">
            {why.changes.map((change) => (
              <li key={`${change.field} ${change.to} ${territoryName(change.territory)}`}>{changeText(change)}</li>
            ))}
          </ul>
        </Part>
      ) : null}
      {others.length > 0 ? (
        <Part title={t("place.others")}>
          <VerdictList rules={others} why={why} label={t("place.others")} />
        </Part>
      ) : null}
    </div>
  );
}

function NoRules() {
  const { t } = useTranslation();
  const may = useMay();
  return (
    <p className="text-ink-2">
      {t("place.noRules")}{" "}
      {may("plans.read") ? (
        <Link to="/rules" className="prose-link">
          {t("place.toRules")}
        </Link>
      ) : null}
    </p>
  );
}

export function WhyPart({ account }: { account: AccountId }) {
  const query = useQuery(whyQuery(account));
  if (query.data) return <Answer why={query.data} />;
  if (query.error instanceof ApiProblem && query.error.body.rule === "P067") return <NoRules />;
  if (query.error) return <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />;
  return (
    <div aria-busy className="flex flex-col gap-2">
      <Skeleton className="h-4 w-56" />
      <Skeleton className="h-4 w-72 max-w-full" />
    </div>
  );
}
