// All pairs of an object's records that look like one, a stretch at a time.
import { useInfiniteQuery } from "@tanstack/react-query";
import { CopyCheck } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { type DoubledObject, isDoubled, type LikelyPair, PLURALS } from "@/api/crm";
import { pairsQuery } from "@/api/crm_queries";
import { Allowed } from "@/design/allowed";
import { Button } from "@/design/button";
import { Empty } from "@/design/empty";
import { Card, PageHeader } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { FieldTexts } from "../fields/use_field_text";
import { useObjectOfPlace } from "../fields/use_object";
import { EvidenceList, Likely } from "./evidence";
import { PairActions } from "./pair_actions";

// So many are looked for before one is asked whether to go on.
const WANTED = 20;

function Pair({ object, pair }: { object: DoubledObject; pair: LikelyPair }) {
  return (
    <li className="flex flex-wrap items-start gap-x-6 gap-y-3 px-5 py-4">
      <div className="flex min-w-0 flex-1 basis-72 flex-col gap-2">
        <div className="flex flex-wrap items-center gap-2">
          <Likely pair={pair} />
        </div>
        {[pair.a, pair.b].map((side) => (
          <Link key={side.id} to={`/${PLURALS[object]}/${side.id}`} className="font-medium break-words hover:underline">
            {side.title}
          </Link>
        ))}
        <EvidenceList pair={pair} />
      </div>
      <PairActions object={object} pair={pair} />
    </li>
  );
}

function Pairs({ object }: { object: DoubledObject }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(pairsQuery(object));
  const { data, hasNextPage, isFetching, fetchNextPage } = query;
  const pairs = data?.pages.flatMap((page) => page.items) ?? [];
  // A stretch may have no pairs in it: the next one is looked at by itself until there is something to show.
  const goesOn = hasNextPage && !isFetching && pairs.length < WANTED;
  useEffect(() => {
    if (goesOn) void fetchNextPage();
  }, [goesOn, fetchNextPage, data]);
  const isLooking = query.isPending || (hasNextPage && pairs.length === 0);
  return (
    <>
      <PageHeader
        title={t("duplicates.title")}
        above={
          <Link to={`/${PLURALS[object]}`} className="hover:underline">
            {t(`crmObject.${object}.many`)}
          </Link>
        }
        description={t(`duplicates.text.${object}`)}
      />
      {query.error ? <ProblemNote problem={query.error} onRetry={() => void query.refetch()} /> : null}
      <Card isFlush>
        {isLooking ? (
          <div aria-busy className="p-5">
            <p role="status" className="mb-3 text-ink-2">
              {t("duplicates.looking")}
            </p>
            <Skeleton className="h-40 w-full" />
          </div>
        ) : pairs.length === 0 ? (
          query.error ? null : (
            <Empty icon={<CopyCheck aria-hidden className="size-5" />} title={t("duplicates.none")}>
              {t("duplicates.noneText")}
            </Empty>
          )
        ) : (
          <ul aria-label={t("duplicates.title")} className="divide-y divide-line">
            {pairs.map((pair) => (
              <Pair key={pair.a.id + pair.b.id} object={object} pair={pair} />
            ))}
          </ul>
        )}
      </Card>
      {hasNextPage && pairs.length > 0 ? (
        <div className="mt-4 flex justify-center">
          <Button isBusy={isFetching} onClick={() => void fetchNextPage()}>
            {t("duplicates.more")}
          </Button>
        </div>
      ) : null}
    </>
  );
}

export function DuplicateList() {
  const object = useObjectOfPlace();
  return (
    <Allowed permission="crm.read">
      <FieldTexts>{isDoubled(object) ? <Pairs key={object} object={object} /> : null}</FieldTexts>
    </Allowed>
  );
}
