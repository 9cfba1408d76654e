// Where an account stands: among other accounts, and on the map.
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { CrmRecord, RecordId } from "@/api/crm";
import { recordQuery, recordsQuery } from "@/api/crm_queries";
import { useMay } from "@/api/session";
import { idFrom } from "@/api/types";
import { Button } from "@/design/button";
import { cx } from "@/design/cx";
import { Card } from "@/design/page";
import { PlaceMap } from "@/plan_map/place_map";
import { listLink } from "@/lib/list_link";
import { NewRecord } from "./new_record";

const LEVELS_MAX = 6;
const CHILDREN_MAX = 50;

function AccountLink({ id, name }: { id: string; name: string }) {
  return (
    <Link to={`/accounts/${id}`} className="min-w-0 font-medium break-words hover:underline">
      {name}
    </Link>
  );
}

// The account above, and what is above that.
function Above({ id, label, level }: { id: string; label: string | undefined; level: number }) {
  const { t } = useTranslation();
  const parent = useQuery({ ...recordQuery("account", idFrom<RecordId>(id)), enabled: label !== undefined }).data;
  const above = parent?.["parent"];
  return (
    <>
      {typeof above === "string" && level < LEVELS_MAX ? <Above id={above} label={parent?.labels?.["parent"]} level={level + 1} /> : null}
      <li className="flex items-center gap-2 py-1">{label === undefined ? <span className="text-ink-3">{t("crmValue.hidden")}</span> : <AccountLink id={id} name={label} />}</li>
    </>
  );
}

function Hierarchy({ account, className }: { account: CrmRecord; className?: string }) {
  const { t } = useTranslation();
  const may = useMay();
  const [isAdding, setIsAdding] = useState(false);
  const query = useQuery(recordsQuery("account", { where: [{ field: "parent", is: "eq", value: account.id }] }, CHILDREN_MAX));
  const children = query.data?.items ?? [];
  const parent = account["parent"];
  const isAlone = children.length === 0 && typeof parent !== "string";
  return (
    <Card
      title={t("crm.hierarchy")}
      className={cx(className)}
      actions={
        <Button size="small" look="ghost" icon={<Plus aria-hidden className="size-4" />} disabledReason={!may("crm.write") && t("crm.mayNotWrite")} onClick={() => setIsAdding(true)}>
          {t("crm.addChild")}
        </Button>
      }
    >
      {isAlone ? <p className="text-ink-2">{t("crm.noHierarchy")}</p> : null}
      {isAlone ? null : (
        <ol aria-label={t("crm.hierarchy")} className="flex flex-col">
          {typeof parent === "string" ? <Above id={parent} label={account.labels?.["parent"]} level={1} /> : null}
          <li className="py-1" aria-current="true">
            <span className="rounded-md bg-accent-soft px-2 py-0.5 font-semibold text-accent-text">{account.title}</span>
            {children.length > 0 ? (
              <ul aria-label={t("crm.children")} className="mt-1.5 ml-2 border-l border-line pl-4">
                {children.map((child) => (
                  <li key={child.id} className="flex flex-wrap items-baseline gap-x-2 py-1">
                    <AccountLink id={child.id} name={child.title} />
                    {typeof child["city"] === "string" ? <span className="text-sm text-ink-3">{child["city"]}</span> : null}
                  </li>
                ))}
              </ul>
            ) : null}
          </li>
        </ol>
      )}
      {query.data?.next ? (
        <Link to={listLink("/accounts", [{ field: "parent", is: "eq", value: account.id }])} className="prose-link mt-2 inline-block text-sm">
          {t("crm.allChildren")}
        </Link>
      ) : null}
      {isAdding ? <NewRecord object="account" given={{ parent: account.id, labels: { parent: account.title } }} onClose={() => setIsAdding(false)} /> : null}
    </Card>
  );
}

export function AccountAside({ account, className }: { account: CrmRecord; className?: string }) {
  const { t } = useTranslation();
  const [lon, lat] = [Number(account["lon"]), Number(account["lat"])];
  const hasPlace = account["lon"] !== undefined && account["lat"] !== undefined && Number.isFinite(lon) && Number.isFinite(lat);
  return (
    <>
      {hasPlace ? <PlaceMap lon={lon} lat={lat} label={t("crm.mapLabel", { name: account.title })} title={t("crm.place")} className={className} /> : null}
      <Hierarchy account={account} className={className} />
    </>
  );
}
