// Where a file is dropped or chosen.
import { FileUp } from "lucide-react";
import { type DragEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "./cx";
import { Field } from "./field";
import { Input } from "./input";

interface DropZoneProps {
  title: string;
  hint: string;
  accept: string;
  isBusy?: boolean;
  onFile: (file: File) => void;
}

export function DropZone({ title, hint, accept, isBusy = false, onFile }: DropZoneProps) {
  const { t } = useTranslation();
  const [isOver, setIsOver] = useState(false);
  function drop(event: DragEvent) {
    event.preventDefault();
    setIsOver(false);
    const file = event.dataTransfer.files[0];
    if (file && !isBusy) onFile(file);
  }
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
      className={cx("flex flex-col items-center gap-3 rounded-lg border-2 border-dashed px-6 py-8 text-center", isOver ? "border-accent bg-accent-soft" : "border-line-strong/60 bg-surface-2/50")}
    >
      <FileUp aria-hidden className="size-7 text-ink-3" />
      <p className="text-lg font-semibold max-sm:hidden">{title}</p>
      <Field label={<span className="max-sm:sr-only">{t("ui.orChoose")}</span>} hint={hint} className="w-full max-w-sm text-left">
        <Input type="file" accept={accept} className="py-1.5" onChange={(event) => event.target.files?.[0] && onFile(event.target.files[0])} />
      </Field>
    </div>
  );
}
