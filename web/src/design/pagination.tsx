// Pages by cursor: the server says where the next one begins, and the way back is remembered here.
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button";

// `scope` names what is listed; another scope (a changed filter) starts again at the first page.
export function useCursor(scope: string) {
  const [state, setState] = useState<{ scope: string; cursors: string[] }>({ scope, cursors: [] });
  const cursors = state.scope === scope ? state.cursors : [];
  return {
    cursor: cursors.at(-1),
    pageNumber: cursors.length + 1,
    forward: (next: string) => setState({ scope, cursors: [...cursors, next] }),
    back: () => setState({ scope, cursors: cursors.slice(0, -1) }),
  };
}

interface PaginationProps {
  cursor: ReturnType<typeof useCursor>;
  next: string | undefined;
  shown: number;
}

export function Pagination({ cursor, next, shown }: PaginationProps) {
  const { t } = useTranslation();
  if (!next && cursor.pageNumber === 1) return null;
  return (
    <nav aria-label={t("ui.pages")} className="flex items-center justify-between gap-3 border-t border-line px-5 py-2.5">
      <p className="text-sm text-ink-3">{t("ui.page", { page: cursor.pageNumber, count: shown })}</p>
      <div className="flex gap-2">
        <Button size="small" icon={<ChevronLeft aria-hidden className="size-4" />} disabledReason={cursor.pageNumber === 1 && t("ui.firstPage")} onClick={cursor.back}>
          {t("ui.previous")}
        </Button>
        <Button size="small" disabledReason={!next && t("ui.lastPage")} onClick={() => next && cursor.forward(next)}>
          {t("ui.next")}
          <ChevronRight aria-hidden className="size-4" />
        </Button>
      </div>
    </nav>
  );
}
