// The people who differ from the company: away, fewer leads, other hours.
import { useQuery } from "@tanstack/react-query";
import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { peopleQuery } from "@/api/queries";
import { idFrom, type PersonId } from "@/api/types";
import { Badge } from "@/design/badge";
import { IconButton } from "@/design/button";
import { Combobox } from "@/design/combobox";
import { Field } from "@/design/field";
import { Card } from "@/design/page";
import { useFormat } from "@/lib/format";
import { PersonDialog } from "./person_dialog";
import { type PersonDraft, personDraft } from "./policy_draft";

const PEOPLE_MAX = "200";

function Differs({ one }: { one: PersonDraft }) {
  const { t } = useTranslation();
  const format = useFormat();
  const parts = [
    one.capacity === "" ? "" : t("leads.upTo", { number: one.capacity }),
    one.zone.replaceAll("_", " "),
    one.hours ? t("leads.ownHours") : "",
    one.daysOff.length > 0 ? t("leads.daysOffCount", { count: one.daysOff.length, number: format.number(one.daysOff.length) }) : "",
  ].filter(Boolean);
  return (
    <>
      {one.isAway ? <Badge tone="warning">{t("leads.away")}</Badge> : null}
      {parts.length > 0 ? <span className="text-sm text-ink-2">{parts.join(" · ")}</span> : null}
    </>
  );
}

interface PeopleFormProps {
  people: PersonDraft[];
  errors: Record<string, string>;
  onChange: (people: PersonDraft[]) => void;
}

export function PeopleForm({ people, errors, onChange }: PeopleFormProps) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState<number | null>(null);
  const query = useQuery(peopleQuery({ limit: PEOPLE_MAX }));
  const all = query.data?.items ?? [];
  const nameOf = (id: PersonId) => all.find((person) => person.id === id)?.name ?? t("leads.someone");
  const others = all.filter((person) => !people.some((one) => one.person === person.id));
  const set = (index: number, one: PersonDraft) => onChange(people.map((other, at) => (at === index ? one : other)));
  function add(id: string) {
    onChange([...people, personDraft({ person: idFrom<PersonId>(id) })]);
    setEditing(people.length);
  }
  return (
    <Card title={t("leads.people")} description={t("leads.peopleText")}>
      {people.length > 0 ? (
        <ul className="mb-4 divide-y divide-line">
          {people.map((one, index) => {
            const error = Object.entries(errors).find(([field]) => field.startsWith(`people/${index}/`))?.[1];
            const name = nameOf(one.person);
            return (
              <li key={one.person} className="py-2">
                <div className="flex items-center gap-2">
                  <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2.5 gap-y-1">
                    <span className="min-w-0 font-medium break-words">{name}</span>
                    <Differs one={one} />
                  </div>
                  <IconButton size="small" label={t("leads.editPerson", { name })} icon={<Pencil aria-hidden className="size-4" />} onClick={() => setEditing(index)} />
                  <IconButton size="small" label={t("leads.removePerson", { name })} icon={<Trash2 aria-hidden className="size-4" />} onClick={() => onChange(people.filter((_, at) => at !== index))} />
                </div>
                {error ? <p className="text-xs font-medium text-danger-text">{error}</p> : null}
              </li>
            );
          })}
        </ul>
      ) : null}
      <Field label={t("leads.addPerson")} hint={t("leads.addPersonHint")} className="max-w-sm">
        <Combobox options={others.map(({ id, name }) => ({ value: id as string, label: name }))} value="" placeholder={t("leads.choosePerson")} onChange={add} />
      </Field>
      {editing !== null && people[editing] ? <PersonDialog name={nameOf(people[editing].person)} one={people[editing]} onChange={(one) => set(editing, one)} onClose={() => setEditing(null)} /> : null}
    </Card>
  );
}
