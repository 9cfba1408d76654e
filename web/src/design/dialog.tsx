// Dialogs over the page, and sheets at its side. The page behind is held still by base.css, not by an injected style:
// the content security policy allows none, and that is why the overlay is ours rather than Radix's.
import { Dialog as Radix } from "radix-ui";
import { X } from "lucide-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, type ButtonLook, IconButton } from "./button";
import { cx } from "./cx";
import { ProblemNote } from "./problem";

interface DialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  side?: "middle" | "right";
  size?: "small" | "medium" | "large";
  footer?: ReactNode;
  onSubmit?: (event: FormEvent<HTMLFormElement>) => void;
  children?: ReactNode;
}

// The first field takes the focus, else the dialog itself: never the button that closes it, whose tooltip would open too.
function focusInside(event: Event) {
  const content = event.currentTarget as HTMLElement | null;
  if (!content) return;
  event.preventDefault();
  const field = content.querySelector<HTMLElement>("[data-autofocus], input:not([type=hidden]), select, textarea");
  (field ?? content).focus();
}

// Escape first closes a list of choices that hangs below a field, then the dialog.
function keepForChoices(event: KeyboardEvent) {
  if (event.target instanceof HTMLElement && event.target.hasAttribute("aria-activedescendant")) event.preventDefault();
}

const WIDTHS = { small: "sm:w-[26rem]", medium: "sm:w-[34rem]", large: "sm:w-[46rem]" };
const PLACES = {
  middle:
    "inset-x-0 bottom-0 max-h-[92dvh] rounded-t-xl animate-lift sm:inset-auto sm:top-[10dvh] sm:left-1/2 sm:max-h-[80dvh] sm:-translate-x-1/2 sm:rounded-xl sm:animate-fade",
  right: "inset-y-0 right-0 w-full animate-slide sm:rounded-l-xl",
};

export function Dialog(props: DialogProps) {
  const { isOpen, onOpenChange, title, description, side = "middle", size = "medium", footer, onSubmit, children } = props;
  const { t } = useTranslation();
  const body = (
    <>
      <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
      {footer ? <div className="flex justify-end gap-2 border-t border-line bg-surface-2/60 px-5 py-3.5">{footer}</div> : null}
    </>
  );
  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <div data-modal aria-hidden className="fixed inset-0 z-40 bg-backdrop animate-fade" />
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          onOpenAutoFocus={focusInside}
          onEscapeKeyDown={keepForChoices}
          className={cx("fixed z-40 flex flex-col overflow-hidden bg-surface shadow-3 outline-none", PLACES[side], WIDTHS[size])}
        >
          <div className="flex items-start gap-4 border-b border-line px-5 pt-4 pb-3.5">
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
              {description ? <Radix.Description className="mt-0.5 text-sm text-ink-2">{description}</Radix.Description> : null}
            </div>
            <Radix.Close asChild>
              <IconButton size="small" label={t("ui.close")} side="left" icon={<X aria-hidden className="size-4" />} className="-mr-1.5" />
            </Radix.Close>
          </div>
          {onSubmit ? (
            <form noValidate onSubmit={onSubmit} className="flex min-h-0 flex-1 flex-col">
              {body}
            </form>
          ) : (
            body
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface ConfirmProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  text: ReactNode;
  action: string;
  look?: ButtonLook;
  onConfirm: () => Promise<unknown>;
}

// Asks before what cannot be undone, and shows what went wrong when it does.
export function Confirm({ isOpen, onOpenChange, title, text, action, look = "danger", onConfirm }: ConfirmProps) {
  const { t } = useTranslation();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  async function confirm() {
    setIsBusy(true);
    setProblem(null);
    try {
      await onConfirm();
      onOpenChange(false);
    } catch (error) {
      setProblem(error);
    } finally {
      setIsBusy(false);
    }
  }
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={title}
      size="small"
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{t("ui.cancel")}</Button>
          <Button look={look} isBusy={isBusy} onClick={() => void confirm()}>
            {action}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 text-ink-2">
        <div>{text}</div>
        {problem ? <ProblemNote problem={problem} /> : null}
      </div>
    </Dialog>
  );
}
