// One record: what is known of it, what belongs to it, and what can be done with it.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { type CrmRecord, type ObjectName, PLURALS, type RecordId } from "@/api/crm";
import { recordQuery } from "@/api/crm_queries";
import { ApiProblem } from "@/api/problem";
import { useMay } from "@/api/session";
import { idFrom } from "@/api/types";
import { Allowed } from "@/design/allowed";
import { Button } from "@/design/button";
import { Empty } from "@/design/empty";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { FieldTexts } from "../fields/use_field_text";
import { useObjectOfPlace } from "../fields/use_object";
import { Deleted } from "./deleted";
import { RecordView } from "./record_view";

function NotThere({ object }: { object: ObjectName }) {
  const { t } = useTranslation();
  return (
    <>
      <h1 className="sr-only">{t("crm.notThere")}</h1>
      <Empty
        title={t("crm.notThere")}
        action={
          <Button asChild>
            <Link to={`/${PLURALS[object]}`}>{t("crm.toList", { objects: t(`crmObject.${object}.many`) })}</Link>
          </Button>
        }
      >
        {t("crm.notThereText")}
      </Empty>
    </>
  );
}

function One({ object, id }: { object: ObjectName; id: RecordId }) {
  const may = useMay();
  const [deleted, setDeleted] = useState<CrmRecord | null>(null);
  const query = useQuery({ ...recordQuery(object, id), enabled: may("crm.read") && deleted === null });
  if (deleted) {
    return (
      <Deleted
        object={object}
        record={deleted}
        onRestored={() => {
          setDeleted(null);
          void query.refetch();
        }}
      />
    );
  }
  if (query.data) return <RecordView object={object} record={query.data} onDeleted={setDeleted} />;
  if (query.error instanceof ApiProblem && query.error.status === 404) return <NotThere object={object} />;
  if (query.error) return <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />;
  return (
    <div aria-busy className="flex flex-col gap-5">
      <Skeleton className="h-9 w-72" />
      <Skeleton className="h-64 w-full" />
    </div>
  );
}

export function RecordPage() {
  const object = useObjectOfPlace();
  const id = idFrom<RecordId>(useParams()["record"]);
  return (
    <Allowed permission="crm.read">
      <FieldTexts>
        <One key={id} object={object} id={id} />
      </FieldTexts>
    </Allowed>
  );
}
