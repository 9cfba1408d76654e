// The frame of a view: its title, its file, and the states of what is asked for.
import type { UseQueryResult } from "@tanstack/react-query";
import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/design/button";
import { Card } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { saveFile } from "@/lib/files";
import { csvOf } from "./view";

interface PanelProps<Data> {
  title: string;
  text: string;
  query: UseQueryResult<Data>;
  file: string;
  rows: (data: Data) => string[][];
  children: (data: Data) => ReactNode;
}

export function Panel<Data>({ title, text, query, file, rows, children }: PanelProps<Data>) {
  const { t } = useTranslation();
  const { data, error } = query;
  const save = (
    <Button
      size="small"
      icon={<Download aria-hidden className="size-4" />}
      disabledReason={!data && t("performance.loading")}
      aria-label={t("performance.saveNamed", { name: title })}
      onClick={() => data && saveFile(`${file}.csv`, csvOf(rows(data)), "text/csv")}
    >
      {t("performance.save")}
    </Button>
  );
  return (
    <Card isFlush title={title} description={text} actions={save}>
      {error && !data ? (
        <div className="px-5 pb-5">
          <ProblemNote problem={error} onRetry={() => void query.refetch()} />
        </div>
      ) : data ? (
        children(data)
      ) : (
        <div className="px-5 pb-5">
          <Skeleton className="h-48 w-full" />
        </div>
      )}
    </Card>
  );
}

export function Nothing({ children }: { children: ReactNode }) {
  return <p className="border-t border-line px-5 py-5 text-ink-2">{children}</p>;
}
