// Units of a plan on the map, coloured by what two plans say of them; a click goes nowhere, the lists beside it say the same.
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { datasetMapUrl } from "@/api/studio_queries";
import { Card } from "@/design/page";
import { Skeleton } from "@/design/progress";
import { useFormat } from "@/lib/format";
import { changes, CHANGE_BASE } from "@/unit_map/colours";
import type { BoardState } from "../board";
import type { Sight } from "../context";
import { newHover } from "../hover";
import { Square } from "../legend";
import { noneOf } from "../selection";
import type { Units } from "../units";

const Canvas = lazy(() => import("../map/studio_canvas"));

export type Mark = 0 | 1 | 2;

// 0: as it is, 1: changes hands, 2: the plans disagree.
export function coloursFor(count: number, moved: Iterable<number>, conflicts: Iterable<number> = []): Int8Array {
  const colours = new Int8Array(count).fill(CHANGE_BASE);
  const put = (places: Iterable<number>, mark: Mark) => {
    for (const place of places) colours[place] = CHANGE_BASE + mark;
  };
  put(moved, 1);
  put(conflicts, 2);
  return colours;
}

interface CompareMapProps {
  dataset: string;
  units: Units;
  board: BoardState;
  colours: Int8Array;
  moved: number;
  conflicts?: number;
  sight: Sight | null;
}

export function CompareMap({ dataset, units, board, colours, moved, conflicts, sight }: CompareMapProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [none] = useState(() => noneOf(units.ids.length));
  const [still] = useState(newHover);
  const [same = "", changed = "", conflict = ""] = changes();
  const counted = (count: number) => ({ count, number: format.number(count) });
  return (
    <Card isFlush>
      <div className="relative h-[min(30rem,60dvh)] bg-[var(--map-land)] max-sm:h-72">
        <Suspense fallback={<Skeleton className="size-full rounded-none" />}>
          <Canvas
            path={datasetMapUrl(dataset)}
            units={units}
            of={board.of}
            territories={board.territories}
            colours={colours}
            locks={null}
            selection={none}
            hover={still}
            sight={sight}
            hasNames
            label={t("compare.mapLabel")}
            hands={null}
            onReady={() => {}}
          />
        </Suspense>
      </div>
      <ul className="tabular flex flex-wrap gap-x-5 gap-y-1.5 border-t border-line px-5 py-2.5 text-xs">
        <li className="flex items-center gap-2">
          <Square colour={changed} /> {t("studio.changedUnits", counted(moved))}
        </li>
        {conflicts === undefined ? null : (
          <li className="flex items-center gap-2">
            <Square colour={conflict} /> {t("merge.conflictUnits", counted(conflicts))}
          </li>
        )}
        <li className="flex items-center gap-2">
          <Square colour={same} /> {t("studio.sameUnits")}
        </li>
      </ul>
    </Card>
  );
}
