// How units are selected on the map: by click, box, lasso or brush, or by what is known of them; and what a new choice does with the last. What the map shows beside the plan.
import { Eraser, Lasso, ListFilter, Minus, MousePointer2, Paintbrush, Plus, Replace, SquareDashed, Spline } from "lucide-react";
import { RadioGroup } from "radix-ui";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "@/design/button";
import { Tooltip } from "@/design/tooltip";
import { AttributeDialog } from "./attribute_dialog";
import { type Tool, useStudio } from "./context";
import { LayersButton } from "./layers/layers_button";
import type { Mode } from "./selection";

const ICON = "size-4.5";
const TOOLS: [Tool, ReactNode][] = [
  ["click", <MousePointer2 key="click" aria-hidden className={ICON} />],
  ["box", <SquareDashed key="box" aria-hidden className={ICON} />],
  ["lasso", <Lasso key="lasso" aria-hidden className={ICON} />],
  ["paint", <Paintbrush key="paint" aria-hidden className={ICON} />],
];
const BARRIER: [Tool, ReactNode] = ["barrier", <Spline key="barrier" aria-hidden className={ICON} />];
const MODES: [Mode, ReactNode][] = [
  ["replace", <Replace key="replace" aria-hidden className={ICON} />],
  ["add", <Plus key="add" aria-hidden className={ICON} />],
  ["remove", <Minus key="remove" aria-hidden className={ICON} />],
];

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: [Value, ReactNode][];
  nameOf: (value: Value) => string;
  hintOf: (value: Value) => string;
  onChange: (value: Value) => void;
}

function Choice<Value extends string>({ label, value, options, nameOf, hintOf, onChange }: ChoiceProps<Value>) {
  return (
    <RadioGroup.Root aria-label={label} value={value} onValueChange={(next) => onChange(next as Value)} className="flex gap-0.5 md:flex-col">
      {options.map(([option, icon]) => (
        <Tooltip key={option} text={hintOf(option)} side="right">
          <RadioGroup.Item
            value={option}
            aria-label={nameOf(option)}
            className="grid size-9 place-items-center rounded-md text-ink-2 hover:bg-surface-3 hover:text-ink aria-checked:bg-accent-soft aria-checked:text-accent-text"
          >
            {icon}
          </RadioGroup.Item>
        </Tooltip>
      ))}
    </RadioGroup.Root>
  );
}

export function Toolbar() {
  const { t } = useTranslation();
  const { tool, setTool, mode, setMode, selection, select, whyNot } = useStudio();
  const [isAsking, setIsAsking] = useState(false);
  const line = <span aria-hidden className="shrink-0 bg-line max-md:h-6 max-md:w-px md:h-px md:w-6" />;
  return (
    <div role="group" aria-label={t("studio.tools")} className="flex items-center gap-1 overflow-x-auto border-line bg-surface p-1 max-md:border-b md:flex-col md:border-r md:py-2">
      <Choice label={t("studio.tool")} value={tool} options={whyNot ? TOOLS : [...TOOLS, BARRIER]} nameOf={(one) => t(`studio.toolNames.${one}`)} hintOf={(one) => t(`studio.toolHints.${one}`)} onChange={setTool} />
      {line}
      <Choice label={t("studio.mode")} value={mode} options={MODES} nameOf={(one) => t(`studio.modeNames.${one}`)} hintOf={(one) => t(`studio.modeHints.${one}`)} onChange={setMode} />
      {line}
      <IconButton side="right" label={t("studio.byAttribute")} icon={<ListFilter aria-hidden className={ICON} />} onClick={() => setIsAsking(true)} />
      <IconButton side="right" label={t("studio.clear")} icon={<Eraser aria-hidden className={ICON} />} disabledReason={selection.count === 0 && t("studio.nothingSelected")} onClick={() => select([], "replace")} />
      {line}
      <LayersButton />
      <AttributeDialog isOpen={isAsking} onOpenChange={setIsAsking} />
    </div>
  );
}
