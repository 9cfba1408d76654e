// A company goal's shares down the tree of territories, each with how far it is.
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Objective, ObjectiveProgress, ObjectiveShare, ShareProgress } from "@/api/market";
import { useTerritories } from "@/api/use_territories";
import { type Column, DataTable } from "@/design/table";
import { sumOf } from "@/lib/decimal";
import { useFormat } from "@/lib/format";
import { PaceBadge } from "./goal_progress";
import { ProgressBar } from "./progress_bar";
import { inOrder } from "./share_tree";
import { useAmountText, useFigureText } from "./use_amount_text";

const SHOWN_MAX = 15;
// Indents of the first levels; what lies deeper stands with the last.
const INDENTS = ["", "pl-4", "pl-8", "pl-12"];

interface Line {
  share: ObjectiveShare;
  depth: number;
  progress: ShareProgress | undefined;
}

function useColumns(name: (share: ObjectiveShare) => string, hasProgress: boolean): Column<Line>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const amountText = useAmountText();
  const figure = useFigureText();
  const first: Column<Line>[] = [
    {
      id: "territory",
      header: t("alignment.territory"),
      isTitle: true,
      cell: ({ share, depth }) => (
        <Link to={`/territories/${share.territory}`} className={`block font-medium break-words text-ink hover:underline ${INDENTS[Math.min(depth, INDENTS.length - 1)]}`}>
          {name(share)}
        </Link>
      ),
    },
    { id: "share", header: t("goals.progress.toShare"), isNumber: true, cell: ({ share }) => amountText({ target: share.amount, accounts: share.accounts }) },
  ];
  if (!hasProgress) return first;
  return [
    ...first,
    {
      id: "reached",
      header: t("goals.progress.reached"),
      isNumber: true,
      cell: ({ progress }) => (progress ? <span title={t("goals.progress.expected") + ": " + figure(progress.expected)}>{figure(progress.reached)}</span> : "–"),
    },
    {
      id: "bar",
      header: t("goals.progress.reached"),
      isQuiet: true,
      hideOnPhone: true,
      className: "md:w-32",
      cell: ({ progress }) => (progress ? <ProgressBar progress={progress} className="my-1 h-2.5 min-w-20" /> : null),
    },
    {
      id: "part",
      header: t("goals.progress.part"),
      isNumber: true,
      cell: ({ progress }) => (progress?.reached_share ? format.wholePercent(Number(progress.reached_share)) : "–"),
    },
    { id: "pace", header: t("goals.progress.missing"), isQuiet: true, cell: ({ progress }) => (progress ? <PaceBadge progress={progress} /> : null) },
  ];
}

export function ShareTable({ objective, progress }: { objective: Objective; progress: ObjectiveProgress | undefined }) {
  const { t } = useTranslation();
  const amountText = useAmountText();
  const { nameOf } = useTerritories();
  const { shares, target, accounts } = objective;
  const name = ({ territory }: ObjectiveShare) => nameOf(territory) ?? t("rules.otherTerritory");
  const hasProgress = progress !== undefined && progress.days.gone > 0;
  const columns = useColumns(name, hasProgress);
  if (shares.length === 0) return <p className="border-t border-line px-5 py-3.5 text-ink-2">{t("goals.notShared")}</p>;
  const told = new Map(progress?.shares.map((one) => [one.territory, one]));
  const lines = inOrder(shares, name).map(({ row, depth }) => ({ share: row, depth, progress: told.get(row.territory) }));
  // Whoever sees a part of the shares is told what that part comes to, not that the rest is missing.
  const isPart = progress !== undefined && !progress.whole;
  const upper = shares.filter(({ within }) => !within);
  const sum = target ? { target: { amount: upper.reduce((all, { amount }) => sumOf(all, amount?.amount ?? "0"), "0"), currency: target.currency } } : { accounts: upper.reduce((all, one) => all + (one.accounts ?? 0), 0) };
  return (
    <DataTable
      caption={t("goals.sharesOf", { name: objective.name })}
      columns={columns}
      rows={lines}
      keyOf={({ share }) => share.territory}
      empty={null}
      shownMax={SHOWN_MAX}
      footer={
        <p className="border-t border-line px-5 py-2.5 text-right text-sm font-medium">
          {isPart ? t("goals.sumOfYours", { sum: amountText(sum) }) : t("goals.sum", { sum: amountText(sum), target: amountText({ target, accounts }) })} <span className="font-normal text-ink-2">({t(`goals.sharedBy.${objective.shared_by}`)})</span>
        </p>
      }
    />
  );
}
