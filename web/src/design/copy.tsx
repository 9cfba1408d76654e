// A text shown once that one wants to copy: a secret, a link.
import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "./button";

export function CopyText({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation();
  const [isCopied, setIsCopied] = useState(false);
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setIsCopied(true);
    } catch {
      // Without a secure address browsers give no clipboard; the text is selected for the keyboard instead.
      const node = document.getElementById("copy-text");
      if (node) getSelection()?.selectAllChildren(node);
    }
  }
  return (
    <div className="flex items-center gap-1 rounded-md border border-line bg-surface-2 p-1 pl-3">
      <code id="copy-text" aria-label={label} className="min-w-0 flex-1 font-mono text-sm break-all">
        {text}
      </code>
      <IconButton
        size="small"
        label={isCopied ? t("ui.copied") : t("ui.copy")}
        icon={isCopied ? <Check aria-hidden className="size-4 text-accent-text" /> : <Copy aria-hidden className="size-4" />}
        onClick={() => void copy()}
      />
    </div>
  );
}
