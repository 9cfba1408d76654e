// Selects units by what is known of them.
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/design/button";
import { Combobox } from "@/design/combobox";
import { Dialog } from "@/design/dialog";
import { Field } from "@/design/field";
import { Input, Select, TextArea } from "@/design/input";
import { decimalMark, readDecimal } from "@/lib/decimal";
import { useFormat } from "@/lib/format";
import { found, isEmptyWish, NO_WISH, type Wish } from "./attributes";
import { useStudio } from "./context";
import { numberTyped } from "./numbers";
import type { Mode } from "./selection";

interface FormProps {
  wish: Wish;
  typed: { least: string; most: string };
  onWish: (change: Partial<Wish>) => void;
  onTyped: (change: { least?: string; most?: string }) => void;
}

function Fields({ wish, typed, onWish, onTyped }: FormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { board, units } = useStudio();
  const territories = [{ value: "", label: t("studio.anyTerritory") }, ...board.territories.map(({ index, name }) => ({ value: String(index), label: name }))];
  const isWrong = (text: string) => text.trim() !== "" && readDecimal(text, decimalMark(format.locale)) === null;
  return (
    <div className="flex flex-col gap-4">
      <Field label={t("studio.codes")} hint={t("studio.codesHint")}>
        <TextArea value={wish.codes} onChange={(event) => onWish({ codes: event.target.value })} />
      </Field>
      <Field label={t("plan.territory")}>
        <Combobox options={territories} value={wish.territory === null ? "" : String(wish.territory)} onChange={(value) => onWish({ territory: value === "" ? null : Number(value) })} />
      </Field>
      <div className="grid gap-3 sm:grid-cols-3">
        <Field label={t("studio.measure")}>
          <Select value={wish.measure} options={units.measures.map(({ name }) => ({ value: name, label: name }))} onValueChange={(measure) => onWish({ measure })} />
        </Field>
        <Field label={t("studio.least")} error={isWrong(typed.least) ? t("studio.noNumber") : undefined}>
          <Input inputMode="decimal" value={typed.least} onChange={(event) => onTyped({ least: event.target.value })} />
        </Field>
        <Field label={t("studio.most")} error={isWrong(typed.most) ? t("studio.noNumber") : undefined}>
          <Input inputMode="decimal" value={typed.most} onChange={(event) => onTyped({ most: event.target.value })} />
        </Field>
      </div>
      <Field label={t("studio.locks")}>
        <Select
          value={wish.locked}
          options={(["any", "locked", "free"] as const).map((value) => ({ value, label: t(`studio.lockChoice.${value}`) }))}
          onValueChange={(locked) => onWish({ locked: locked as Wish["locked"] })}
        />
      </Field>
    </div>
  );
}

export function AttributeDialog({ isOpen, onOpenChange }: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { board, units, select, show } = useStudio();
  const [draft, setDraft] = useState<Wish>({ ...NO_WISH, measure: units.measures[0]?.name ?? "" });
  const [typed, setTyped] = useState({ least: "", most: "" });
  const wish = useMemo<Wish>(() => ({ ...draft, least: numberTyped(typed.least, format.locale), most: numberTyped(typed.most, format.locale) }), [draft, typed, format.locale]);
  const places = useMemo(() => (isOpen ? found(wish, board, units) : []), [isOpen, wish, board, units]);
  const reason = isEmptyWish(wish) ? t("studio.noCondition") : places.length === 0 && t("studio.noneFound");
  function choose(mode: Mode) {
    select(places, mode);
    show(places);
    onOpenChange(false);
  }
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t("studio.byAttribute")}
      description={t("studio.byAttributeText")}
      onSubmit={(event) => {
        event.preventDefault();
        if (!reason) choose("replace");
      }}
      footer={
        <>
          <p role="status" className="tabular mr-auto self-center text-sm text-ink-2">
            {isEmptyWish(wish) ? null : t("studio.foundUnits", { count: places.length, number: format.number(places.length) })}
          </p>
          <Button disabledReason={reason} onClick={() => choose("add")}>
            {t("studio.addThese")}
          </Button>
          <Button look="primary" type="submit" disabledReason={reason}>
            {t("studio.selectThese")}
          </Button>
        </>
      }
    >
      <Fields wish={draft} typed={typed} onWish={(change) => setDraft({ ...draft, ...change })} onTyped={(change) => setTyped({ ...typed, ...change })} />
    </Dialog>
  );
}
