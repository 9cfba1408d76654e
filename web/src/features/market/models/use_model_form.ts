// A model while it is being changed: what is typed is kept when somebody else changes it meanwhile, and saved against the version one has seen.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { loose } from "@/api/client";
import { useToast } from "@/design/toast";
import { useSubmit } from "@/lib/use_submit";

interface Wish<Model extends { version: number }, Draft> {
  path: string;
  model: Model;
  draftOf: (model: Model) => Draft;
  bodyOf: (draft: Draft) => object;
}

export function useModelForm<Model extends { version: number }, Draft>({ path, model, draftOf, bodyOf }: Wish<Model, Draft>) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const say = useToast();
  const [editing, setEditing] = useState<{ values: Draft; version: number } | null>(null);
  const values = editing?.values ?? draftOf(model);
  const form = useSubmit(async () => {
    await loose.put<Model>(path, { version: editing?.version ?? model.version, body: bodyOf(values) });
    await client.invalidateQueries({ queryKey: ["market"] });
    await client.invalidateQueries({ queryKey: ["crm", "records", "account", "market"] });
    setEditing(null);
    say(t("models.saved"));
  });
  return {
    values,
    form,
    isChanged: editing !== null && JSON.stringify(bodyOf(values)) !== JSON.stringify(bodyOf(draftOf(model))),
    // Somebody else changed it since one began.
    isStale: editing !== null && editing.version !== model.version,
    change: (next: Draft) => setEditing({ values: next, version: editing?.version ?? model.version }),
    discard: () => {
      setEditing(null);
      form.reset();
    },
    // Goes on from what is typed, over what somebody else saved.
    keep: () => setEditing({ values, version: model.version }),
  };
}
