// One's own open tasks, the one that was due first at the top.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { CrmRecord } from "@/api/crm";
import { recordsQuery } from "@/api/crm_queries";
import { useSession } from "@/api/session";
import { Card } from "@/design/page";
import { today } from "@/lib/days";
import { useFormat } from "@/lib/format";
import { listLink } from "@/lib/list_link";
import { GlanceList } from "./glance_list";
import { SeeAll } from "./see_all";

const SHOWN = 5;

function Due({ day }: { day: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = today();
  const text = day < now ? t("home.overdue", { day: format.localDate(day) }) : day === now ? t("home.dueToday") : format.localDate(day);
  return (
    <time dateTime={day} className={`shrink-0 text-sm whitespace-nowrap ${day < now ? "font-medium text-danger-text" : "text-ink-2"}`}>
      {text}
    </time>
  );
}

function Line({ task }: { task: CrmRecord }) {
  const { due } = task;
  return (
    <li className="flex flex-col justify-between gap-x-4 gap-y-0.5 py-2.5 first:pt-0 last:pb-0 sm:flex-row sm:items-center">
      <span className="min-w-0">
        <Link to={`/tasks/${task.id}`} className="block font-medium break-words hover:underline">
          {task.title}
        </Link>
        {task.labels?.["account"] && typeof task["account"] === "string" ? (
          <Link to={`/accounts/${task["account"]}`} className="block text-sm break-words text-ink-2 hover:underline">
            {task.labels["account"]}
          </Link>
        ) : null}
      </span>
      {typeof due === "string" ? <Due day={due} /> : null}
    </li>
  );
}

export function TasksGlance() {
  const { t } = useTranslation();
  const session = useSession();
  const where = [
    { field: "status", is: "eq" as const, value: "open" },
    { field: "owner", is: "eq" as const, value: session.person.id },
  ];
  const query = useQuery(recordsQuery("task", { where, sort: "due" }, SHOWN));
  const all = listLink("/tasks", where, "due");
  return (
    <Card title={t("home.tasks")} actions={<SeeAll to={all} of={t("home.tasks")} />}>
      <GlanceList query={query} items={query.data?.items} empty={t("home.noTasks")}>
        {(task) => <Line key={task.id} task={task} />}
      </GlanceList>
    </Card>
  );
}
