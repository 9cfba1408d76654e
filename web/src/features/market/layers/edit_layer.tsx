// A layer's name, how accounts find their unit in it, and its removal.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { loose } from "@/api/client";
import { layerPath } from "@/api/layer_queries";
import type { LayerMatch, UnitLayer } from "@/api/market_layers";
import { Button } from "@/design/button";
import { Confirm, Dialog } from "@/design/dialog";
import { Field, FieldGroup } from "@/design/field";
import { Input, Select } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { useToast } from "@/design/toast";
import { useSubmit } from "@/lib/use_submit";

const CHARACTERS_MAX = 20;

export function EditLayer({ layer, onClose }: { layer: UnitLayer; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const say = useToast();
  const [name, setName] = useState(layer.name);
  const [by, setBy] = useState<LayerMatch["by"]>(layer.match.by);
  const [typed, setTyped] = useState(layer.match.by === "postal_code" ? String(layer.match.characters) : "5");
  const characters = Number(typed);
  const isWrong = by === "postal_code" && !(Number.isInteger(characters) && characters >= 1 && characters <= CHARACTERS_MAX);
  const form = useSubmit(async () => {
    const match: LayerMatch = by === "place" ? { by } : { by, characters };
    await loose.patch(layerPath, { path: { layer: layer.id }, version: layer.version, body: { name: name.trim(), match } });
    await client.invalidateQueries({ queryKey: ["market"] });
    say(t("ui.saved"));
    onClose();
  });
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("layers.editTitle", { name: layer.name })}
      onSubmit={(event) => void form.submit(event)}
      footer={
        <>
          <Button onClick={onClose}>{t("ui.cancel")}</Button>
          <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={!name.trim() ? t("layers.noName") : isWrong && t("layers.badCharacters", { count: CHARACTERS_MAX })}>
            {t("ui.save")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4.5">
        {form.problem ? <ProblemNote problem={form.problem} shownFields={["name"]} /> : null}
        <Field label={t("layers.name")} error={form.errors["name"]}>
          <Input value={name} maxLength={200} autoComplete="off" onChange={(event) => setName(event.target.value)} />
        </Field>
        <FieldGroup legend={t("layers.match")} hint={t("layers.matchHint")}>
          <div className="grid gap-4.5 sm:grid-cols-2">
            <Field label={t("layers.matchBy")}>
              <Select
                value={by}
                options={[
                  { value: "postal_code", label: t("layers.matchPostalCode") },
                  { value: "place", label: t("layers.matchPlace") },
                ]}
                onValueChange={(value) => setBy(value === "place" ? "place" : "postal_code")}
              />
            </Field>
            {by === "postal_code" ? (
              <Field label={t("layers.characters")} hint={t("layers.charactersHint")} error={isWrong ? t("layers.badCharacters", { count: CHARACTERS_MAX }) : undefined}>
                <Input type="number" inputMode="numeric" min={1} max={CHARACTERS_MAX} step={1} value={typed} onChange={(event) => setTyped(event.target.value)} />
              </Field>
            ) : null}
          </div>
        </FieldGroup>
      </div>
    </Dialog>
  );
}

export function RemoveLayer({ layer, onClose, onRemoved }: { layer: UnitLayer; onClose: () => void; onRemoved: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const say = useToast();
  async function remove() {
    await loose.delete(layerPath, { path: { layer: layer.id }, version: layer.version });
    onRemoved();
    say(t("layers.removed", { name: layer.name }));
    await client.invalidateQueries({ queryKey: ["market"] });
  }
  return <Confirm isOpen onOpenChange={onClose} title={t("layers.removeTitle", { name: layer.name })} text={t(layer.state === "failed" ? "layers.removeRefusedText" : "layers.removeText")} action={t("layers.remove")} onConfirm={remove} />;
}
