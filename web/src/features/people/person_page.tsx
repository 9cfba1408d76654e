import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import { personQuery } from "@/api/queries";
import { useMay, useSession } from "@/api/session";
import { idFrom, type Person, type PersonId, type Role } from "@/api/types";
import { Allowed } from "@/design/allowed";
import { Button } from "@/design/button";
import { Card, Facts, PageHeader } from "@/design/page";
import { PersonBadge } from "@/design/person_badge";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useToast } from "@/design/toast";
import { useFormat } from "@/lib/format";
import { useSubmit } from "@/lib/use_submit";
import { PersonActions } from "./person_actions";
import { RoleChoice } from "./role_choice";

function Roles({ person }: { person: Person }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const say = useToast();
  const may = useMay();
  const session = useSession();
  const [roles, setRoles] = useState<Role[]>(person.roles);
  const isSelf = session.person.id === person.id;
  const isChanged = roles.join() !== person.roles.join();
  const form = useSubmit(async () => {
    await api.patch("/people/{person}", { path: { person: person.id }, body: { roles } });
    await client.invalidateQueries({ queryKey: ["people"] });
    say(t("ui.saved"));
  });
  const refusal = may("people.manage") ? undefined : t("people.mayNot");
  const missing = refusal ?? (roles.length === 0 ? t("people.noRole") : !isChanged ? t("ui.nothingChanged") : undefined);
  return (
    <Card
      title={t("person.roles")}
      footer={
        <div className="flex justify-end">
          <Button look="primary" isBusy={form.isBusy} disabledReason={missing} onClick={() => void form.submit()}>
            {t("ui.save")}
          </Button>
        </div>
      }
    >
      <div className="flex flex-col gap-4">
        {form.problem ? <ProblemNote problem={form.problem} /> : null}
        <RoleChoice isQuiet roles={roles} onChange={setRoles} disabledReason={refusal} fixed={isSelf && person.roles.includes("admin") ? { admin: t("people.keepAdmin") } : {}} />
      </div>
    </Card>
  );
}

function About({ person }: { person: Person }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card title={t("person.about")}>
      <Facts
        items={[
          { label: t("person.email"), value: person.email },
          { label: t("person.language"), value: person.locale === "nl" ? t("language.own.nl") : t("language.own.en") },
          ...(person.time_zone ? [{ label: t("company.timeZone"), value: person.time_zone.replaceAll("_", " ") }] : []),
          { label: t("person.lastSeen"), value: person.last_seen_at ? format.dateTime(person.last_seen_at) : t("person.never") },
          { label: t("person.since"), value: format.date(person.created_at) },
        ]}
      />
    </Card>
  );
}

function Loaded({ person }: { person: Person }) {
  const { t } = useTranslation();
  const above = (
    <Link to="/people" className="hover:underline">
      {t("nav.people")}
    </Link>
  );
  return (
    <>
      <PageHeader title={person.name} above={above} badge={<PersonBadge status={person.status} />} actions={<PersonActions person={person} />} />
      <div className="grid items-start gap-5 lg:grid-cols-[2fr_1fr]">
        <Roles key={person.roles.join()} person={person} />
        <About person={person} />
      </div>
    </>
  );
}

export function PersonPage() {
  const query = useQuery(personQuery(idFrom<PersonId>(useParams()["person"])));
  return (
    <Allowed permission="people.read">
      {query.data ? (
        <Loaded person={query.data} />
      ) : query.error ? (
        <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Skeleton className="h-48 w-full" />
      )}
    </Allowed>
  );
}
