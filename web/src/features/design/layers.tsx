import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/design/button";
import { Confirm, Dialog } from "@/design/dialog";
import { Field } from "@/design/field";
import { Input } from "@/design/input";
import { useToast } from "@/design/toast";
import { Group, Variant } from "./group";

export function Layers() {
  const { t } = useTranslation();
  const say = useToast();
  const [open, setOpen] = useState<"dialog" | "sheet" | "confirm" | null>(null);
  const close = () => setOpen(null);
  const body = (
    <Field label={t("gallery.field")} hint={t("gallery.hint")}>
      <Input />
    </Field>
  );
  const footer = (
    <Button look="primary" onClick={close}>
      {t("ui.done")}
    </Button>
  );
  return (
    <Group title={t("gallery.layers")}>
      <Variant label={t("gallery.open")}>
        <Button onClick={() => setOpen("dialog")}>{t("gallery.dialog")}</Button>
        <Button onClick={() => setOpen("sheet")}>{t("gallery.sheet")}</Button>
        <Button onClick={() => setOpen("confirm")}>{t("gallery.confirm")}</Button>
        <Button onClick={() => say(t("ui.saved"))}>{t("gallery.toast")}</Button>
      </Variant>
      <Dialog isOpen={open === "dialog"} onOpenChange={close} title={t("gallery.dialog")} description={t("gallery.text")} footer={footer}>
        {body}
      </Dialog>
      <Dialog isOpen={open === "sheet"} onOpenChange={close} side="right" title={t("gallery.sheet")} footer={footer}>
        {body}
      </Dialog>
      <Confirm isOpen={open === "confirm"} onOpenChange={close} title={t("gallery.confirm")} text={t("gallery.emptyText")} action={t("gallery.remove")} onConfirm={() => Promise.resolve()} />
    </Group>
  );
}
