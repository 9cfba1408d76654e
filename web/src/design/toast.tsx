// A short word that something is done. What went wrong stays on the page instead: it must not vanish before it is read.
import { Toast as Radix } from "radix-ui";
import { CircleCheck, X } from "lucide-react";
import { createContext, type ReactNode, use, useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "./button";

type Say = (text: string) => void;
const ToastContext = createContext<Say>(() => {});

export function useToast(): Say {
  return use(ToastContext);
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const [toasts, setToasts] = useState<{ key: number; text: string }[]>([]);
  const say = useCallback<Say>((text) => {
    setToasts((before) => [...before.slice(-2), { key: performance.now(), text }]);
  }, []);
  const remove = (key: number) => setToasts((before) => before.filter((toast) => toast.key !== key));
  return (
    <ToastContext value={say}>
      <Radix.Provider duration={5000} label={t("ui.notification")}>
        {children}
        {toasts.map((toast) => (
          <Radix.Root
            key={toast.key}
            onOpenChange={(isOpen) => !isOpen && remove(toast.key)}
            className="flex items-center gap-2.5 rounded-lg border border-line bg-surface py-2 pr-2 pl-3.5 shadow-3 animate-rise"
          >
            <CircleCheck aria-hidden className="size-4.5 shrink-0 text-accent-text" />
            <Radix.Title className="min-w-0 flex-1 text-base">{toast.text}</Radix.Title>
            <Radix.Close asChild>
              <IconButton size="small" label={t("ui.close")} icon={<X aria-hidden className="size-4" />} />
            </Radix.Close>
          </Radix.Root>
        ))}
        <Radix.Viewport
          label={t("ui.notifications")}
          data-toasts
          className="fixed right-4 bottom-20 z-50 flex w-[min(22rem,calc(100vw-2rem))] flex-col gap-2 md:bottom-4"
        />
      </Radix.Provider>
    </ToastContext>
  );
}
