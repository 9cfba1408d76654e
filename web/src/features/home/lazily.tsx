// Parts whose texts stand in the CRM's part of the catalogue: loaded by whom they concern alone.
import { type ComponentType, lazy, Suspense } from "react";
import { Skeleton } from "@/design/progress";
import { alsoSpeak } from "@/i18n";

const Loaded = lazy(async (): Promise<{ default: ComponentType }> => ({ default: (await Promise.all([import("./next_glance"), alsoSpeak("crm")]))[0].NextGlance }));

export function NextGlance() {
  return (
    <Suspense fallback={<Skeleton className="h-64 w-full" />}>
      <Loaded />
    </Suspense>
  );
}
