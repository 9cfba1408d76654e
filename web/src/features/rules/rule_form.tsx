// A rule, new or to be changed: where accounts go, and which.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import { ApiProblem } from "@/api/problem";
import { rulesQuery } from "@/api/rule_queries";
import { type AssignmentRule, KINDS } from "@/api/rules";
import { useTerritories } from "@/api/use_territories";
import { Button } from "@/design/button";
import { Combobox } from "@/design/combobox";
import { Dialog } from "@/design/dialog";
import { Field } from "@/design/field";
import { Input } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { useToast } from "@/design/toast";
import { Segmented, Switch } from "@/design/toggle";
import { useFormulaCheck } from "@/formula/formula_editor";
import { choicesOf } from "@/lib/territory_tree";
import { useSubmit } from "@/lib/use_submit";
import { ConditionFields } from "./rule_condition";
import { RuleConflict } from "./rule_conflict";
import { bodyOf, changeOf, differences, draftOf, mistakeOf, PRIORITY_MAX, type RuleDraft, without } from "./rule_draft";

const FIELDS = ["name", "territory", "formula", "accounts", "units", "country", "priority"];

interface FieldsProps {
  draft: RuleDraft;
  errors: Record<string, string>;
  onChange: (edits: Partial<RuleDraft>) => void;
}

function Fields({ draft, errors, onChange }: FieldsProps) {
  const { t } = useTranslation();
  const { tree } = useTerritories();
  return (
    <>
      <Field label={t("rules.name")} error={errors["name"]}>
        <Input value={draft.name} maxLength={200} autoComplete="off" placeholder={t("rules.namePlaceholder")} onChange={(event) => onChange({ name: event.target.value })} />
      </Field>
      <Field label={t("alignment.territory")} hint={t("rules.territoryHint")} error={errors["territory"]}>
        <Combobox options={choicesOf(tree)} value={draft.territory} valueLabel={draft.territory ? t("rules.otherTerritory") : ""} placeholder={t("alignment.chooseTerritory")} onChange={(territory) => onChange({ territory })} />
      </Field>
      <div className="flex flex-col items-start gap-1.5">
        <p aria-hidden className="text-sm font-medium">
          {t("rules.kind")}
        </p>
        <Segmented label={t("rules.kind")} value={draft.kind} options={KINDS.map((value) => ({ value, label: t(`rules.kinds.${value}`) }))} onChange={(kind) => onChange({ kind })} className="max-w-full max-sm:flex-col max-sm:self-stretch" />
        <p className="text-xs text-ink-3">{t(`rules.kindHints.${draft.kind}`)}</p>
        {errors["kind"] ? (
          <p role="alert" className="text-xs font-medium text-danger-text">
            {errors["kind"]}
          </p>
        ) : null}
      </div>
      <ConditionFields draft={draft} errors={errors} onChange={onChange} />
      <Field label={t("rules.priority")} hint={t("rules.priorityHint")} error={errors["priority"]}>
        <Input className="sm:max-w-40" type="number" inputMode="numeric" step={1} min={-PRIORITY_MAX} max={PRIORITY_MAX} value={draft.priority} onChange={(event) => onChange({ priority: event.target.value })} />
      </Field>
      <Switch label={t("rules.overlay")} hint={t("rules.overlayHint")} isChecked={draft.isOverlay} onChange={(isOverlay) => onChange({ isOverlay })} />
      <Switch label={t("rules.open")} hint={t("rules.openHint")} isChecked={draft.isOpen} onChange={(isOpen) => onChange({ isOpen })} />
    </>
  );
}

// The rule as someone else left it; null: it is not in the draft any more.
async function readAgain(client: ReturnType<typeof useQueryClient>, rule: AssignmentRule): Promise<AssignmentRule | null> {
  const { items } = await client.fetchQuery({ ...rulesQuery(), staleTime: 0 });
  return items.find(({ id }) => id === rule.id) ?? null;
}

// A formula's mistakes stand under it with their places already; the server's text says the same with the rule's id in it.
function useShownErrors(errors: Record<string, string>, problem: unknown): Record<string, string> {
  const { t } = useTranslation();
  const isFormula = problem instanceof ApiProblem && problem.body.errors?.some(({ pointer, rule }) => pointer === "/formula" && rule.startsWith("Q"));
  return isFormula ? { ...errors, formula: t("rules.missing.repair") } : errors;
}

function useMissing(draft: RuleDraft, isSame: boolean): string | undefined {
  const { t } = useTranslation();
  const { check, isCurrent } = useFormulaCheck("account", draft.kind === "formula" ? draft.formula : "", "bool");
  const mistake = mistakeOf(draft);
  if (mistake) return t(`rules.missing.${mistake}`);
  if (isCurrent && check && check.faults.length > 0) return t("rules.missing.repair");
  return isSame ? t("ui.nothingChanged") : undefined;
}

export function RuleForm({ rule, territory, onClose }: { rule?: AssignmentRule | undefined; territory?: string | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const say = useToast();
  const [edits, setEdits] = useState<Partial<RuleDraft>>(rule || !territory ? {} : { territory });
  // As it was when the form was opened or last saw a change by someone else.
  const [before, setBefore] = useState(rule);
  const [theirs, setTheirs] = useState<AssignmentRule | null>(null);
  const [isGone, setIsGone] = useState(false);
  const base = theirs ?? before;
  const draft = { ...draftOf(base), ...edits };
  const change = base ? changeOf(draftOf(base), draft) : null;
  const form = useSubmit(async () => {
    if (base && !isGone) {
      if (!change) return onClose();
      try {
        await api.patch("/assignment-rules/{rule}", { path: { rule: base.id }, version: base.version, body: change });
      } catch (error) {
        if (!(error instanceof ApiProblem) || (error.status !== 412 && error.body.rule !== "P060")) throw error;
        const now = await readAgain(client, base);
        if (!now) return setIsGone(true);
        setBefore(base);
        return setTheirs(now);
      }
    } else await api.post("/assignment-rules", { body: bodyOf(draft) });
    await client.invalidateQueries({ queryKey: ["rules"] });
    say(base && !isGone ? t("ui.saved") : t("rules.added", { name: draft.name.trim() }));
    onClose();
  });
  const errors = useShownErrors(form.errors, form.problem);
  const isSame = base !== undefined && !isGone && !theirs && differences(draftOf(base), draft).length === 0;
  const missing = useMissing(draft, isSame);
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      side="right"
      size="large"
      title={rule ? t("rules.changeTitle", { name: rule.name }) : t("rules.add")}
      description={t("rules.formText")}
      onSubmit={(event) => void form.submit(event)}
      footer={
        <>
          <Button onClick={onClose}>{t("ui.cancel")}</Button>
          <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={missing}>
            {isGone ? t("rules.addAgain") : theirs ? t("crm.saveAnyway") : rule ? t("ui.save") : t("alignment.add")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4.5">
        {isGone ? (
          <p role="alert" className="rounded-md bg-warning-soft px-4 py-3 text-warning-text">
            {t("rules.gone")}
          </p>
        ) : null}
        {theirs && before ? <RuleConflict before={draftOf(before)} theirs={draftOf(theirs)} mine={draft} onTakeTheirs={(part) => setEdits(without(edits, part))} /> : null}
        {form.problem ? <ProblemNote problem={form.problem} shownFields={[...FIELDS, "kind"]} /> : null}
        <Fields draft={draft} errors={errors} onChange={(more) => setEdits({ ...edits, ...more })} />
      </div>
    </Dialog>
  );
}
