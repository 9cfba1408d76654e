// Whose plan it is, how it stands, how good it is, and what is done with it as a whole.
import { ArrowLeft, Download, FileSpreadsheet, FileText, GitBranch, GitCompareArrows, MoreHorizontal, Redo2, Stamp, Undo2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { urlOf } from "@/api/client";
import { planFileUrl } from "@/api/studio_queries";
import type { Plan } from "@/api/types";
import { Button, IconButton } from "@/design/button";
import { cx } from "@/design/cx";
import { Menu, MenuItem, MenuLine } from "@/design/menu";
import { PlanBadge } from "@/design/plan_badge";
import { useFormat } from "@/lib/format";
import { isOutside } from "./board";
import { ApprovalDialog } from "./approvals/approval_dialog";
import { useApproval } from "./approvals/use_approval";
import { useStudio } from "./context";
import { ActivationDialog } from "./dialogs/activation_dialog";
import { RollbackDialog } from "./dialogs/rollback_dialog";
import { ScenarioDialog } from "./dialogs/scenario_dialog";
import { StateDialog, type Step, stepsFrom } from "./dialogs/state_dialog";
import { PresenceList } from "./talk/presence";
import { useEdits } from "./use_edits";

function Totals() {
  const { t } = useTranslation();
  const format = useFormat();
  const { board, tolerances } = useStudio();
  const { totals, pending } = board;
  const item = (key: string, label: string, value: string, isBad: boolean) => (
    <div key={key} className="flex items-baseline gap-1.5 whitespace-nowrap">
      <dt className="text-xs text-ink-2">{label}</dt>
      <dd className={cx("tabular font-semibold", isBad && "text-danger-text")}>{value}</dd>
    </div>
  );
  const outside = (measure: string) => {
    const count = totals.outside[measure] ?? 0;
    return count > 0 ? ` · ${t("studio.outside", { count })}` : "";
  };
  return (
    <dl data-testid="totals" aria-busy={pending.size > 0 || undefined} className={cx("flex min-w-0 flex-wrap items-baseline gap-x-4 gap-y-0.5", pending.size > 0 && "opacity-60")}>
      {Object.entries(totals.worst_deviation).map(([measure, value]) => item(measure, measure, `${format.percent(value)}${outside(measure)}`, isOutside(value, tolerances[measure])))}
      {item("km", t("plan.rms"), format.km(totals.rms_km), false)}
      {item("pieces", t("plan.fragments"), format.number(totals.fragments), totals.fragments > 0)}
    </dl>
  );
}

function UndoRedo() {
  const { t } = useTranslation();
  const { board, whyNot, mayEdit, actions } = useStudio();
  const { undo, redo } = useEdits();
  if (!mayEdit) return null;
  return (
    <>
      <IconButton label={board.undo ? t("studio.undoOf", { number: board.undo.number }) : t("studio.undo")} side="bottom" icon={<Undo2 aria-hidden className="size-4.5" />} disabledReason={whyNot ?? (!board.undo ? t("studio.nothingToUndo") : actions.isBusy && t("studio.saving"))} onClick={() => void undo()} />
      <IconButton label={board.redo ? t("studio.redoOf", { number: board.redo.number }) : t("studio.redo")} side="bottom" icon={<Redo2 aria-hidden className="size-4.5" />} disabledReason={whyNot ?? (!board.redo ? t("studio.nothingToRedo") : actions.isBusy && t("studio.saving"))} onClick={() => void redo()} />
    </>
  );
}

// The plan for those who decide, and for those who reckon, in the reader's language.
function FileItems({ plan }: { plan: Plan }) {
  const { t, i18n } = useTranslation();
  const files = [
    { file: "report.pdf", text: t("facts.report"), Icon: FileText },
    { file: "workbook.xlsx", text: t("facts.workbook"), Icon: FileSpreadsheet },
  ] as const;
  return files.map(({ file, text, Icon }) => (
    <MenuItem key={file} asChild>
      <a href={planFileUrl(plan.id, file, i18n.language)} download>
        <Icon aria-hidden className="size-4 text-ink-3" />
        {text}
      </a>
    </MenuItem>
  ));
}

export function TopBar() {
  const { t } = useTranslation();
  const format = useFormat();
  const { plan, board, mayEdit } = useStudio();
  const [isBranching, setIsBranching] = useState(false);
  const [isActivating, setIsActivating] = useState(false);
  const [step, setStep] = useState<Step | null>(null);
  const [isRollingBack, setIsRollingBack] = useState(false);
  const approval = useApproval();
  // Where owners approve, nobody else does.
  const hasOwners = (approval.steps?.length ?? 0) > 0;
  const steps = mayEdit && !(approval.isInReview && !approval.steps) ? stepsFrom(board.state).filter(({ name }) => !(hasOwners && name === "approve")).map((one) => (hasOwners ? { ...one, isUnusual: true } : one)) : [];
  const first = steps.find(({ isUnusual }) => !isUnusual);
  const others = steps.filter((one) => one !== first);
  function take(one: Step) {
    if (one.name === "activate") setIsActivating(true);
    else if (one.name === "rollback") setIsRollingBack(true);
    else setStep(one);
  }
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-1.5 border-b border-line bg-surface px-3 py-2 md:px-4">
      <div className="flex min-w-0 items-center gap-2">
        <Button asChild look="ghost" size="small" className="-ml-1.5 px-1.5">
          <Link to={`/plans/${plan.id}`} aria-label={t("studio.back", { name: plan.name })}>
            <ArrowLeft aria-hidden className="size-4.5" />
          </Link>
        </Button>
        <h1 className="min-w-0 truncate text-lg font-semibold">{plan.name}</h1>
        <PlanBadge state={board.state} />
      </div>
      <div className="order-last min-w-0 max-md:w-full md:order-none md:flex-1">
        <Totals />
      </div>
      <div className="ml-auto flex items-center gap-1">
        <PresenceList />
        <UndoRedo />
        {board.state !== "draft" && mayEdit ? (
          <Button size="small" icon={<GitBranch aria-hidden className="size-4" />} onClick={() => setIsBranching(true)}>
            {t("studio.scenario")}
          </Button>
        ) : null}
        {approval.steps && hasOwners ? (
          <Button size="small" look={approval.isOnesOwn ? "primary" : "secondary"} icon={<Stamp aria-hidden className="size-4" />} onClick={() => approval.setIsOpen(true)}>
            {t("approvals.progress", { done: format.number(approval.steps.filter(({ state }) => state === "approved").length), number: format.number(approval.steps.length) })}
          </Button>
        ) : null}
        {first ? (
          <Button size="small" look="primary" onClick={() => take(first)}>
            {t(`studio.step.${first.name}`)}
          </Button>
        ) : null}
        <Menu trigger={<IconButton size="small" label={t("studio.more")} icon={<MoreHorizontal aria-hidden className="size-4.5" />} />}>
          {mayEdit ? (
            <MenuItem icon={<GitBranch className="size-4" />} onSelect={() => setIsBranching(true)}>
              {t("studio.scenario")}
            </MenuItem>
          ) : null}
          <MenuItem asChild>
            <Link to={`/plans/${plan.id}/compare${board.base ? `?with=${board.base.plan}` : ""}`}>
              <GitCompareArrows aria-hidden className="size-4 text-ink-3" />
              {t("studio.compare")}
            </Link>
          </MenuItem>
          <MenuItem asChild>
            <a href={urlOf("/plans/{plan}/units.csv", { path: { plan: plan.id } })} download>
              <Download aria-hidden className="size-4 text-ink-3" />
              {t("plan.download")}
            </a>
          </MenuItem>
          <FileItems plan={plan} />
          {others.length > 0 ? <MenuLine /> : null}
          {others.map((one) => (
            <MenuItem key={one.name} onSelect={() => take(one)}>
              {t(`studio.step.${one.name}`)}
            </MenuItem>
          ))}
        </Menu>
      </div>
      <ScenarioDialog plan={plan} isOpen={isBranching} onOpenChange={setIsBranching} />
      <StateDialog plan={plan} step={step} onClose={() => setStep(null)} />
      <ApprovalDialog plan={plan} isInReview={approval.isInReview} isOpen={approval.isOpen} onOpenChange={approval.setIsOpen} />
      <ActivationDialog plan={plan} isOpen={isActivating} onOpenChange={setIsActivating} />
      <RollbackDialog plan={plan} isOpen={isRollingBack} onOpenChange={setIsRollingBack} />
    </header>
  );
}
