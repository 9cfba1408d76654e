import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import { Button } from "@/design/button";
import { CopyText } from "@/design/copy";
import { Dialog } from "@/design/dialog";
import { Field, FieldGroup } from "@/design/field";
import { Input } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { Checkbox } from "@/design/toggle";
import { useSubmit } from "@/lib/use_submit";

export const EVENTS = ["plan.updated", "job.updated", "territory.updated", "position.updated", "assignment.updated", "person.updated", "*"] as const;
type EventName = (typeof EVENTS)[number];
const KEYS = {
  "plan.updated": "plan_updated",
  "job.updated": "job_updated",
  "territory.updated": "territory_updated",
  "position.updated": "position_updated",
  "assignment.updated": "assignment_updated",
  "person.updated": "person_updated",
  "*": "everything",
} as const;
const eventKey = (event: EventName) => `webhook.event.${KEYS[event]}` as const;

export function NewWebhook({ isOpen, onOpenChange }: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [url, setUrl] = useState("");
  const [events, setEvents] = useState<EventName[]>(["plan.updated"]);
  const [secret, setSecret] = useState<string | null>(null);
  const form = useSubmit(async () => {
    const answer = await api.post("/webhooks", { body: { url: url.trim(), events } });
    await client.invalidateQueries({ queryKey: ["webhooks"] });
    setSecret(answer.secret);
  });
  function close() {
    setSecret(null);
    setUrl("");
    form.reset();
    onOpenChange(false);
  }
  if (secret) {
    const done = (
      <Button look="primary" onClick={close}>
        {t("ui.done")}
      </Button>
    );
    return (
      <Dialog isOpen onOpenChange={(next) => !next && close()} title={t("webhook.made")} description={t("webhook.madeText")} footer={done}>
        <CopyText text={secret} label={t("webhook.secret")} />
      </Dialog>
    );
  }
  const missing = !URL.canParse(url) ? t("webhook.fillIn") : events.length === 0 ? t("webhook.noEvent") : undefined;
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t("webhook.new")}
      description={t("webhook.newText")}
      onSubmit={(event) => void form.submit(event)}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{t("ui.cancel")}</Button>
          <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={missing}>
            {t("webhook.make")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4.5">
        {form.problem ? <ProblemNote problem={form.problem} shownFields={["url", "events"]} /> : null}
        <Field label={t("webhook.url")} hint={t("webhook.urlHint")} error={form.errors["url"]}>
          <Input type="url" inputMode="url" value={url} placeholder="https://example.com/hooks/bailiwick" onChange={(event) => setUrl(event.target.value)} />
        </Field>
        <FieldGroup legend={t("webhook.events")}>
          {EVENTS.map((event) => (
            <Checkbox
              key={event}
              label={t(eventKey(event))}
              hint={<span className="font-mono">{event}</span>}
              isChecked={events.includes(event)}
              onChange={(isChecked) => setEvents(EVENTS.filter((other) => (other === event ? isChecked : events.includes(other))))}
            />
          ))}
        </FieldGroup>
      </div>
    </Dialog>
  );
}
