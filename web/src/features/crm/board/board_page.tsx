// Opportunities by stage, as cards that move from column to column.
import { useQuery } from "@tanstack/react-query";
import { List, Plus, Workflow } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import type { CrmRecord, Pipeline } from "@/api/crm";
import { groupsQuery, pipelinesQuery } from "@/api/crm_queries";
import { useMay } from "@/api/session";
import { Allowed } from "@/design/allowed";
import { Button } from "@/design/button";
import { Empty } from "@/design/empty";
import { SearchInput, Select } from "@/design/input";
import { Card, PageHeader } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { rememberChoice, rememberedChoice } from "@/lib/preferences";
import { useListState } from "../lists/use_list";
import { NewRecord } from "../records/new_record";
import { Column } from "./column";
import { busiestOf } from "./busiest";
import { useDrag } from "./use_drag";
import { totalsOf, useMoves } from "./use_moves";

// The pipeline that was looked at last.
const REMEMBERED = "board.pipeline";

function Columns({ pipeline, q }: { pipeline: Pipeline; q: string }) {
  const { t } = useTranslation();
  const may = useMay();
  const board = useRef<HTMLDivElement>(null);
  const stages = pipeline.stages.map((stage) => ({ id: `${pipeline.key}.${stage.key}`, name: stage.name, stage }));
  const nameOf = (id: string) => stages.find((one) => one.id === id)?.name ?? id;
  const { moves, move, problem, told, tell, focused } = useMoves(nameOf);
  const groups = useQuery({ ...groupsQuery("opportunity", "stage", { q: q || undefined }), placeholderData: (before) => before });
  const { drag, start } = useDrag(board, (record, stage) => void move(record, stage));
  const [grabbed, setGrabbed] = useState<{ id: string; target: string } | null>(null);
  function grab(record: CrmRecord, target: string | null, isDropped = false) {
    if (target === null) {
      if (grabbed && !isDropped) tell(t("board.left", { name: record.title, stage: nameOf(String(record["stage"])) }));
      return setGrabbed(null);
    }
    tell(grabbed ? t("board.over", { name: record.title, stage: nameOf(target) }) : t("board.grabbed", { name: record.title }));
    setGrabbed({ id: record.id, target });
    board.current?.querySelector(`[data-stage="${CSS.escape(target)}"]`)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  return (
    <>
      {problem ? (
        <div className="mb-4">
          <ProblemNote problem={problem} />
        </div>
      ) : null}
      <p role="status" className="sr-only">
        {told}
      </p>
      <div ref={board} role="region" aria-label={t("board.title")} tabIndex={0} className="-mx-4 flex snap-x scroll-px-4 gap-3 overflow-x-auto px-4 pb-4 sm:-mx-6 sm:snap-none sm:px-6 md:-mx-8 md:px-8">
        {stages.map(({ id, stage }) => (
          <Column
            key={id}
            id={id}
            stage={stage}
            stages={stages}
            q={q}
            totals={totalsOf(id, groups.data ?? [], moves)}
            moves={moves}
            mayMove={may("crm.write")}
            dragged={drag?.id ?? null}
            isOver={drag?.over === id || grabbed?.target === id}
            focused={focused}
            grabbed={grabbed}
            onGrab={grab}
            onMove={(record, to) => void move(record, to)}
            onPointerDown={start}
          />
        ))}
      </div>
    </>
  );
}

export function BoardPage() {
  const { t } = useTranslation();
  const may = useMay();
  const [params, setParams] = useSearchParams();
  const list = useListState();
  const [isAdding, setIsAdding] = useState(false);
  const query = useQuery({ ...pipelinesQuery, enabled: may("crm.read") });
  const pipelines = query.data ?? [];
  const asked = params.get("pipeline") ?? rememberedChoice<string>(REMEMBERED);
  const isTold = pipelines.length < 2 || pipelines.some(({ key }) => key === asked);
  const groups = useQuery({ ...groupsQuery("opportunity", "stage", {}), enabled: may("crm.read") && !isTold });
  const isPending = query.isPending || (!isTold && groups.isPending && may("crm.read"));
  const pipeline = isPending ? undefined : (pipelines.find(({ key }) => key === asked) ?? busiestOf(pipelines, groups.data ?? []));
  function choose(key: string) {
    rememberChoice(REMEMBERED, key);
    const next = new URLSearchParams(params);
    next.set("pipeline", key);
    setParams(next, { replace: true });
  }
  const first = pipeline?.stages[0];
  const given = pipeline && first ? { stage: `${pipeline.key}.${first.key}` } : {};
  return (
    <Allowed permission="crm.read">
      <PageHeader
        title={t("board.title")}
        description={may("crm.write") ? t("board.text") : undefined}
        actions={
          <>
            <Button asChild>
              <Link to="/opportunities">
                <List aria-hidden className="size-4" />
                {t("board.asList")}
              </Link>
            </Button>
            <Button look="primary" icon={<Plus aria-hidden className="size-4" />} disabledReason={!may("crm.write") && t("crm.mayNotWrite")} onClick={() => setIsAdding(true)}>
              {t("crmObject.opportunity.new")}
            </Button>
          </>
        }
      />
      <div className="mb-4 flex flex-wrap gap-3">
        <SearchInput label={t("crm.search.opportunity")} value={list.typed} onChange={(event) => list.setTyped(event.target.value)} className="w-80 max-sm:w-full" />
        {pipelines.length > 1 ? <Select aria-label={t("board.pipeline")} value={pipeline?.key ?? ""} options={pipelines.map(({ key, name }) => ({ value: key, label: name }))} onValueChange={choose} className="w-56 max-sm:w-full" /> : null}
      </div>
      {query.error ? <ProblemNote problem={query.error} onRetry={() => void query.refetch()} /> : null}
      {isPending ? <Skeleton className="h-96 w-full" /> : null}
      {pipeline ? <Columns key={pipeline.key} pipeline={pipeline} q={list.state.q} /> : null}
      {query.data && !isPending && !pipeline ? (
        <Card>
          <Empty icon={<Workflow aria-hidden className="size-5" />} title={t("board.noPipeline")}>
            {t("board.noPipelineText")}
          </Empty>
        </Card>
      ) : null}
      {isAdding ? <NewRecord object="opportunity" given={given} onClose={() => setIsAdding(false)} /> : null}
    </Allowed>
  );
}
