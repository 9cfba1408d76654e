// Writes down in a few words what just happened with an account, or what is to be done: a note, a call, a visit, a task.
import { ListTodo, MapPin, NotebookPen, Phone } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AccountId, ObjectName, RecordChange } from "@/api/crm";
import { useSession } from "@/api/session";
import { Button } from "@/design/button";
import { Field } from "@/design/field";
import { Input, TextArea } from "@/design/input";
import { Card } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { useToast } from "@/design/toast";
import { Segmented } from "@/design/toggle";
import { useSubmit } from "@/lib/use_submit";
import { localTime } from "../fields/values";
import { useRecordActions } from "./use_record_actions";

const WHAT = ["note", "call", "visit", "task"] as const;
type What = (typeof WHAT)[number];
const ICONS = { note: NotebookPen, call: Phone, visit: MapPin, task: ListTodo };

const objectOf = (what: What): ObjectName => (what === "call" || what === "visit" ? "activity" : what);

export function QuickAdd({ account, name }: { account: AccountId; name: string }) {
  const { t } = useTranslation();
  const say = useToast();
  const { person } = useSession();
  const [what, setWhat] = useState<What>("note");
  const [subject, setSubject] = useState("");
  const [more, setMore] = useState("");
  const [when, setWhen] = useState("");
  const actions = useRecordActions(objectOf(what));
  function body(): RecordChange {
    const shared = { account, subject: subject.trim(), ...(more.trim() ? { description: more.trim() } : {}) };
    if (what === "note") return shared;
    if (what === "task") return { ...shared, status: "open", owner: person.id, ...(when ? { due: when } : {}) };
    return { ...shared, kind: what, owner: person.id, happened_at: (when ? new Date(when) : new Date()).toISOString().replace(/\.\d+Z$/, "Z") };
  }
  const form = useSubmit(async () => {
    await actions.add(body());
    say(t("crm.added", { name: subject.trim() }));
    setSubject("");
    setMore("");
    setWhen("");
  });
  const isOpen = subject !== "" || more !== "";
  return (
    <Card>
      <form noValidate aria-label={t("crm.quickAdd", { name })} onSubmit={(event) => void form.submit(event)} className="flex flex-col gap-3.5">
        <Segmented
          label={t("crm.quickKind")}
          value={what}
          onChange={(next) => {
            setWhat(next);
            setWhen("");
          }}
          options={WHAT.map((value) => {
            const Icon = ICONS[value];
            return { value, label: t(`crm.quick.${value}`), icon: <Icon aria-hidden className="size-4 max-sm:hidden" /> };
          })}
          className="self-start"
        />
        {form.problem ? <ProblemNote problem={form.problem} shownFields={["subject"]} /> : null}
        <Field label={t(`crm.quickSubject.${what}`)} error={form.errors["subject"]}>
          <Input value={subject} autoComplete="off" onChange={(event) => setSubject(event.target.value)} />
        </Field>
        {isOpen ? (
          <>
            <Field label={t("crm.quickMore")} optionalText={t("ui.optional")}>
              <TextArea value={more} onChange={(event) => setMore(event.target.value)} />
            </Field>
            {what === "note" ? null : (
              <Field label={what === "task" ? t("crm.quickDue") : t("crm.quickWhen")} optionalText={t("ui.optional")} hint={what === "task" ? undefined : t("crm.quickNow")} className="sm:max-w-64">
                <Input type={what === "task" ? "date" : "datetime-local"} value={when} max={what === "task" ? undefined : localTime(new Date().toISOString())} onChange={(event) => setWhen(event.target.value)} />
              </Field>
            )}
          </>
        ) : null}
        <Button type="submit" look={isOpen ? "primary" : "secondary"} size="small" className="self-start" isBusy={form.isBusy} disabledReason={!subject.trim() && t("crm.quickFillIn")}>
          {t(`crm.quickAction.${what}`)}
        </Button>
      </form>
    </Card>
  );
}
