// Says which position has a territory, as owner or beside the owner, from when to when.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import { type Position, type PositionId, type Territory, type TerritoryId } from "@/api/types";
import { Combobox } from "@/design/combobox";
import { Field } from "@/design/field";
import { Segmented } from "@/design/toggle";
import { FormDialog } from "./form_dialog";
import { choicesOf, type Tree } from "@/lib/territory_tree";
import { periodOf, useWhenMistake, When } from "./when";

export interface AssignProps {
  tree: Tree;
  positions: Position[];
  labelOf: (position: Position) => string;
  // What is given; the other is chosen.
  territory?: Territory;
  position?: Position;
  day: string;
  onClose: () => void;
}

export function Assign({ tree, positions, labelOf, territory, position, day, onClose }: AssignProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState("");
  const [part, setPart] = useState<"owner" | "overlay">(position?.kind === "overlay" ? "overlay" : "owner");
  const [when, setWhen] = useState({ first: day, last: "" });
  const mistake = useWhenMistake();
  const name = territory?.name ?? position?.title ?? "";
  const missing = !chosen ? (territory ? t("alignment.choosePosition") : t("alignment.chooseTerritory")) : mistake(when);
  const send = () => api.post("/assignments", { body: { territory: territory?.id ?? chosen, position: position?.id ?? chosen, part, ...periodOf(when) } });
  const options = territory ? positions.map((one) => ({ value: one.id as string, label: labelOf(one) })) : choicesOf(tree);
  return (
    <FormDialog title={t("alignment.assignTitle", { name })} text={t("alignment.assignText")} action={t("alignment.assign")} done={t("alignment.assigned")} missing={missing} fields={["valid_from", "valid_to"]} send={send} onClose={onClose}>
      {(errors) => (
        <>
          <Field label={territory ? t("alignment.position") : t("alignment.territory")}>
            <Combobox options={options} value={chosen} onChange={setChosen} placeholder={territory ? t("alignment.choosePosition") : t("alignment.chooseTerritory")} />
          </Field>
          <div className="flex flex-col items-start gap-1.5">
            <p aria-hidden className="text-sm font-medium">{t("alignment.part")}</p>
            <Segmented
              label={t("alignment.part")}
              value={part}
              options={[
                { value: "owner", label: t("alignment.parts.owner") },
                { value: "overlay", label: t("alignment.parts.overlay") },
              ]}
              onChange={setPart}
            />
            <p className="text-xs text-ink-3">{part === "owner" ? t("alignment.ownerHint") : t("alignment.overlayHint")}</p>
          </div>
          <When when={when} errors={errors} onChange={setWhen} />
        </>
      )}
    </FormDialog>
  );
}

interface UnassignProps {
  position: PositionId;
  territory: TerritoryId;
  name: string;
  day: string;
  onClose: () => void;
}

// Ends what a position has to do with a territory.
export function Unassign({ position, territory, name, day, onClose }: UnassignProps) {
  const { t } = useTranslation();
  const [when, setWhen] = useState({ first: day, last: "" });
  const mistake = useWhenMistake();
  const send = () => api.post("/assignments", { body: { position, territory, part: "none", ...periodOf(when) } });
  return (
    <FormDialog isDanger title={t("alignment.unassignTitle", { name })} text={t("alignment.unassignText")} action={t("alignment.unassign")} done={t("alignment.unassigned")} missing={mistake(when)} fields={["valid_from", "valid_to"]} send={send} onClose={onClose}>
      {(errors) => <When when={when} hasLast={false} firstLabel={t("alignment.goneFrom")} errors={errors} onChange={setWhen} />}
    </FormDialog>
  );
}
