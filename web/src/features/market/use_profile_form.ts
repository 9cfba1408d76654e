// The draft of the ideal customer while it is being changed: kept over tabs, saved against the version it was begun from, and told when somebody
// else changed that meanwhile.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import type { IcpProfile, IcpProfiles } from "@/api/market";
import { profilesQuery } from "@/api/market_queries";
import { ApiProblem } from "@/api/problem";
import { useToast } from "@/design/toast";
import { useSubmit } from "@/lib/use_submit";
import { bodyOf, draftOf, isSame, type ProfileDraft } from "./profile_draft";

interface Editing {
  values: ProfileDraft;
  // As it was when one began, or last saw a change by someone else; null: there was none.
  base: IcpProfile | null;
  // What it was before somebody else changed it to `base`.
  conflict?: { before: IcpProfile | null };
  // Somebody else put it into force or gave it up.
  isGone?: boolean;
}

const STALE_STATUSES = [404, 409, 412];

export function useProfileForm(profiles: IcpProfiles) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const say = useToast();
  const [editing, setEditing] = useState<Editing | null>(null);
  const base = editing ? editing.base : profiles.draft;
  const values = editing?.values ?? draftOf(profiles.draft);

  // True when it was written; otherwise what somebody else did stands in the form.
  async function write(wanted: ProfileDraft, over: IcpProfile | null): Promise<boolean> {
    const readAgain = () => client.fetchQuery({ ...profilesQuery, staleTime: 0 });
    const meet = (draft: IcpProfile | null) => setEditing({ values: wanted, base: draft, ...(draft ? { conflict: { before: over } } : { isGone: true }) });
    try {
      await api.put("/icp/draft", { version: over?.version ?? "*", body: bodyOf(wanted) });
    } catch (error) {
      if (!(error instanceof ApiProblem) || !STALE_STATUSES.includes(error.status)) throw error;
      meet((await readAgain()).draft);
      return false;
    }
    await client.invalidateQueries({ queryKey: ["market"] });
    await client.invalidateQueries({ queryKey: ["crm", "records", "account", "score"] });
    setEditing(null);
    return true;
  }
  const form = useSubmit(async () => {
    if (await write(values, base)) say(t("icp.saved"));
  });
  function discard() {
    setEditing(null);
    form.reset();
  }
  return {
    values,
    base,
    form,
    conflict: editing?.conflict,
    isGone: editing?.isGone ?? false,
    isEditing: editing !== null,
    isChanged: editing !== null && (!base || !isSame(values, draftOf(base))),
    begin: (from: ProfileDraft) => setEditing({ values: from, base: profiles.draft }),
    change: (next: ProfileDraft) => setEditing({ ...editing, values: next, base }),
    discard,
    write,
  };
}

export type ProfileForm = ReturnType<typeof useProfileForm>;
